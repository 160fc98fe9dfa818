package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/bufbench/bufbench/internal/launch"
	"github.com/bufbench/bufbench/internal/machine"
	"github.com/bufbench/bufbench/internal/runner"
)

// origin is the program that holds the scenarios, and how long it may be
// silent. The zero value is this program, and a minute.
type origin struct {
	Program string // path of another program
	Limit   time.Duration
}

// children starts children of the program.
func (o origin) children() (runner.Launcher, error) {
	if o.Program == "" {
		self, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("find this program to start children of it: %w", err)
		}
		return runner.Exec(self, []string{launch.ChildCommand}, o.Limit), nil
	}
	path, err := filepath.Abs(o.Program)
	if err != nil {
		return nil, fmt.Errorf("-program %s: %w", o.Program, err)
	}
	switch info, err := os.Stat(path); {
	case errors.Is(err, os.ErrNotExist):
		return nil, usagef("-program %s: there is no such file (build it first: go build -o %s)", o.Program, o.Program)
	case err != nil:
		return nil, usagef("-program %s: %v", o.Program, err)
	case !info.Mode().IsRegular():
		return nil, usagef("-program %s: it is no program (name the executable that go build -o writes)", o.Program)
	}
	return runner.Exec(path, []string{launch.ChildCommand}, o.Limit), nil
}

// build is how the program was built; the zero build where it does not say.
func (o origin) build() machine.Build {
	if o.Program == "" {
		return machine.ReadBuild()
	}
	b, err := machine.BuildOf(o.Program)
	if err != nil {
		return machine.Build{} // stripped of it
	}
	return b
}

// describe asks for the scenarios: this program's own, or the other's.
func (p *program) describe(ctx context.Context, o origin, w launch.Wish) ([]launch.Description, error) {
	if o.Program == "" {
		return launch.Descriptions(p.scenarios, w), nil
	}
	start, err := o.children()
	if err != nil {
		return nil, err
	}
	var all []launch.Description
	err = start(ctx, launch.Job{Mode: launch.Describe, Wish: w}, func(m launch.Message) {
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
