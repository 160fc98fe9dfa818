//go:build cgo

// The C kernels. Every function accepts any alignment, touches exactly the n
// bytes it is given and keeps no pointer. Symbols start with bb_, since all C
// code of a Go program is linked into one name space.

#ifndef BB_KERNEL_H
#define BB_KERNEL_H

#include <stddef.h>
#include <stdint.h>

enum {
	BB_PLAIN = 0, // portable C; for a copy, memcpy
	BB_SSE2 = 1,
	BB_AVX2 = 2,
	BB_AVX512 = 3,
	BB_STREAM = 16, // flag for bb_copy: non-temporal stores
	BB_HALVES = 16, // flag for bb_sum: both halves at once; with BB_AVX2 only
};

// bb_has says whether this build and this CPU can run the given width.
int bb_has(int width);

// bb_sum is kernel.Sum. The width must be one that bb_has grants.
uint64_t bb_sum(int width, const unsigned char *p, size_t n, size_t passes);

// bb_piece is some of the bytes of a sum.
typedef struct {
	const unsigned char *at;
	size_t size;
} bb_piece;

// bb_sum_pieces is the sum of bb_sum over count pieces.
uint64_t bb_sum_pieces(int width, const bb_piece *list, size_t count, size_t passes);

// bb_copy copies n bytes passes times between areas that do not overlap. A
// streaming copy ends with a fence, so its stores are ordered as others are.
void bb_copy(int how, unsigned char *dst, const unsigned char *src, size_t n, size_t passes);

// bb_word returns the little-endian word of the n <= 8 bytes at p, padded with zeros.
static inline uint64_t bb_word(const unsigned char *p, size_t n) {
	uint64_t w = 0;
	__builtin_memcpy(&w, p, n);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

// bb_call_back calls Go once, and returns what it returned: before + 1.
uint64_t bb_call_back(uint64_t before);

// BB_AGAIN makes the compiler assume that memory has changed, so that every
// pass reads it again.
#define BB_AGAIN() __asm__ volatile("" ::: "memory")

#endif
