package wholefile_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/bufbench/bufbench/internal/host/wholefile"
)

// disk is an ext4 file system in a file.
type disk struct{ image, folder string }

// newDisk mounts a file system that writes nothing by itself for five minutes.
func newDisk(t *testing.T) disk {
	t.Helper()
	dir := t.TempDir()
	d := disk{image: filepath.Join(dir, "disk"), folder: filepath.Join(dir, "mounted")}
	if os.Geteuid() != 0 {
		t.Skip("power failures are played on a loop device, which takes root: sudo go test ./internal/host/wholefile")
	}
	if err := errors.Join(os.WriteFile(d.image, nil, 0o600), os.Truncate(d.image, 16<<20)); err != nil {
		t.Fatal(err)
	}
	mustRun(t, "mkfs.ext4", "-q", "-F", d.image)
	d.mount(t, "loop,commit=300,noauto_da_alloc")
	return d
}

func (d disk) mount(t *testing.T, options string) {
	t.Helper()
	if err := os.Mkdir(d.folder, 0o777); err != nil {
		t.Fatal(err)
	}
	mustRun(t, "mount", "-o", options, d.image, d.folder)
	t.Cleanup(func() { exec.Command("umount", "-l", d.folder).Run() })
}

func mustRun(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Skipf("there are no loop devices to play a power failure on: %s: %v: %s", name, err, bytes.TrimSpace(out))
	}
}

// cut is the disk as it is after a power failure now: what has reached it is
// mounted, and nothing else.
func (d disk) cut(t *testing.T) disk {
	t.Helper()
	written, err := os.ReadFile(d.image)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	after := disk{image: filepath.Join(dir, "disk"), folder: filepath.Join(dir, "mounted")}
	if err := os.WriteFile(after.image, written, 0o600); err != nil {
		t.Fatal(err)
	}
	after.mount(t, "loop")
	return after
}

// TestPowerFailure: what was written when Write or Append returned is there after a
// power failure, in folders that were made for it, too.
func TestPowerFailure(t *testing.T) {
	d := newDisk(t)
	deep := filepath.Join("a", "b", "c", "text")
	steps := []struct {
		name, path, want string
		do               func(path string) error
	}{
		{"a new file", "new", "new", func(path string) error { return wholefile.Write(path, []byte("new")) }},
		{"its replacement", "new", "replaced", func(path string) error { return wholefile.Write(path, []byte("replaced")) }},
		{"a file that was asked for", "named", "named", func(path string) error { return wholefile.WriteNamed(path, []byte("named")) }},
		{"new folders", deep, "deep", func(path string) error {
			return errors.Join(wholefile.MakeFolder(filepath.Dir(path)), wholefile.Write(path, []byte("deep")))
		}},
		{"a new file of lines", "lines", "1\n", func(path string) error { return wholefile.Append(path, []byte("1\n")) }},
		{"another line", "lines", "1\n2\n", func(path string) error { return wholefile.Append(path, []byte("2\n")) }},
	}
	for _, s := range steps {
		if err := s.do(filepath.Join(d.folder, s.path)); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		if got, err := os.ReadFile(filepath.Join(d.cut(t).folder, s.path)); err != nil || string(got) != s.want {
			t.Errorf("%s: after a power failure it holds %q, %v, want %q", s.name, got, err, s.want)
		}
	}
	// The test would see what is lost: this is nowhere synced.
	put(t, filepath.Join(d.folder, "unsynced"), "lost")
	if got, err := os.ReadFile(filepath.Join(d.cut(t).folder, "unsynced")); err == nil && string(got) == "lost" {
		t.Error("a file that was not synced is there: this disk does not play a power failure")
	}
}
