#include "sum.h"

int sum_of(int n) {
	return n * ROUNDS;
}
