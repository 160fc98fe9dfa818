package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the test binary two programs more, by the name it is started
// under: bufbench, and badbench, whose scenarios misbehave. Both start
// themselves as their children.
func TestMain(m *testing.M) {
	// Otherwise every process built with -race sleeps for a second at its end.
	os.Setenv("GORACE", os.Getenv("GORACE")+" atexit_sleep_ms=0")
	testscript.Main(m, map[string]func(){
		"bufbench": func() { os.Exit(programOf(scenarios.All()).run(os.Args[1:])) },
		"badbench": func() {
			if stillborn() {
				os.Exit(7)
			}
			os.Exit(programOf(misbehaving()).run(os.Args[1:]))
		},
	})
}

func programOf(all []bench.Scenario) *program {
	return &program{scenarios: all, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
}

// stillborn reports whether this process is a child that is to end before it
// says anything: one for each file of that name, which it removes.
func stillborn() bool {
	return len(os.Args) == 2 && os.Args[1] == childCommand && os.Remove(filepath.Join(os.TempDir(), "stillborn")) == nil
}

// copySelf makes this test binary a file of that name.
func copySelf(t *testing.T, path string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if os.Link(self, path) == nil {
		return
	}
	in, err := os.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o777)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}
