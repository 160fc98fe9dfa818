package shell

import (
	"slices"
	"testing"
)

func TestWords(t *testing.T) {
	for line, want := range map[string][]string{
		"go version":        {"go", "version"},
		"  go  version ":    {"go", "version"},
		"go version | cat":  {"sh", "-c", "go version | cat"},
		"echo 'a b'":        {"sh", "-c", "echo 'a b'"},
		"X=1 go version":    {"sh", "-c", "X=1 go version"},
		"no-such-builtin x": {"sh", "-c", "no-such-builtin x"},
		"go $(touch x)":     {"sh", "-c", "go $(touch x)"},
	} {
		if got := words(line); !slices.Equal(got, want) {
			t.Errorf("words(%q) = %q, want %q", line, got, want)
		}
	}
}
