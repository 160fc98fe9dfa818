package process

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"
)

// Stdout is the standard output of a command. It keeps the first error of writing, and
// takes the rest as if it were written: a reader that went away does not end a
// measurement. The exit code tells it at the end.
type Stdout struct {
	to     io.Writer
	failed atomic.Pointer[error]
}

// errClosed is the error of a standard output that was closed at the start.
var errClosed = errors.New("it is closed")

// NewStdout returns the standard output of a program.
func NewStdout(to io.Writer) *Stdout {
	s := &Stdout{to: to}
	if to == io.Writer(os.Stdout) && stdoutClosed() {
		s.to = closed{}
	}
	return s
}

// Write implements io.Writer. It returns no error.
func (s *Stdout) Write(p []byte) (int, error) {
	if s.failed.Load() == nil {
		if _, err := s.to.Write(p); err != nil {
			s.failed.Store(&err)
		}
	}
	return len(p), nil
}

// Fd is the number of the file behind it, so that it can be asked whether it is a
// terminal; an impossible one where there is no file.
func (s *Stdout) Fd() uintptr {
	if f, is := s.to.(interface{ Fd() uintptr }); is {
		return f.Fd()
	}
	return ^uintptr(0)
}

// Err returns what was lost, or nil.
func (s *Stdout) Err() error {
	if err := s.failed.Load(); err != nil {
		return fmt.Errorf("write to standard output: %w: what was printed is not all there (files that were written are)", *err)
	}
	return nil
}

// closed is a file that is closed.
type closed struct{}

// Write implements io.Writer.
func (closed) Write([]byte) (int, error) { return 0, errClosed }
