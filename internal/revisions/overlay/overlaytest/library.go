// Package overlaytest helps to test overlays: it copies a part of the standard library,
// and checks the files of an overlay.
package overlaytest

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Root is the GOROOT of go on PATH.
func Root(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// Library copies files of the standard library into a GOROOT of its own, after
// replacing a text by another, wherever it stands, in one of them.
func Library(t *testing.T, files []string, file, old, text string) (goroot string) {
	t.Helper()
	from, to := filepath.Join(Root(t), "src"), t.TempDir()
	for _, name := range files {
		b, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			t.Fatal(err)
		}
		if name == file {
			if !strings.Contains(string(b), old) {
				t.Fatalf("%s has no %q", name, old)
			}
			b = []byte(strings.ReplaceAll(string(b), old, text))
		}
		path := filepath.Join(to, "src", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

// Check reads the file of an overlay and returns the texts of what replaces files,
// by their paths. Go files are Go, and have hooks and the same lines as those that
// they replace.
func Check(t *testing.T, path string) (texts map[string]string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var got struct{ Replace map[string]string }
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	texts = map[string]string{}
	for original, written := range got.Replace {
		after, err := os.ReadFile(written)
		if err != nil {
			t.Error(err)
		}
		texts[original] = string(after)
		if strings.HasSuffix(original, ".go") {
			if _, err := parser.ParseFile(token.NewFileSet(), written, after, 0); err != nil {
				t.Error(err)
			}
		}
		before, err := os.ReadFile(original)
		if err != nil {
			continue // a file that the library does not have
		}
		if b, a := strings.Count(string(before), "\n"), strings.Count(string(after), "\n"); a != b || string(after) == string(before) {
			t.Errorf("%s has %d lines with hooks and %d without, want hooks and the same lines", original, a, b)
		}
	}
	return texts
}
