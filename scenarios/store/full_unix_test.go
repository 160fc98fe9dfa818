//go:build unix

package store

import (
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// fileLimit forbids files of more than 128 KiB until the test ends. The Go runtime ignores the
// signal.
func fileLimit(t *testing.T) {
	t.Helper()
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	now := was
	now.Cur = 128 << 10
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &now); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
			t.Error(err)
		}
	})
}

// TestFull: where the place of files has no room, the error names it and says what names
// another one. Nothing stays there.
func TestFull(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	fileLimit(t)
	for name, all := range places() {
		if ready := all[0].Describe().Ready; ready != nil && bench.Skipped(ready()) != nil {
			continue
		}
		b := bench.NewBlock(bench.Case{Size: 1 * bench.MiB, Passes: 1, Axes: []bench.Axis{{Key: rows, Value: "1"}}}, 1)
		if _, err := all[0].Open(b); err == nil || !strings.Contains(err.Error(), dir) || !strings.HasSuffix(err.Error(), elsewhere) {
			t.Errorf("%s without room: %v, want an error that names the folder and TMPDIR", name, err)
		}
		b.Close()
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left in the folder: %v, %v", left, err)
	}
}
