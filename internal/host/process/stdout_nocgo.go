//go:build !cgo || !unix

package process

// stdoutClosed reports false. Go's runtime opens /dev/null in the place of a closed
// standard output, and without C nobody can look before that. On Windows writing to a
// closed standard output fails.
func stdoutClosed() bool { return false }

// SeesStdout says whether this build can tell that standard output was closed at the start.
const SeesStdout = false
