//go:build unix

package file

import (
	"strings"
	"syscall"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// TestFull: where the place of files has no room, the error says what names another one. The
// Go runtime ignores the signal of the limit.
func TestFull(t *testing.T) {
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	now := was
	now.Cur = 64 << 10
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &now); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
			t.Error(err)
		}
	}()
	b := bench.NewBlock(bench.Case{Size: 1 * bench.MiB, Passes: 1}, 1)
	defer b.Close()
	if _, err := written(b); err == nil || !strings.HasSuffix(err.Error(), elsewhere) {
		t.Errorf("a file without room: %v, want an error that names TMPDIR", err)
	}
}
