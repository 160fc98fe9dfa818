#include "sum.h"

int sum_of(int n) {
	unsigned sum = 1;
	for (int i = 0; i < n * ROUNDS; i++)
		sum = sum * 31 + (unsigned)i;
	return (int)sum;
}
