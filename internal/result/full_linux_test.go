package result_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/sys/unix"
)

// disk mounts a file system of that size.
func disk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("mount a tmpfs of %s: %v", size, err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func TestCreateOnFullDisk(t *testing.T) {
	if w, err := result.Create(disk(t, "64k"), header); !errors.Is(err, unix.ENOSPC) {
		t.Errorf("Create on a full disk = %v, %v, want error %v", w, err, unix.ENOSPC)
	}
}

// TestAppendOnFullDisk: a launch that does not fit leaves no part of itself.
func TestAppendOnFullDisk(t *testing.T) {
	dir := disk(t, "512k")
	w, err := result.Create(dir, header)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Finish()
	filler, err := os.Create(filepath.Join(dir, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	defer filler.Close()
	for err == nil {
		_, err = filler.Write(make([]byte, 4096))
	}
	var launch []result.Line
	for range 100 {
		launch = append(launch, lines("A", at(64, 1), 9, "copy", "view")...)
	}
	before := read(t, w.Path())
	if err := w.Append(launch, nil); !errors.Is(err, unix.ENOSPC) || !strings.Contains(err.Error(), w.Path()) {
		t.Errorf("Append on a full disk: error %v, want %v and the file's name", err, unix.ENOSPC)
	}
	if got := read(t, w.Path()); got != before {
		t.Errorf("Append on a full disk left %d bytes, want the %d that were there", len(got), len(before))
	}
	if err := w.Finish(); !errors.Is(err, unix.ENOSPC) {
		t.Errorf("Finish on a full disk: error %v, want %v", err, unix.ENOSPC)
	}
	if got := read(t, w.Path()); got != before {
		t.Errorf("Finish on a full disk left %d bytes, want the %d that were there", len(got), len(before))
	}
}
