package process

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/pprof"
	"syscall"
)

// Interrupts returns a context that ends at the first signal to end the process. Scratch
// folders and children then go with the process. The signals are an interrupt, TERM,
// QUIT and HUP. QUIT also prints where each goroutine is. HUP has no effect under nohup.
func Interrupts(stderr io.Writer) (ctx context.Context, stop func()) {
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT}
	if !signal.Ignored(syscall.SIGHUP) {
		ends = append(ends, syscall.SIGHUP)
	}
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, ends...)
	// With a channel for SIGPIPE, a write to a pipe that nobody reads returns an error.
	// Otherwise the process would end there. Children are not affected.
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
