package scratch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestRemoveOf: folders of the process go, with all in them. Those of a process whose number
// begins with the same digits stay, and so do files and links of such a name.
func TestRemoveOf(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	own, err := OfProcess()
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Dir(own) != dir {
		t.Errorf("the folder is %s, want one in %s", own, dir)
	}
	if err := os.WriteFile(filepath.Join(own, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	mine := prefixOf(os.Getpid())
	kept := []string{strings.TrimSuffix(mine, "-") + "0-other", mine + "file", mine + "link", "other"}
	for _, name := range []string{kept[0], kept[3]} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, kept[1]), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(kept[3], filepath.Join(dir, kept[2])); err != nil {
		t.Fatal(err)
	}
	RemoveOf(os.Getpid())
	var left []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		left = append(left, e.Name())
	}
	slices.Sort(kept)
	if !slices.Equal(left, kept) {
		t.Errorf("left: %q, want %q", left, kept)
	}
}

// TestNoPlace: if a folder cannot be made, the error names TMPDIR.
func TestNoPlace(t *testing.T) {
	t.Setenv("TMPDIR", "/dev/null/below")
	if _, err := OfProcess(); err == nil || !strings.Contains(err.Error(), "TMPDIR") {
		t.Errorf("a folder below a file: %v, want an error that names TMPDIR", err)
	}
	RemoveOf(os.Getpid()) // nothing is there, and nothing happens
}
