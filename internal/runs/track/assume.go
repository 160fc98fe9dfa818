package track

import (
	"context"
	"os/exec"
	"strings"
	"sync"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchfmt"
)

// assumption is what this machine knows of new results: its name, and the Go release in the
// working folder. It holds for standard input only: those results are a moment old.
type assumption struct {
	addition Addition
	once     sync.Once
	machine  string
	place    result.Place
	release  string
}

// here fills in what results lack, if they can be of this machine.
func (a *assumption) here(ctx context.Context, all []*benchfmt.Result) {
	a.once.Do(func() { a.read(ctx) })
	for _, r := range all {
		at := result.Place{OS: r.GetConfig("goos"), Arch: r.GetConfig("goarch"), CPU: r.GetConfig("cpu")}
		if at.Host() == "" || !at.Same(a.place) || r.GetConfig("machine") != "" {
			continue
		}
		setFile(r, "machine", a.machine)
		if r.GetConfig("go") == "" && a.release != "" {
			setFile(r, "go", a.release)
		}
	}
}

func (a *assumption) read(ctx context.Context) {
	facts := machine.Read("/")
	a.machine = machine.ID(facts)
	a.place = result.Place{OS: facts.System.OS, Arch: facts.System.Arch, CPU: facts.CPU.Model}
	cmd := exec.CommandContext(ctx, "go", "env", "GOVERSION")
	cmd.Dir = a.addition.Place.Dir
	if out, err := cmd.Output(); err == nil {
		a.release = strings.TrimSpace(string(out))
	}
}
