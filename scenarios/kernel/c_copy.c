//go:build cgo

#include <string.h>

#include "c_kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

// Stores that are aligned to their width never cross a cache line, and the
// non-temporal ones must be. So each copy goes from boundary to boundary of
// dst; what is before the first and after the last boundary is stored as one
// unaligned vector, which overlaps bytes stored with the same value.

static inline size_t to_boundary(const unsigned char *p, size_t width) {
	return -(uintptr_t)p & (width - 1);
}

static inline __m128i load128(const unsigned char *p) {
	return _mm_loadu_si128((const __m128i *)p);
}

__attribute__((target("avx2"))) static inline __m256i load256(const unsigned char *p) {
	return _mm256_loadu_si256((const __m256i *)p);
}

__attribute__((target("avx512f"))) static inline __m512i load512(const unsigned char *p) {
	return _mm512_loadu_si512((const void *)p);
}

#define COPY(name, isa, width, vector, load, storeu, store)                                                 \
	__attribute__((target(isa))) static void name(unsigned char *dst, const unsigned char *src, size_t n) { \
		if (n < width) {                                                                                    \
			memcpy(dst, src, n);                                                                            \
			return;                                                                                         \
		}                                                                                                   \
		size_t i = to_boundary(dst, width);                                                                 \
		if (i > 0) {                                                                                        \
			storeu((vector *)dst, load(src));                                                               \
		}                                                                                                   \
		for (; n - i >= 4 * width; i += 4 * width) {                                                        \
			vector a = load(src + i), b = load(src + i + width);                                            \
			vector c = load(src + i + 2 * width), d = load(src + i + 3 * width);                            \
			store((vector *)(dst + i), a);                                                                  \
			store((vector *)(dst + i + width), b);                                                          \
			store((vector *)(dst + i + 2 * width), c);                                                      \
			store((vector *)(dst + i + 3 * width), d);                                                      \
		}                                                                                                   \
		for (; n - i >= width; i += width) {                                                                \
			store((vector *)(dst + i), load(src + i));                                                      \
		}                                                                                                   \
		if (i < n) {                                                                                        \
			storeu((vector *)(dst + n - width), load(src + n - width));                                     \
		}                                                                                                   \
	}

COPY(copy_avx2, "avx2", 32, __m256i, load256, _mm256_storeu_si256, _mm256_store_si256)
COPY(copy_avx512, "avx512f", 64, __m512i, load512, _mm512_storeu_si512, _mm512_store_si512)
COPY(stream_sse2, "sse2", 16, __m128i, load128, _mm_storeu_si128, _mm_stream_si128)
COPY(stream_avx2, "avx2", 32, __m256i, load256, _mm256_storeu_si256, _mm256_stream_si256)
COPY(stream_avx512, "avx512f", 64, __m512i, load512, _mm512_storeu_si512, _mm512_stream_si512)

static void fence(void) {
	_mm_sfence();
}

static void copy_once(int how, unsigned char *dst, const unsigned char *src, size_t n) {
	switch (how) {
	case BB_AVX2:
		copy_avx2(dst, src, n);
		return;
	case BB_AVX512:
		copy_avx512(dst, src, n);
		return;
	case BB_SSE2 | BB_STREAM:
		stream_sse2(dst, src, n);
		return;
	case BB_AVX2 | BB_STREAM:
		stream_avx2(dst, src, n);
		return;
	case BB_AVX512 | BB_STREAM:
		stream_avx512(dst, src, n);
		return;
	}
	memcpy(dst, src, n);
}

#else

static void fence(void) {}

static void copy_once(int how, unsigned char *dst, const unsigned char *src, size_t n) {
	(void)how;
	memcpy(dst, src, n);
}

#endif

void bb_copy(int how, unsigned char *dst, const unsigned char *src, size_t n, size_t passes) {
	for (; passes > 0; passes--) {
		copy_once(how, dst, src, n);
		BB_AGAIN();
	}
	if (how & BB_STREAM) {
		fence();
	}
}
