package wholefile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/host/wholefile"
)

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, path string) {
	t.Helper()
	if err := os.Symlink(to, path); err != nil {
		t.Skipf("there are no symbolic links: %v", err)
	}
}

// only checks that a folder holds these names and no others.
func only(t *testing.T, folder string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

func TestWrite(t *testing.T) {
	folder := t.TempDir()
	long := filepath.Join(folder, strings.Repeat("n", 255))
	for _, path := range []string{filepath.Join(folder, "file"), long} {
		for _, text := range []string{"first and long", "second", ""} {
			if err := wholefile.Write(path, []byte(text)); err != nil {
				t.Fatal(err)
			}
			if got := read(t, path); got != text {
				t.Errorf("%s holds %q, want %q", path, got, text)
			}
		}
	}
	only(t, folder, "file", filepath.Base(long))
}

// TestWriteKeepsMode: who made a file private has it private.
func TestWriteKeepsMode(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no modes")
	}
	path := filepath.Join(t.TempDir(), "file")
	put(t, path, "old")
	for _, mode := range []fs.FileMode{0o600, 0o640, 0o666} {
		if err := errors.Join(os.Chmod(path, mode), wholefile.Write(path, []byte("whole"))); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode() != mode {
			t.Errorf("the mode is %v, %v, want %v", info.Mode(), err, mode)
		}
	}
}

// TestWriteReplacesLink: what a link leads to is not touched.
func TestWriteReplacesLink(t *testing.T) {
	folder := t.TempDir()
	other, path := filepath.Join(folder, "other"), filepath.Join(folder, "path")
	put(t, other, "of somebody else")
	link(t, other, path)
	if err := wholefile.Write(path, []byte("whole")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, other) + ", " + read(t, path); got != "of somebody else, whole" {
		t.Errorf("the files hold %s", got)
	}
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		t.Errorf("%v, %v, want a file", info, err)
	}
}

// TestWriteFails: nothing is left, and what was there stays.
func TestWriteFails(t *testing.T) {
	folder := t.TempDir()
	taken := filepath.Join(folder, "taken")
	if err := os.Mkdir(taken, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{taken, filepath.Join(folder, "no", "such")} {
		if err := wholefile.Write(path, []byte("whole")); err == nil || !strings.Contains(err.Error(), filepath.Dir(path)) {
			t.Errorf("Write(%s): %v, want an error that names it", path, err)
		}
		if err := wholefile.WriteNamed(path, []byte("whole")); err == nil || !strings.Contains(err.Error(), filepath.Dir(path)) {
			t.Errorf("WriteNamed(%s): %v, want an error that names it", path, err)
		}
	}
	only(t, folder, "taken")
}

func TestDiscard(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	put(t, path, "old")
	f, err := wholefile.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("half")); err != nil {
		t.Fatal(err)
	}
	f.Discard()
	f.Discard()
	if got := read(t, path); got != "old" {
		t.Errorf("the file holds %q", got)
	}
	only(t, filepath.Dir(path), "file")
}

// TestSweep: what nobody writes any more goes, what somebody writes stays, and so
// does what only has such a name.
func TestSweep(t *testing.T) {
	folder, elsewhere := t.TempDir(), t.TempDir()
	const part = ".bufbench-part-"
	put(t, filepath.Join(folder, part+"dead"), "half")
	put(t, filepath.Join(elsewhere, "other"), "of somebody else")
	link(t, filepath.Join(elsewhere, "other"), filepath.Join(folder, part+"link"))
	if err := os.Mkdir(filepath.Join(folder, part+"folder"), 0o777); err != nil {
		t.Fatal(err)
	}
	live, err := wholefile.Create(filepath.Join(folder, "live"))
	if err != nil {
		t.Fatal(err)
	}
	if err := wholefile.Write(filepath.Join(folder, "whole"), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := live.Write([]byte("all of it")); err != nil {
		t.Fatal(err)
	}
	if err := live.Keep(); err != nil {
		t.Errorf("a file that was being written was swept away: %v", err)
	}
	if got := read(t, filepath.Join(elsewhere, "other")); got != "of somebody else" {
		t.Errorf("what a link leads to holds %q", got)
	}
	only(t, folder, part+"folder", part+"link", "live", "whole")
}
