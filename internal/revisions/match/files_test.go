package match

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// TestAlike: a used path is alike on both sides if its content is.
func TestAlike(t *testing.T) {
	base, head := t.TempDir(), t.TempDir()
	put := func(dir, name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, dir := range []string{base, head} {
		put(dir, "one", "text")
		put(dir, "same/a", "1")
		put(dir, "same/b/c", "2")
	}
	put(base, "longer", "text")
	put(head, "longer", "texts")
	put(base, "other", "text")
	put(head, "other", "test")
	put(base, "gone", "text")
	put(base, "folder/a", "1")
	put(head, "folder/b", "1")
	put(base, "kind", "1")
	put(head, "kind/a", "1")
	for _, test := range []struct {
		name   string
		opened bool
		want   bool
	}{
		{"one", true, true},
		{"none", true, true},
		{"longer", true, false},
		{"other", true, false},
		{"other", false, false},
		{"gone", true, false},
		{"gone", false, false},
		{"same", true, true},
		{"folder", true, false},
		{"folder", false, true}, // only whether it is there
		{"kind", true, false},
	} {
		if got := alike(filepath.Join(base, test.name), gotest.Use{Path: filepath.Join(head, test.name), Opened: test.opened}); got != test.want {
			t.Errorf("%s, opened %v: %v, want %v", test.name, test.opened, got, test.want)
		}
	}
}
