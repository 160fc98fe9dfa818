//go:build unix

package benchmain

import (
	"fmt"
	"os"
	"syscall"
)

// become replaces this process by another program, which inherits the terminal
// and every signal. It returns only where it fails.
func become(path string, args []string) (code int, err error) {
	err = syscall.Exec(path, args, os.Environ())
	return exitFailed, fmt.Errorf("start %s: %w", path, err)
}
