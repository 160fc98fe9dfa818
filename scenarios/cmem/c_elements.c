#include "c_elements.h"
#include "_cgo_export.h"

uint64_t bb_element_at(const unsigned char *p, size_t i) {
	uint64_t x = 0;
	for (size_t k = 8; k-- > 0;) {
		x = x << 8 | p[8 * i + k];
	}
	return x;
}

void bb_each_element(const unsigned char *p, size_t n, uint64_t *sum) {
	for (size_t i = 0; i < n / 8; i++) {
		bbAddElement(sum, bb_element_at(p, i));
	}
}
