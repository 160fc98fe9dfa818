package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/pprof"
	"syscall"
)

// interrupts returns a context that ends with the first signal that asks the process
// to end, so that scratch folders and children go with it: an interrupt, TERM, QUIT,
// which also says where each goroutine is, and HUP, which nohup has ignored.
func interrupts(stderr io.Writer) (ctx context.Context, stop func()) {
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT}
	if !signal.Ignored(syscall.SIGHUP) {
		ends = append(ends, syscall.SIGHUP)
	}
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, ends...)
	// Who is notified of SIGPIPE gets an error from a write to a pipe that nobody
	// reads. Otherwise the process would end there. Children are not affected.
	broken := make(chan os.Signal, 1)
	signal.Notify(broken, syscall.SIGPIPE)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		select {
		case s := <-asked:
			if s == syscall.SIGQUIT {
				go pprof.Lookup("goroutine").WriteTo(stderr, 2) // which nobody may read
			}
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(asked)
		signal.Stop(broken)
		cancel()
	}
}
