package main

import (
	"context"
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

const (
	// grace is how long a command may take to end after an interrupt.
	grace = 500 * time.Millisecond
	// graceMeasuring is the same for a command that measures. It looks at its context
	// and stops measuring at once. Then it ends its children, removes its folders, and
	// writes and prints its results. This takes longer on a busy machine.
	graceMeasuring = 15 * time.Second
)

// measuring counts what a program measures now, in whichever goroutine. The zero
// value is ready to use.
type measuring struct{ count atomic.Int32 }

// begin says that something is measured until end is called.
func (m *measuring) begin() (end func()) {
	if m == nil { // a program that was not started by run
		return func() {}
	}
	m.count.Add(1)
	return func() { m.count.Add(-1) }
}

// grace is how long the program may take to end now.
func (m *measuring) grace() time.Duration {
	if m.count.Load() > 0 {
		return graceMeasuring
	}
	return grace
}

// interruptible runs a command and returns its error. After an interrupt it waits
// for the command no longer than its grace. A command cannot always look at its
// context: it may wait for standard input, for the writer of a FIFO, or for a reader
// of what it prints. Files are written whole or line by line, so nothing that was
// kept is lost when the process ends there.
func interruptible(ctx context.Context, m *measuring, command func() error) error {
	done := make(chan error, 1)
	go func() { done <- command() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(m.grace()):
		return context.Canceled
	}
}

// interrupted says that a command was interrupted, and how else it failed; err is
// [context.Canceled], or holds it. It does not wait long for a reader of standard
// error.
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
	case <-time.After(grace):
	}
}
