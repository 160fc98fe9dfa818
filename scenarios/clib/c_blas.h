//go:build clibs && cgo

// OpenBLAS, loaded when it is asked for.
#ifndef BUFBENCH_C_BLAS_H
#define BUFBENCH_C_BLAS_H

#include <stddef.h>
#include <stdint.h>

// bb_blas_load loads OpenBLAS for as long as the process lives and returns
// NULL, or why it cannot, malloc'ed for the caller. It is called once.
char *bb_blas_load(void);

// bb_blas_config says which OpenBLAS has been loaded and how it was built: its
// own text, or NULL if it does not say.
const char *bb_blas_config(void);

// bb_ddot is the dot product of the n doubles at p with themselves, as the bits
// of a double, by OpenBLAS, which has been loaded.
uint64_t bb_ddot(const unsigned char *p, size_t n);

#endif
