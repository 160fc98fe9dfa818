// Numbers of a C library, one at a time.

#ifndef BB_ELEMENTS_H
#define BB_ELEMENTS_H

#include <stddef.h>
#include <stdint.h>

// bb_element_at is the getter: little-endian word i of p, at any alignment.
uint64_t bb_element_at(const unsigned char *p, size_t i);

// bb_each_element calls back into Go with every word of the n bytes at p.
void bb_each_element(const unsigned char *p, size_t n, uint64_t *sum);

#endif
