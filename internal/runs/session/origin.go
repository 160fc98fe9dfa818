package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/option"
)

// Origin is the program that holds the scenarios, and how long it may be silent.
type Origin struct {
	Program string        `json:"-"` // path of another program; a journal names none, because resuming it would run that
	Limit   time.Duration // 0 is a minute
}

// Home is this program, as far as a run depends on it.
type Home struct {
	Scenarios []bench.Scenario
	Self      *runner.Program    // nil: it is opened when it is needed
	Caches    machine.CacheSizes // zero: the sizes that this machine says it has
	Same      []plant.Work       // works whose arms are the same code, for the self-test; none without one
}

// held is an origin with its program open: all children run it as it is now.
type held struct {
	Origin
	program *runner.Program
	home    *Home
}

// hold opens the program of an origin.
func (h *Home) hold(o Origin) (held, error) {
	var err error
	p := held{Origin: o, home: h}
	if o.Program == "" {
		p.program, err = h.Program()
		return p, err
	}
	switch p.program, err = runner.Hold(o.Program); {
	case errors.Is(err, os.ErrNotExist):
		return p, option.Valuef("program", o.Program, "there is no such file (build it first: go build -o %s)", o.Program)
	case err != nil:
		return p, option.Valuef("program", o.Program, "%v (name the executable that go build wrote)", err)
	}
	return p, nil
}

// children starts children of the program.
func (p held) children() runner.Launcher {
	return p.program.Children([]string{launch.ChildCommand}, p.Limit)
}

// build is how the program was built; the zero build if it does not say.
func (p held) build() machine.Build {
	if p.Program == "" {
		return machine.ReadBuild()
	}
	b, err := machine.BuildOf(p.Program, p.program)
	if err != nil {
		return machine.Build{} // stripped of it
	}
	return b
}

// Describe returns the scenarios of this program or of another one, each with its cases
// and, if it cannot run here, with the reason.
func (h *Home) Describe(ctx context.Context, o Origin) ([]launch.Description, error) {
	p, err := h.hold(o)
	if err != nil {
		return nil, err
	}
	return p.describe(ctx, launch.Wish{})
}

func (p held) describe(ctx context.Context, w launch.Wish) ([]launch.Description, error) {
	if p.Program == "" {
		return child.Descriptions(p.home.Scenarios, w), nil
	}
	var all []launch.Description
	err := p.children()(ctx, launch.Job{Mode: launch.DescribeMode, Wish: w}, func(m launch.Message) {
		all = append(all, m.Scenarios...)
	})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, runner.ErrStart):
		return nil, fmt.Errorf("the program %s: %w (name an executable that go build wrote)", p.Program, err)
	case err != nil:
		return nil, fmt.Errorf("the program %s does not say what it can measure: %w "+
			"(its main must be benchmain.Main: go doc github.com/bufbench/bufbench/bench/benchmain)", p.Program, err)
	case len(all) == 0:
		return nil, fmt.Errorf("the program %s has no scenario (hand some to benchmain.Main)", p.Program)
	}
	return all, nil
}

// Program opens this program, once, so that all children run it as it is now.
func (h *Home) Program() (*runner.Program, error) {
	if h.Self != nil {
		return h.Self, nil
	}
	var err error
	h.Self, err = runner.Self()
	return h.Self, err
}
