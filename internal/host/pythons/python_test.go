package pythons

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFind: what is found is fit, runs under the version that it is said to
// have, and is found once.
func TestFind(t *testing.T) {
	found, err := Find()
	if err != nil {
		t.Skip(err)
	}
	for i, p := range found {
		out, err := p.Command(t.TempDir(), "import sys; print('%d.%d' % sys.version_info[:2])").Output()
		if got := strings.TrimSpace(string(out)); err != nil || got != p.Minor() {
			t.Errorf("%s says %q, %v, want %s", p.Program, got, err, p.Minor())
		}
		for _, q := range found[:i] {
			if same(p.Program, q.Program) {
				t.Errorf("%s is found twice", p.Program)
			}
		}
	}
}

// TestUnfit: why a Python is not taken. Each is a program that answers as one.
func TestUnfit(t *testing.T) {
	dir := t.TempDir()
	for _, file := range []string{"Python.h", "python3.pc"} {
		if err := os.WriteFile(filepath.Join(dir, file), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct{ answer, want string }{
		{"cpython 3.11.2 64 /p " + dir + " " + dir, ""},
		{"cpython 3.8.0 64 /p " + dir + " " + dir, ""},
		{"pypy 3.11.2 64 /p " + dir + " " + dir, "it is pypy, not cpython"},
		{"cpython 3.7.16 64 /p " + dir + " " + dir, "it is 3.7.16, older than 3.8"},
		{"cpython 2.7.18 64 /p " + dir + " " + dir, "it is 2.7.18, older than 3.8"},
		{"cpython 3.11.2 32 /p " + dir + " " + dir, "it has 32 bits, not 64"},
		{"cpython 3.11.2 64 /p " + dir + "/none " + dir, "it has no headers"},
		{"cpython 3.11.2 64 /p " + dir + " " + dir + "/none", "it has no headers"},
		{"cpython 3.11.2", "want 6 lines"},
	}
	for _, test := range tests {
		program := filepath.Join(dir, "python3")
		script := "#!/bin/sh\nfor fact in " + test.answer + "; do echo $fact; done\n"
		if err := os.WriteFile(program, []byte(script), 0o777); err != nil {
			t.Fatal(err)
		}
		p, err := At(program)
		if test.want == "" {
			if err != nil || p.Program != "/p" {
				t.Errorf("At(%q) = %+v, %v, want /p", test.answer, p, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("At(%q): %v, want %q", test.answer, err, test.want)
		}
	}
}

// TestNone: without any Python the error says what to do.
func TestNone(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if found, err := Find(); err == nil || !strings.Contains(err.Error(), "try:") {
		t.Errorf("Find() = %v, %v, want an error that says what to try", found, err)
	}
}
