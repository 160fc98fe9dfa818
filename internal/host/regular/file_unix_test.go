//go:build unix

package regular_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/bufbench/bufbench/internal/host/regular"
)

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	pipe, file, empty := filepath.Join(dir, "pipe"), filepath.Join(dir, "file"), filepath.Join(dir, "empty")
	link, trap := filepath.Join(dir, "link"), filepath.Join(dir, "trap")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skipf("no named pipe can be made here: %v", err)
	}
	for _, err := range []error{
		os.WriteFile(file, make([]byte, 2048), 0o600), os.WriteFile(empty, nil, 0o600),
		os.Symlink(file, link), os.Symlink("/dev/zero", trap),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		path string
		most int64
		want string // in the error; empty where there is none
	}{
		{file, 2048, ""},
		{link, 4096, ""},
		{empty, 0, ""},
		{file, 2047, "it has more than 1 KiB"},
		{pipe, 10, "it is no regular file, but a named pipe"},
		{"/dev/zero", 10, "it is no regular file, but a device"},
		{trap, 10, "it is no regular file, but a device"},
		{dir, 10, "it is no regular file, but a folder"},
		{filepath.Join(dir, "nosuch"), 10, "no such file"},
	} {
		_, err := regular.ReadFile(test.path, test.most)
		switch {
		case test.want == "" && err != nil:
			t.Errorf("ReadFile(%s, %d): %v, want no error", test.path, test.most, err)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), test.path)):
			t.Errorf("ReadFile(%s, %d): %v, want the path and %q", test.path, test.most, err, test.want)
		}
	}
}
