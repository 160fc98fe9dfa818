//go:build unix

package record_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/bufbench/bufbench/internal/track/record"
)

// TestOpenOther: what is no file is named, neither waited for nor missed in silence.
func TestOpenOther(t *testing.T) {
	folder := t.TempDir()
	path := write(t, folder, batch("c1", 1))
	for _, err := range []error{
		syscall.Mkfifo(filepath.Join(folder, "pipe.txt"), 0o600),
		os.Symlink("/dev/zero", filepath.Join(folder, "zero.txt")),
		os.Symlink("gone", filepath.Join(folder, "broken.txt")),
		os.Mkdir(filepath.Join(folder, "folder.txt"), 0o700),
	} {
		if err != nil {
			t.Skip(err)
		}
	}
	files, err := record.Files(folder)
	if len(files) != 4 || err != nil {
		t.Errorf("%q, %v, want the run and 3 others", files, err)
	}
	for _, file := range files {
		_, err := record.Open(file)
		if (err == nil) != (file == path) || err != nil && !strings.Contains(err.Error(), filepath.Base(file)) {
			t.Errorf("%s: %v", file, err)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if again := write(t, folder, batch("c1", 1)); again != path { // where a pipe stands
		t.Errorf("the run is kept as %s, want %s", again, path)
	}
	if _, err := record.Open(path); err != nil {
		t.Error(err)
	}
}
