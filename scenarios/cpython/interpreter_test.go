//go:build cpython && cgo

package cpython

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func interpreter(t *testing.T) *Interpreter {
	t.Helper()
	py, err := Start()
	if err != nil {
		t.Fatal(err)
	}
	return py
}

func TestStart(t *testing.T) {
	py := interpreter(t)
	if again, err := Start(); again != py || err != nil {
		t.Errorf("second Start() = %p, %v, want the first one, %p", again, err, py)
	}
	if got := py.Version(); !strings.HasPrefix(got, headers()+".") {
		t.Errorf("Version() = %q, want a %s", got, headers())
	}
	// The environment, PATH and the working directory have no say.
	err := py.Exec(`
import os, sys, sysconfig
assert sys.flags.isolated and sys.flags.ignore_environment, sys.flags
assert sys.dont_write_bytecode
assert os.path.samefile(os.path.dirname(os.__file__), sysconfig.get_path("stdlib")), os.__file__
assert "site" in sys.modules
assert not sys.executable or os.path.dirname(sys.executable) == os.path.join(sys.prefix, "bin"), sys.executable
assert os.getcwd() not in sys.path and "" not in sys.path, sys.path
`, nil)
	if err != nil {
		t.Error(err)
	}
}

// TestEnvironment starts Python in a process whose environment names another one.
func TestEnvironment(t *testing.T) {
	child := exec.Command(os.Args[0], "-test.run=^TestStart$", "-test.v")
	nowhere := filepath.Join(t.TempDir(), "nowhere")
	child.Env = append(os.Environ(), "PYTHONHOME="+nowhere, "PYTHONPATH="+nowhere, "VIRTUAL_ENV="+nowhere)
	if out, err := child.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS: TestStart ") {
		t.Errorf("Python does not start with PYTHONHOME=%s: %v\n%s", nowhere, err, out)
	}
}

// startVariable names the home that a child of TestStartFails starts with.
const startVariable = "BUFBENCH_TEST_PYTHON_HOME"

// TestStartFails starts Python where it cannot, in a process of its own,
// because a process has only one try.
func TestStartFails(t *testing.T) {
	if home := os.Getenv(startVariable); home != "" {
		_, err := start(home, "")
		t.Logf("child: %v", err)
		return
	}
	child := exec.Command(os.Args[0], "-test.run=^TestStartFails$", "-test.v")
	missing := filepath.Join(t.TempDir(), "no-python")
	child.Env = append(os.Environ(), startVariable+"="+missing)
	out, err := child.CombinedOutput()
	if err != nil {
		t.Fatalf("a failing start ended the process: %v\n%s", err, out)
	}
	for _, want := range []string{"child: start python " + headers() + " with home ", missing, "encod"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("start with a home that does not exist lacks %q:\n%s", want, out)
		}
	}
}

func TestHome(t *testing.T) {
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"merged/usr/lib/x86_64-linux-gnu/libpython9.9.so", "merged/usr/lib/python9.9/os.py", "merged/usr/bin/python9.9",
		"opt/lib/libpython9.9.so", "opt/lib64/python9.9/os.py", "bare/libpython9.9.so",
	} {
		write(t, filepath.Join(root, name))
	}
	if err := os.Symlink("usr/lib", filepath.Join(root, "merged", "lib")); err != nil {
		t.Skip(err)
	}
	tests := []struct{ library, prefix, program string }{
		{"merged/usr/lib/x86_64-linux-gnu/libpython9.9.so", "merged/usr", "merged/usr/bin/python9.9"},
		{"merged/lib/x86_64-linux-gnu/libpython9.9.so", "merged/usr", "merged/usr/bin/python9.9"}, // through the link
		{"opt/lib/libpython9.9.so", "opt", ""},
		{"bare/libpython9.9.so", "", ""},
		{"gone/libpython9.9.so", "", ""},
	}
	for _, test := range tests {
		prefix, program := home(filepath.Join(root, test.library), "9.9")
		if want := below(root, test.prefix); prefix != want {
			t.Errorf("home(%q) = %q, want %q", test.library, prefix, want)
		}
		if want := below(root, test.program); program != want {
			t.Errorf("home(%q) runs %q, want %q", test.library, program, want)
		}
	}
}

func below(root, name string) string {
	if name == "" {
		return ""
	}
	return filepath.Join(root, name)
}

func write(t *testing.T, name string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
}
