package process

import (
	"context"
	"sync/atomic"
	"time"
)

const (
	// Grace is how long a command may take to end after an interrupt.
	Grace = 500 * time.Millisecond
	// graceMeasuring is the same for a command that measures. It looks at its context
	// and stops measuring at once. Then it ends its children, removes its folders, and
	// writes and prints its results. This takes longer on a busy machine.
	graceMeasuring = 15 * time.Second
)

// Work counts what a program measures now, in any goroutine. The zero value is ready to
// use.
type Work struct{ count atomic.Int32 }

// Begin says that something is measured until end is called. It may be called on nil.
func (m *Work) Begin() (end func()) {
	if m == nil {
		return func() {}
	}
	m.count.Add(1)
	return func() { m.count.Add(-1) }
}

// grace is how long the program may take to end now.
func (m *Work) grace() time.Duration {
	if m.count.Load() > 0 {
		return graceMeasuring
	}
	return Grace
}

// Interruptible runs a command and returns its error. After an interrupt it waits
// for the command no longer than its grace. A command cannot always look at its
// context: it may wait for standard input, for the writer of a FIFO, or for a reader
// of what it prints. Files are written whole or line by line, so nothing that was
// kept is lost when the process ends there.
func Interruptible(ctx context.Context, w *Work, command func() error) error {
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
	case <-time.After(w.grace()):
		return context.Canceled
	}
}
