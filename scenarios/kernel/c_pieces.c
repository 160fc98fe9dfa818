//go:build cgo

#include "c_kernel.h"

uint64_t bb_sum_pieces(int width, const bb_piece *list, size_t count, size_t passes) {
	uint64_t sum = 0;
	for (size_t i = 0; i < count; i++) {
		sum += bb_sum(width, list[i].at, list[i].size, passes);
	}
	return sum;
}
