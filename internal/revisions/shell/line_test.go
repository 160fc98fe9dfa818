package shell

import (
	"errors"
	"os/exec"
	"runtime"
	"slices"
	"strings"
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

// TestRun: a result has the time of a line and the end of its output.
func TestRun(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the lines are for a Unix shell")
	}
	got, err := Run(t.Context(), "echo $X; echo no luck >&2; exit 3", t.TempDir(), []string{"X=here"})
	var code *exec.ExitError
	if !errors.As(err, &code) || code.ExitCode() != 3 || !strings.HasSuffix(got.Said, "no luck") || got.Wall <= 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := Run(t.Context(), "true", "", nil); err != nil || got.Said != "" {
		t.Errorf("%+v, %v", got, err)
	}
}
