package process

import (
	"fmt"
	"runtime/debug"
)

// crash is the error of a command that panicked. A panic is a mistake in bufbench.
// Note: a fatal error of Go's runtime, such as no memory left, cannot be caught. It
// ends the process with exit code 2.
type crash struct {
	what  any
	stack []byte
}

// Error implements error.
func (c *crash) Error() string {
	return fmt.Sprintf("this is a mistake in bufbench, not in what it read or measured: panic: %v "+
		"(what was measured is kept; please report it, with what stands below, at https://github.com/bufbench/bufbench/issues)\n%s", c.what, c.stack)
}

// Caught runs a command. Its panic becomes an error.
func Caught(command func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &crash{r, debug.Stack()}
		}
	}()
	return command()
}
