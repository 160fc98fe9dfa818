package benchtest_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
)

// The program of a module is found from any of its folders.
func TestProgramOf(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":               "module example.com/mine\n\ngo 1.26\n",
		"frames/frames.go":     "package frames\n",
		"cmd/mine/main.go":     "package main\n\nfunc main() { benchmain.Main(frames.Frame) }\n",
		"testdata/old/main.go": "package main\n\nfunc main() { benchmain.Main() }\n",
	} {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for from, want := range map[string]string{"frames": "../cmd/mine", "cmd/mine": ".", ".": "./cmd/mine"} {
		dir := filepath.Join(root, filepath.FromSlash(from))
		at, module := benchtest.ModuleOf(dir)
		if got := benchtest.ProgramOf(dir, at); at != root || module != "example.com/mine" || got != want {
			t.Errorf("from %s, the module is %s in %s and its program %q, want %q", from, module, at, got, want)
		}
	}
	if got := benchtest.ProgramOf(filepath.Join(root, "testdata"), filepath.Join(root, "frames")); got != "" {
		t.Errorf("where there is no program, it is %q", got)
	}
}
