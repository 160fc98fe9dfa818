package machine

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestReadChars(t *testing.T) {
	tests := []struct {
		name string
		tree files
		want uint64
		ok   bool
	}{
		{"counted", epyc, 6976, true},
		{"no file", nil, 0, false},
		{"no entry", files{"proc/self/io": "wchar: 3"}, 0, false},
		{"garbage", files{"proc/self/io": "rchar: many"}, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := ReadChars(tt.tree.grow(t)); got != tt.want || ok != tt.ok {
				t.Errorf("ReadChars = %d, %t, want %d, %t", got, ok, tt.want, tt.ok)
			}
		})
	}
}

// TestReadCharsHere reads a megabyte and expects it to be counted.
func TestReadCharsHere(t *testing.T) {
	before, ok := ReadChars("/")
	if !ok {
		t.Skip("the kernel does not count reading")
	}
	name := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(name, bytes.Repeat([]byte("x"), mib), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadFile(name); err != nil {
		t.Fatal(err)
	}
	if after, _ := ReadChars("/"); after-before < mib || after-before > mib+64<<10 {
		t.Errorf("ReadChars grew by %d, want about %d", after-before, mib)
	}
}
