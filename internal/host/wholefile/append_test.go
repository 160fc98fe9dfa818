package wholefile_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/bufbench/bufbench/internal/host/wholefile"
)

// TestAppend: a line never continues one that was cut.
func TestAppend(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lines")
	for _, test := range []struct{ there, want string }{
		{"", "line\n"},
		{"whole\n", "whole\nline\n"},
		{"whole\nto", "whole\nto\nline\n"},
		{"t", "t\nline\n"},
		{"\x00\x00", "\x00\x00\nline\n"}, // what a power failure can leave of a line
	} {
		for _, add := range []func(string, []byte) error{wholefile.Append, wholefile.AppendNamed} {
			put(t, path, test.there)
			if err := add(path, []byte("line\n")); err != nil {
				t.Fatal(err)
			}
			if got := read(t, path); got != test.want {
				t.Errorf("behind %q the file holds %q, want %q", test.there, got, test.want)
			}
		}
	}
	os.Remove(path)
	if err := wholefile.Append(path, []byte("line\n")); err != nil || read(t, path) != "line\n" {
		t.Errorf("Append to no file: %v", err)
	}
}

// TestAppendLink: what a link leads to gets a line only where a person named it.
func TestAppendLink(t *testing.T) {
	folder := t.TempDir()
	other, path := filepath.Join(folder, "other"), filepath.Join(folder, "path")
	put(t, other, "of somebody else\n")
	link(t, other, path)
	if err := wholefile.Append(path, []byte("line\n")); err == nil {
		t.Error("Append followed a link")
	}
	if got := read(t, other); got != "of somebody else\n" {
		t.Errorf("the file holds %q", got)
	}
	if err := wholefile.AppendNamed(path, []byte("line\n")); err != nil || read(t, other) != "of somebody else\nline\n" {
		t.Errorf("AppendNamed: %v, and the file holds %q", err, read(t, other))
	}
}

// TestMakeFolder makes folders in folders, and refuses a file in their place.
func TestMakeFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	for range 2 {
		if err := wholefile.MakeFolder(filepath.Join("a", "b", "c")); err != nil {
			t.Fatal(err)
		}
	}
	if info, err := os.Stat("a/b/c"); err != nil || !info.IsDir() {
		t.Errorf("%v, %v, want a folder", info, err)
	}
	put(t, "file", "")
	for _, path := range []string{"file", filepath.Join("file", "below")} {
		if err := wholefile.MakeFolder(path); err == nil {
			t.Errorf("MakeFolder(%s) made a folder of a file", path)
		}
	}
}
