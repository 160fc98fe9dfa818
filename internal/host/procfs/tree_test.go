package procfs

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// files are a recorded /proc and /sys: path to content.
type files map[string]string

// grow writes the files and returns their root directory.
func (f files) grow(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for path, content := range f {
		name := filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestList(t *testing.T) {
	tree := Tree(files{"sys/b": "", "sys/a/x": "", "proc/stat": "cpu"}.grow(t))
	if got, err := tree.List("sys"); err != nil || !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("List(sys) = %q, %v, want a and b", got, err)
	}
	if got, err := tree.List("dev"); err == nil || got != nil {
		t.Errorf("List of no folder = %q, %v, want an error", got, err)
	}
	for path, want := range map[string]bool{"proc/stat": true, "sys/a": true, "proc/stats": false, "": true} {
		if got := tree.Exists(path); got != want {
			t.Errorf("Exists(%q) = %t, want %t", path, got, want)
		}
	}
}

func TestPairs(t *testing.T) {
	got := ""
	for key, value := range Pairs("a: 1\nno separator\n b :2: 3 \nlast: one", ":") {
		if key == "last" {
			break
		}
		got += "<" + key + "|" + value + ">"
	}
	if want := "<a|1><b|2: 3>"; got != want {
		t.Errorf("Pairs = %q, want %q", got, want)
	}
}

func TestKilobytes(t *testing.T) {
	tests := []struct {
		value string
		want  uint64
		ok    bool
	}{
		{"24684084 kB", 24684084 << 10, true},
		{"0 kB", 0, true},
		{"0", 0, false},
		{"-1 kB", 0, false},
		{"18446744073709551615 kB", 0, false},
		{"", 0, false},
	}
	for _, tt := range tests {
		if got, ok := Kilobytes(tt.value); ok != tt.ok || ok && got != tt.want {
			t.Errorf("Kilobytes(%q) = %d, %t, want %d, %t", tt.value, got, ok, tt.want, tt.ok)
		}
	}
}
