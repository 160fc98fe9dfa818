package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// origin is the program that holds the scenarios, and how long it may be
// silent. The zero value is this program, and a minute.
type origin struct {
	Program string `json:"-"` // path of another program; a journal names none, since whoever resumes it would run what it names
	Limit   time.Duration

	held *runner.Program // what is started; nil before hold
}

// hold opens the program, so that all children run it as it is now.
func (p *program) hold(o origin) (origin, error) {
	if o.held != nil {
		return o, nil
	}
	var err error
	if o.Program == "" {
		o.held, err = p.holdSelf()
		return o, err
	}
	switch o.held, err = runner.Hold(o.Program); {
	case errors.Is(err, os.ErrNotExist):
		return o, usagef("-program %s: there is no such file (build it first: go build -o %s)", o.Program, o.Program)
	case err != nil:
		return o, usagef("-program %s: %v (name the executable that go build -o writes)", o.Program, err)
	}
	return o, nil
}

// holdSelf opens this program, once.
func (p *program) holdSelf() (*runner.Program, error) {
	if p.self != nil {
		return p.self, nil
	}
	var err error
	p.self, err = runner.Self()
	return p.self, err
}

// children starts children of the program, which is held.
func (o origin) children() runner.Launcher {
	return o.held.Children([]string{launch.ChildCommand}, o.Limit)
}

// build is how the program was built; the zero build where it does not say.
func (o origin) build() machine.Build {
	if o.Program == "" {
		return machine.ReadBuild()
	}
	b, err := machine.BuildOf(o.Program, o.held)
	if err != nil {
		return machine.Build{} // stripped of it
	}
	return b
}

// describe asks for the scenarios: this program's own, or those of the other,
// which is held.
func (p *program) describe(ctx context.Context, o origin, w launch.Wish) ([]launch.Description, error) {
	if o.Program == "" {
		return child.Descriptions(p.scenarios, w), nil
	}
	var all []launch.Description
	err := o.children()(ctx, launch.Job{Mode: launch.DescribeMode, Wish: w}, func(m launch.Message) {
		all = append(all, m.Scenarios...)
	})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, runner.ErrStart):
		return nil, fmt.Errorf("-program %s: %w (name an executable that go build -o wrote)", o.Program, err)
	case err != nil:
		return nil, fmt.Errorf("-program %s does not say what it can measure: %w "+
			"(its main must be benchmain.Main: go doc github.com/bufbench/bufbench/bench/benchmain)", o.Program, err)
	case len(all) == 0:
		return nil, fmt.Errorf("-program %s has no scenario (hand some to benchmain.Main)", o.Program)
	}
	return all, nil
}
