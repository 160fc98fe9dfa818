//go:build cgo

#include "c_kernel.h"

static uint64_t sum_tail(const unsigned char *p, size_t n) {
	uint64_t s = 0;
	for (; n >= 8; p += 8, n -= 8) {
		s += bb_word(p, 8);
	}
	return n > 0 ? s + bb_word(p, n) : s;
}

static uint64_t sum_plain(const unsigned char *p, size_t n, size_t passes) {
	uint64_t a = 0, b = 0, c = 0, d = 0;
	for (; passes > 0; passes--) {
		size_t i = 0;
		for (; n - i >= 32; i += 32) {
			a += bb_word(p + i, 8);
			b += bb_word(p + i + 8, 8);
			c += bb_word(p + i + 16, 8);
			d += bb_word(p + i + 24, 8);
		}
		a += sum_tail(p + i, n - i);
		BB_AGAIN();
	}
	return a + b + c + d;
}

#if defined(__x86_64__)
#include <immintrin.h>

int bb_has(int width) {
	switch (width) {
	case BB_AVX2:
		return __builtin_cpu_supports("avx2") != 0;
	case BB_AVX512:
		return __builtin_cpu_supports("avx512f") != 0;
	}
	return width == BB_PLAIN || width == BB_SSE2;
}

__attribute__((target("avx2"))) static inline __m256i load256(const unsigned char *p) {
	return _mm256_loadu_si256((const __m256i *)p);
}

__attribute__((target("avx2"))) static uint64_t sum_avx2(const unsigned char *p, size_t n, size_t passes) {
	__m256i a = _mm256_setzero_si256(), b = a, c = a, d = a;
	uint64_t tail = 0, lane[4];
	for (; passes > 0; passes--) {
		size_t i = 0;
		for (; n - i >= 256; i += 256) {
			a = _mm256_add_epi64(a, load256(p + i));
			b = _mm256_add_epi64(b, load256(p + i + 32));
			c = _mm256_add_epi64(c, load256(p + i + 64));
			d = _mm256_add_epi64(d, load256(p + i + 96));
			a = _mm256_add_epi64(a, load256(p + i + 128));
			b = _mm256_add_epi64(b, load256(p + i + 160));
			c = _mm256_add_epi64(c, load256(p + i + 192));
			d = _mm256_add_epi64(d, load256(p + i + 224));
		}
		for (; n - i >= 32; i += 32) {
			a = _mm256_add_epi64(a, load256(p + i));
		}
		tail += sum_tail(p + i, n - i);
		BB_AGAIN();
	}
	a = _mm256_add_epi64(_mm256_add_epi64(a, b), _mm256_add_epi64(c, d));
	_mm256_storeu_si256((__m256i *)lane, a);
	return tail + lane[0] + lane[1] + lane[2] + lane[3];
}

// sum_halves reads the two halves at once: two sequences keep more of the
// memory's prefetchers busy than one.
__attribute__((target("avx2"))) static uint64_t sum_halves(const unsigned char *p, size_t n, size_t passes) {
	const size_t half = n / 2 & ~(size_t)63;
	const unsigned char *q = p + half;
	__m256i a = _mm256_setzero_si256(), b = a, c = a, d = a;
	uint64_t tail = 0, lane[4];
	for (; passes > 0; passes--) {
		for (size_t i = 0; i < half; i += 64) {
			a = _mm256_add_epi64(a, load256(p + i));
			b = _mm256_add_epi64(b, load256(p + i + 32));
			c = _mm256_add_epi64(c, load256(q + i));
			d = _mm256_add_epi64(d, load256(q + i + 32));
		}
		tail += sum_tail(q + half, n - 2 * half);
		BB_AGAIN();
	}
	a = _mm256_add_epi64(_mm256_add_epi64(a, b), _mm256_add_epi64(c, d));
	_mm256_storeu_si256((__m256i *)lane, a);
	return tail + lane[0] + lane[1] + lane[2] + lane[3];
}

__attribute__((target("avx512f"))) static inline __m512i load512(const unsigned char *p) {
	return _mm512_loadu_si512((const void *)p);
}

__attribute__((target("avx512f"))) static uint64_t sum_avx512(const unsigned char *p, size_t n, size_t passes) {
	__m512i a = _mm512_setzero_si512(), b = a, c = a, d = a;
	uint64_t tail = 0;
	for (; passes > 0; passes--) {
		size_t i = 0;
		for (; n - i >= 512; i += 512) {
			a = _mm512_add_epi64(a, load512(p + i));
			b = _mm512_add_epi64(b, load512(p + i + 64));
			c = _mm512_add_epi64(c, load512(p + i + 128));
			d = _mm512_add_epi64(d, load512(p + i + 192));
			a = _mm512_add_epi64(a, load512(p + i + 256));
			b = _mm512_add_epi64(b, load512(p + i + 320));
			c = _mm512_add_epi64(c, load512(p + i + 384));
			d = _mm512_add_epi64(d, load512(p + i + 448));
		}
		for (; n - i >= 64; i += 64) {
			a = _mm512_add_epi64(a, load512(p + i));
		}
		tail += sum_tail(p + i, n - i);
		BB_AGAIN();
	}
	a = _mm512_add_epi64(_mm512_add_epi64(a, b), _mm512_add_epi64(c, d));
	return tail + (uint64_t)_mm512_reduce_add_epi64(a);
}

uint64_t bb_sum(int width, const unsigned char *p, size_t n, size_t passes) {
	switch (width) {
	case BB_AVX2:
		return sum_avx2(p, n, passes);
	case BB_AVX2 | BB_HALVES:
		return sum_halves(p, n, passes);
	case BB_AVX512:
		return sum_avx512(p, n, passes);
	}
	return sum_plain(p, n, passes);
}

#else

int bb_has(int width) {
	return width == BB_PLAIN;
}

uint64_t bb_sum(int width, const unsigned char *p, size_t n, size_t passes) {
	(void)width;
	return sum_plain(p, n, passes);
}

#endif
