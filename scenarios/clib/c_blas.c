//go:build clibs && cgo

#include "c_blas.h"

#include <cblas.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// The types are those of the header; the functions are not linked to.
static __typeof__(cblas_ddot) *ddot;

static __typeof__(openblas_get_config) *config;

static char *failure(void) {
	const char *text = dlerror();
	return strdup(text != NULL ? text : "it lacks a function that it should have");
}

char *bb_blas_load(void) {
	// Threads are started while it is loaded. Go's own environment, and what
	// children get of it, does not change.
	setenv("OPENBLAS_NUM_THREADS", "1", 1);
	void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
	if (library == NULL) {
		return failure();
	}
	ddot = (__typeof__(ddot))dlsym(library, "cblas_ddot");
	// For a process in which something else, such as numpy, loaded it before.
	__typeof__(openblas_set_num_threads) *threads =
		(__typeof__(threads))dlsym(library, "openblas_set_num_threads");
	if (ddot == NULL || threads == NULL) {
		return failure();
	}
	threads(1);
	config = (__typeof__(config))dlsym(library, "openblas_get_config");
	return NULL;
}

const char *bb_blas_config(void) { return config != NULL ? config() : NULL; }

uint64_t bb_ddot(const unsigned char *p, size_t n) {
	const double *x = (const double *)p;
	double product = ddot(n, x, 1, x, 1);
	uint64_t bits;
	memcpy(&bits, &product, sizeof bits);
	return bits;
}
