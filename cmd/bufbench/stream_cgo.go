//go:build cgo && unix

package main

/*
#include <errno.h>
#include <fcntl.h>

static int closed;

// Go's runtime opens /dev/null in the place of a standard stream that is closed, so
// that nobody can tell afterwards. This runs before it.
__attribute__((constructor)) static void look(void) { closed = fcntl(1, F_GETFD) == -1 && errno == EBADF; }

static int stdout_closed(void) { return closed; }
*/
import "C"

// stdoutClosed reports whether standard output was closed when the process started.
func stdoutClosed() bool { return C.stdout_closed() != 0 }

// stdoutIsSeen says that stdoutClosed can tell.
const stdoutIsSeen = true
