//go:build unix

package child

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// ownStdout keeps standard output for the answers, and points the descriptor
// that everybody else writes to, C included, at standard error.
func ownStdout() (*os.File, error) {
	kept, err := unix.Dup(1)
	if err != nil {
		return nil, fmt.Errorf("duplicate standard output: %w", err)
	}
	unix.CloseOnExec(kept)
	if err := dupOver(2, 1); err != nil {
		return nil, fmt.Errorf("point standard output at standard error: %w", err)
	}
	return os.NewFile(uintptr(kept), "answers"), nil
}
