package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/bufbench/bufbench/internal/host/process"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/urfave/cli/v3"
)

// Exit codes.
const (
	exitOK          = 0
	exitWorse       = 1
	exitUsage       = 2
	exitFailed      = 3
	exitUndecided   = 4
	exitInterrupted = 130
)

// finding is what compare, check or ab found, as far as the exit code depends on it.
// docs/exit-codes.md has the same rule as a table.
type finding struct {
	nothing   string // why there is no verdict at all; empty where there is one
	missing   string // why this is not all: what could not be read or measured, and what is gone; empty where it is
	worse     int    // what is shown to be worse, by more than the threshold
	looks     int    // what is undecided and looks worse
	seen      bool   // a change of the threshold's size could have been seen
	undecided int
	summary   string // all of it in one sentence
}

// err returns the exit code as an error; nil is 0: nothing looks worse, and a change of
// the threshold's size could have been seen. If something is missing, or there is
// nothing to judge, there is no verdict. -fail-on does not change this error.
func (f finding) err(failOn string) error {
	switch {
	case f.nothing != "":
		return errors.New(f.nothing)
	case f.missing != "":
		return &verdictError{exitFailed, "this is not all: " + f.summary}
	case failOn == "never":
	case f.worse > 0:
		return &verdictError{exitWorse, f.summary}
	case f.looks > 0:
		return &verdictError{exitUndecided, "something looks worse, and there is no verdict on it: " + f.summary}
	case !f.seen:
		return &verdictError{exitUndecided, "nothing could have been found, whatever had changed: " + f.summary}
	case failOn == "undecided" && f.undecided > 0:
		return &verdictError{exitUndecided, f.summary}
	}
	return nil
}

// verdictError is a verdict that the exit code tells.
type verdictError struct {
	code int
	text string
}

// Error implements error.
func (e *verdictError) Error() string { return e.text }

// printed joins err with lost, the error of writing to standard output. If err is a
// verdict, only its text remains, not its exit code: nobody has seen this verdict.
func printed(err, lost error) error {
	var judged *verdictError
	switch {
	case lost == nil:
		return err
	case errors.As(err, &judged):
		return fmt.Errorf("%w; %s", lost, judged.text)
	}
	return errors.Join(err, lost)
}

// exit prints err and returns its code.
func exit(stderr io.Writer, err error) int {
	var bad *usageError
	var judged *verdictError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &judged):
		fmt.Fprintf(stderr, "bufbench: exit code %d: %v\n", judged.code, err)
		return judged.code
	case errors.As(err, &bad):
		fmt.Fprintf(stderr, "bufbench: %s%s\n", bad.Flag(), hintOf(err))
		return exitUsage
	case errors.Is(err, context.Canceled):
		interrupted(stderr, err)
		return exitInterrupted
	}
	fmt.Fprintf(stderr, "bufbench: %v%s\n", err, hintOf(err))
	return exitFailed
}

// hintOf is what to type against an error, in parentheses.
func hintOf(err error) string {
	var hint *option.Hint
	if !errors.As(err, &hint) {
		return ""
	}
	return fmt.Sprintf(" (-%s %s)", hint.Option, hint.Text)
}

// usageError is a mistake in the command line.
type usageError = option.Error

func usagef(format string, args ...any) error { return option.Errorf("", format, args...) }

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

func onUsageError(_ context.Context, c *cli.Command, err error, _ bool) error {
	return usagef("%v (%s -help lists the flags)", err, c.FullName())
}
