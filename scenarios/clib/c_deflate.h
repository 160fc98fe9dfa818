//go:build clibs && cgo

// A stream of zlib's that is used again and again.
#ifndef BUFBENCH_C_DEFLATE_H
#define BUFBENCH_C_DEFLATE_H

#include <zlib.h>

typedef struct {
	z_stream stream; // holds no pointer of a caller's between calls
	unsigned char *out;
	size_t room; // at out
} bb_deflater;

// bb_deflate_new returns a stream for up to size bytes of input, or NULL.
bb_deflater *bb_deflate_new(size_t size);
void bb_deflate_free(bb_deflater *d);

// bb_deflate compresses the n bytes at p to d->out, whole, and returns how many
// it wrote; 0 when zlib refuses.
size_t bb_deflate(bb_deflater *d, const unsigned char *p, size_t n);

#endif
