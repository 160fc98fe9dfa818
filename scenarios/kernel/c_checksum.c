//go:build cgo

#include "c_kernel.h"

// weigh returns the weighted sum of n bytes, the first word of which counts
// weight times.
static uint64_t weigh(const unsigned char *p, size_t n, uint32_t weight) {
	uint64_t a = 0, b = 0;
	for (; n > 0; weight += 4) {
		size_t k = n < 8 ? n : 8;
		uint64_t w = k == 8 ? bb_word(p, 8) : bb_word(p, k);
		a += (uint64_t)(uint32_t)w * weight;
		b += (w >> 32) * (uint32_t)(weight + 2);
		p += k;
		n -= k;
	}
	return a + b;
}

static uint64_t checksum_plain(const unsigned char *p, size_t n, size_t passes) {
	uint64_t s = 0;
	for (; passes > 0; passes--) {
		s += weigh(p, n, 1);
		BB_AGAIN();
	}
	return s;
}

#if defined(__x86_64__)
#include <immintrin.h>

// Lane j of a step holds words 2j and 2j+1, of weights 4j+1 and 4j+3; the
// multiplication looks at the low half of each lane only.

__attribute__((target("avx2"))) static uint64_t checksum_avx2(const unsigned char *p, size_t n, size_t passes) {
	const __m256i first = _mm256_setr_epi32(1, 0, 5, 0, 9, 0, 13, 0);
	const __m256i two = _mm256_set1_epi32(2), step = _mm256_set1_epi32(16);
	__m256i a = _mm256_setzero_si256(), b = a;
	uint64_t tail = 0, lane[4];
	for (; passes > 0; passes--) {
		__m256i low = first;
		size_t i = 0;
		for (; n - i >= 32; i += 32) {
			__m256i x = _mm256_loadu_si256((const __m256i *)(p + i));
			a = _mm256_add_epi64(a, _mm256_mul_epu32(x, low));
			b = _mm256_add_epi64(b, _mm256_mul_epu32(_mm256_srli_epi64(x, 32), _mm256_add_epi32(low, two)));
			low = _mm256_add_epi32(low, step);
		}
		tail += weigh(p + i, n - i, (uint32_t)(i / 2) + 1);
		BB_AGAIN();
	}
	_mm256_storeu_si256((__m256i *)lane, _mm256_add_epi64(a, b));
	return tail + lane[0] + lane[1] + lane[2] + lane[3];
}

__attribute__((target("avx512f"))) static uint64_t checksum_avx512(const unsigned char *p, size_t n, size_t passes) {
	const __m512i first = _mm512_setr_epi32(1, 0, 5, 0, 9, 0, 13, 0, 17, 0, 21, 0, 25, 0, 29, 0);
	const __m512i two = _mm512_set1_epi32(2), step = _mm512_set1_epi32(32);
	__m512i a = _mm512_setzero_si512(), b = a;
	uint64_t tail = 0;
	for (; passes > 0; passes--) {
		__m512i low = first;
		size_t i = 0;
		for (; n - i >= 64; i += 64) {
			__m512i x = _mm512_loadu_si512((const void *)(p + i));
			a = _mm512_add_epi64(a, _mm512_mul_epu32(x, low));
			b = _mm512_add_epi64(b, _mm512_mul_epu32(_mm512_srli_epi64(x, 32), _mm512_add_epi32(low, two)));
			low = _mm512_add_epi32(low, step);
		}
		tail += weigh(p + i, n - i, (uint32_t)(i / 2) + 1);
		BB_AGAIN();
	}
	return tail + (uint64_t)_mm512_reduce_add_epi64(_mm512_add_epi64(a, b));
}

uint64_t bb_checksum(int width, const unsigned char *p, size_t n, size_t passes) {
	switch (width) {
	case BB_AVX2:
		return checksum_avx2(p, n, passes);
	case BB_AVX512:
		return checksum_avx512(p, n, passes);
	}
	return checksum_plain(p, n, passes);
}

#else

uint64_t bb_checksum(int width, const unsigned char *p, size_t n, size_t passes) {
	(void)width;
	return checksum_plain(p, n, passes);
}

#endif
