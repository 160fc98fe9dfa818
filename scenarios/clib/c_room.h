//go:build clibs && cgo

// Memory of C's that a block owns.
#ifndef BUFBENCH_C_ROOM_H
#define BUFBENCH_C_ROOM_H

#include <stdlib.h>

// bb_room is malloc under a name that cgo does not treat specially: C.malloc
// ends the process where malloc returns NULL.
static inline void *bb_room(size_t n) { return malloc(n); }
static inline void bb_room_free(void *p) { free(p); }
static inline void bb_room_poke(unsigned char *p, size_t i, unsigned char x) { p[i] ^= x; }

#endif
