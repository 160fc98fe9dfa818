package machine

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestNoColor(t *testing.T) {
	tests := []struct {
		noColor, term string
		want          bool
	}{
		{"", "xterm-256color", false},
		{"", "", false},
		{"1", "xterm", true},
		{"0", "xterm", true}, // no-color.org: whatever the value
		{"", "dumb", true},
	}
	for _, tt := range tests {
		t.Setenv("NO_COLOR", tt.noColor)
		t.Setenv("TERM", tt.term)
		if got := NoColor(); got != tt.want {
			t.Errorf("NoColor() with NO_COLOR=%q TERM=%q = %t, want %t", tt.noColor, tt.term, got, tt.want)
		}
	}
}

func TestTerminalFile(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "file"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for name, file := range map[string]*os.File{"a file": f, "nil": nil} {
		if Terminal(file) {
			t.Errorf("Terminal(%s) = true, want false", name)
		}
	}
}

// TestColumns: what is no terminal has no width.
func TestColumns(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "file"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for name, w := range map[string]io.Writer{"a file": f, "a buffer": &bytes.Buffer{}, "nothing": nil} {
		if got := Columns(w); got != 0 {
			t.Errorf("Columns(%s) = %d, want 0", name, got)
		}
	}
}
