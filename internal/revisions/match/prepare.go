package match

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/revision"
	"github.com/bufbench/bufbench/internal/revisions/shell"
)

// prepare writes the files of a side into a folder and lists its packages.
func (c *Checkout) prepare(ctx context.Context, repo *revision.Repo, folder *scratch.Folder, spec Spec) error {
	// The paths have the same length on both sides. They are part of the binaries and of
	// the environment, and move everything behind them.
	into := filepath.Join(folder.Path, []string{"a", "b"}[c.side])
	mirror, err := repo.Mirror(ctx, c.Revision, into)
	if err != nil {
		return err
	}
	c.mirror = mirror
	c.packages, c.missing = map[string]*testPackage{}, map[string]string{}
	if _, err := os.Stat(mirror.Path(spec.Packages.Dir)); err != nil {
		return c.lacks("folder %s: run this in one that both have", spec.Packages.Dir)
	}
	env, err := mirror.Link(ctx, spec.Packages.Dir)
	if err == nil {
		c.source, err = spec.Packages.source(mirror.Path(spec.Packages.Dir), folder, env...)
	}
	if err != nil {
		return fmt.Errorf("prepare %s: %w", c, err)
	}
	if err := c.generate(ctx, spec); err != nil {
		return err
	}
	if is, err := c.isModule(ctx); err != nil {
		return err
	} else if !is {
		return c.lacks("go.mod at or above %s: compare revisions that are Go modules", spec.Packages.Dir)
	}
	if err := runsHere(ctx, c.source); err != nil {
		return err
	}
	if spec.Sampling.Instructions {
		if err := countingHooks(ctx, &c.source, folder, filepath.Base(into)); err != nil {
			return err
		}
	}
	return c.list(ctx, spec.Packages.Patterns)
}

// isModule asks the go command for its version and for the module of the side. A module
// above the scratch folder does not count.
func (c *Checkout) isModule(ctx context.Context) (bool, error) {
	version, err := c.source.Setting(ctx, "GOVERSION")
	if err != nil {
		return false, fmt.Errorf("ask the go command about %s: %w", c, err)
	}
	module, err := c.source.Setting(ctx, "GOMOD")
	if err != nil {
		return false, fmt.Errorf("ask the go command about %s: %w", c, err)
	}
	c.Go = version
	return c.mirror.Holds(module), nil
}

// generate runs the command line for files of no revision, such as generated code.
func (c *Checkout) generate(ctx context.Context, spec Spec) error {
	if len(spec.Prepare) == 0 {
		return nil
	}
	line := spec.Prepare[min(int(c.side), len(spec.Prepare)-1)]
	spec.Say("running %q in the %s", line, c.side)
	if got, err := shell.Run(ctx, line, c.source.Dir, c.source.Env); err != nil {
		return fmt.Errorf("prepare %s: %q ended with %w: %s", c, line, err, got.Said)
	}
	return nil
}

// list lists the packages of a side.
func (c *Checkout) list(ctx context.Context, patterns []string) error {
	var own []string
	for _, p := range patterns {
		if strings.HasSuffix(p, ".go") {
			return option.Errorf("", "%q is a file: ab compares packages, such as . and ./...", p)
		}
		if filepath.IsAbs(p) {
			p = c.mirror.Path(p)
		}
		own = append(own, p)
	}
	found, err := c.source.Packages(ctx, own)
	if err != nil {
		return fmt.Errorf("in %s: %w", c, err)
	}
	for _, p := range found {
		if p.Missing != "" {
			c.missing[p.Path] = c.inRepository(p.Missing)
			continue
		}
		dir, err := filepath.Rel(c.mirror.Folder, p.Dir)
		if err != nil {
			dir = p.Path
		}
		c.packages[dir] = &testPackage{Package: p}
		c.order = append(c.order, dir)
	}
	return nil
}
