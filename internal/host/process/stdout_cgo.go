//go:build cgo && unix

package process

/*
#include <errno.h>
#include <fcntl.h>

static int closed;

// If a standard stream is closed, Go's runtime opens /dev/null in its place. Nobody can
// tell afterwards. This function runs before Go's runtime.
__attribute__((constructor)) static void look(void) { closed = fcntl(1, F_GETFD) == -1 && errno == EBADF; }

static int stdout_closed(void) { return closed; }
*/
import "C"

// stdoutClosed reports whether standard output was closed when the process started.
func stdoutClosed() bool { return C.stdout_closed() != 0 }

// SeesStdout says whether this build can tell that standard output was closed at the start.
const SeesStdout = true
