package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/streams"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/bufbench/bufbench/scenarios"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the test binary six programs more, by the name it is started
// under: bufbench, whose runs compare identical code of one class only, since
// scripts make a hundred of them, wholebench, which compares that of all,
// badbench, whose scenarios misbehave and whose controls do not, oldbench, which
// is a child of an older version, spin, which keeps a core busy, and smallpages,
// which becomes another program to which huge pages are never granted. The first
// three start themselves as children.
func TestMain(m *testing.M) {
	// Otherwise every process built with -race sleeps for a second at its end.
	os.Setenv("GORACE", os.Getenv("GORACE")+" atexit_sleep_ms=0")
	testscript.Main(m, map[string]func(){
		"bufbench": func() {
			p := appOf(scenarios.All())
			p.home.Same = p.home.Same[:1]
			os.Exit(run(p, os.Args[1:]))
		},
		"wholebench": func() { os.Exit(run(appOf(scenarios.All()), os.Args[1:])) },
		"badbench": func() {
			if stillborn() {
				os.Exit(7)
			}
			p := appOf(misbehaving())
			p.controls, p.home.Same = pretending(), nil // what it measures misbehaves, whatever the machine does
			os.Exit(run(p, os.Args[1:]))
		},
		"oldbench": func() { os.Exit(outdated()) },
		"spin":     spin,
		"smallpages": func() {
			fmt.Fprintln(os.Stderr, smallPages(os.Args[1:]))
			os.Exit(exit.Failed)
		},
	})
}

func appOf(all []bench.Scenario) *app {
	p := &app{
		home: &session.Home{Scenarios: all, Caches: pretendedCaches(), Same: plant.Same()}, controls: plant.Controls(),
		Streams: streams.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr},
	}
	return p
}

// stillborn reports whether this process is a child that is to end before it
// says anything: one for each file of that name, which it removes.
func stillborn() bool {
	return launch.IsChild(os.Args[1:]) && os.Remove(filepath.Join(os.TempDir(), "stillborn")) == nil
}

// outdated is a child to whom every job is of a later version.
func outdated() int {
	in := bufio.NewReader(os.Stdin)
	job, err := in.ReadString('\n')
	if err == nil {
		mine, later := fmt.Sprintf(`"version":%d,`, launch.Version), fmt.Sprintf(`"version":%d,`, launch.Version+1)
		err = child.Serve(io.MultiReader(strings.NewReader(strings.Replace(job, mine, later, 1)), in), os.Stdout, child.Shop{})
	}
	fmt.Fprintln(os.Stderr, err)
	return exit.Failed
}

// spin keeps a core busy until it is killed, a minute at most.
func spin() {
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
	}
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
