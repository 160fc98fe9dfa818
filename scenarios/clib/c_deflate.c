//go:build clibs && cgo

#include "c_deflate.h"

#include <stdlib.h>

bb_deflater *bb_deflate_new(size_t size) {
	bb_deflater *d = calloc(1, sizeof *d);
	if (d == NULL) {
		return NULL;
	}
	if (deflateInit(&d->stream, Z_BEST_SPEED) != Z_OK) {
		free(d);
		return NULL;
	}
	d->room = deflateBound(&d->stream, size);
	d->out = malloc(d->room);
	if (d->out == NULL) {
		bb_deflate_free(d);
		return NULL;
	}
	return d;
}

void bb_deflate_free(bb_deflater *d) {
	deflateEnd(&d->stream);
	free(d->out);
	free(d);
}

size_t bb_deflate(bb_deflater *d, const unsigned char *p, size_t n) {
	z_stream *s = &d->stream;
	if (deflateReset(s) != Z_OK) {
		return 0;
	}
	s->next_in = (z_const Bytef *)p;
	s->avail_in = n;
	s->next_out = d->out;
	s->avail_out = d->room;
	int end = deflate(s, Z_FINISH);
	s->next_in = NULL; // the caller's, who may free it now
	return end == Z_STREAM_END ? s->total_out : 0;
}
