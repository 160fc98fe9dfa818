//go:build unix

package wholefile_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"github.com/bufbench/bufbench/internal/host/wholefile"
)

// TestNamedDevice: what is no file gets the text, and stays what it is.
func TestNamedDevice(t *testing.T) {
	for _, write := range []func(string, []byte) error{wholefile.WriteNamed, wholefile.AppendNamed} {
		folder := t.TempDir()
		fifo := filepath.Join(folder, "fifo")
		if err := syscall.Mkfifo(fifo, 0o666); err != nil {
			t.Skip(err)
		}
		got := make(chan string)
		go func() {
			r, err := os.Open(fifo)
			if err != nil {
				got <- err.Error()
				return
			}
			text, _ := io.ReadAll(r)
			got <- string(text)
		}()
		if err := write(fifo, []byte("through\n")); err != nil {
			t.Fatal(err)
		}
		if text := <-got; text != "through\n" {
			t.Errorf("the pipe gave %q", text)
		}
		null := filepath.Join(folder, "null")
		link(t, "/dev/null", null)
		for _, path := range []string{"/dev/null", null} {
			if err := write(path, []byte("nowhere\n")); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
		only(t, folder, "fifo", "null")
		if info, err := os.Stat("/dev/null"); err != nil || info.Mode()&os.ModeCharDevice == 0 {
			t.Fatalf("/dev/null is %v, %v", info, err)
		}
		if runtime.GOOS != "linux" {
			continue
		}
		if err := write("/dev/full", []byte("no room\n")); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("/dev/full: %v, want %v", err, syscall.ENOSPC)
		}
	}
}

// TestNamedStdout: a report that is sent to where standard output goes follows what
// was printed, and does not replace it.
func TestNamedStdout(t *testing.T) {
	path := filepath.Join(t.TempDir(), "both.txt")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	old := os.Stdout
	os.Stdout = f
	defer func() { os.Stdout = old; f.Close() }()
	os.Stdout.WriteString("printed\n")
	if err := wholefile.WriteNamed(path, []byte("report\n")); err != nil {
		t.Fatal(err)
	}
	os.Stdout.WriteString("printed\n")
	if got := read(t, path); got != "printed\nreport\nprinted\n" {
		t.Errorf("the file holds %q", got)
	}
}

// TestReadOnlyFolder: what cannot be written whole is not written at all.
func TestReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("modes do not bind root")
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "file")
	put(t, path, "old")
	os.Chmod(folder, 0o555)
	defer os.Chmod(folder, 0o777)
	if err := wholefile.Write(path, []byte("whole")); !errors.Is(err, os.ErrPermission) {
		t.Errorf("Write: %v, want %v", err, os.ErrPermission)
	}
	if got := read(t, path); got != "old" {
		t.Errorf("the file holds %q", got)
	}
}
