package exit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/bufbench/bufbench/internal/host/process"
	"github.com/bufbench/bufbench/internal/option"
)

// Exit codes.
const (
	OK          = 0
	Worse       = 1
	Usage       = 2
	Failed      = 3
	Undecided   = 4
	Interrupted = 130
)

// Code prints err and returns its code.
func Code(stderr io.Writer, err error) int {
	var bad *option.Error
	var judged *Verdict
	switch {
	case err == nil:
		return OK
	case errors.As(err, &judged):
		fmt.Fprintf(stderr, "bufbench: exit code %d: %v\n", judged.Code, err)
		return judged.Code
	case errors.As(err, &bad):
		fmt.Fprintf(stderr, "bufbench: %s%s\n", bad.Flag(), hintOf(err))
		return Usage
	case errors.Is(err, context.Canceled):
		interrupted(stderr, err)
		return Interrupted
	}
	fmt.Fprintf(stderr, "bufbench: %v%s\n", err, hintOf(err))
	return Failed
}

// hintOf is what to type against an error, in parentheses.
func hintOf(err error) string {
	var hint *option.Hint
	if !errors.As(err, &hint) {
		return ""
	}
	return fmt.Sprintf(" (-%s %s)", hint.Option, hint.Text)
}

// joined reports whether an interrupt came with another error, which must not
// be hidden.
func joined(err error) bool { return err.Error() != context.Canceled.Error() }

// interrupted says that a command was interrupted, and how else it failed; err is
// [context.Canceled], or holds it. It does not wait long for a reader of standard error.
func interrupted(stderr io.Writer, err error) {
	said := make(chan struct{})
	go func() {
		defer close(said)
		if joined(err) {
			fmt.Fprintf(stderr, "bufbench: %v\n", err)
		}
		fmt.Fprintln(stderr, "bufbench: interrupted; what was measured is kept")
	}()
	select {
	case <-said:
	case <-time.After(process.Grace):
	}
}

// Usagef is a mistake in the command line that is in no single flag.
func Usagef(format string, args ...any) error { return option.Errorf("", format, args...) }

// Incomplete is the error of a document that is printed and lacks something.
func Incomplete(format string, args ...any) error {
	return fmt.Errorf("this is not all: "+format, args...)
}
