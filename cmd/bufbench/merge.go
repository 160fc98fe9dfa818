package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/launch"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/verdict"
	"github.com/urfave/cli/v3"
)

func (p *program) mergeCommand() *cli.Command {
	return &cli.Command{
		Name:         "merge",
		Usage:        "join the results of all shards of a run",
		ArgsUsage:    "FILE...",
		OnUsageError: onUsageError,
		Flags:        []cli.Flag{&cli.StringFlag{Name: "results", Value: "results", Usage: "`folder` of results"}},
		Action: func(ctx context.Context, c *cli.Command) error {
			if !c.Args().Present() {
				return usagef("merge needs the results files of all shards (bufbench run -shard 1/3 writes one)")
			}
			return p.merge(ctx, c.Args().Slice(), c.String("results"))
		},
	}
}

// merge writes one results file of the shards of a run.
func (p *program) merge(ctx context.Context, paths []string, results string) error {
	parts, err := shardsOf(paths)
	if err != nil {
		return err
	}
	q := parts[0].Request
	plan, _, err := p.plan(ctx, q)
	if err != nil {
		return err
	}
	if hashOf(plan.Tasks) != parts[0].Cases {
		return fmt.Errorf("%s is of another plan than this program has now", paths[0])
	}
	file, err := result.Create(results, header(q, plan.Tasks))
	if err != nil {
		return err
	}
	for i, path := range paths {
		if err := join(file, path, q.stopping()); err != nil {
			return err
		}
		file.Note("shard %s was %s", parts[i].Shard, filepath.Base(path))
		if err := keepFit(file, path); err != nil {
			return err
		}
	}
	if err := file.Finish(); err != nil {
		return err
	}
	fmt.Fprintf(p.stderr, "results: %s\n", file.Path())
	return nil
}

// keepFit takes over what a shard says of its machine: all of it is unfit where
// one shard was.
func keepFit(file *result.Writer, path string) error {
	name := strings.TrimSuffix(strings.TrimSuffix(path, ".txt"), ".jsonl.gz") + ".txt"
	if _, err := os.Stat(name); err != nil {
		return fmt.Errorf("read what a shard says of its machine: %w", err)
	}
	texts := &result.Texts{Inputs: []result.Input{{Path: name}}}
	for range texts.Records() {
	}
	switch p := texts.Places()[0]; {
	case p.Unfit != "":
		file.Note("%s", result.UnfitNote(p.Unfit))
	case p.Fit != "":
		file.Note("%s", result.FitNote(p.Fit))
	}
	return nil
}

// shardsOf reads what the journals of shards say of them, and refuses what does
// not belong together.
func shardsOf(paths []string) ([]saved, error) {
	var parts []saved
	at := map[int]string{}
	for _, path := range paths {
		s, done, err := readSaved(path)
		if err != nil {
			return nil, err
		}
		if s.Shard.Of == 0 {
			return nil, fmt.Errorf("%s is no shard: it is a whole run", path)
		}
		if !done {
			return nil, fmt.Errorf("%s is not complete (bufbench run -resume %s goes on with it)", path, path)
		}
		if err := s.fits(path); err != nil {
			return nil, err
		}
		if first := append(parts, s)[0]; s.Cases != first.Cases || s.Shard.Of != first.Shard.Of || !s.same(first) {
			return nil, fmt.Errorf("%s and %s are shards of different plans", paths[0], path)
		}
		if other := at[s.Shard.At]; other != "" {
			return nil, fmt.Errorf("%s and %s are both shard %s", other, path, s.Shard)
		}
		at[s.Shard.At] = path
		parts = append(parts, s)
	}
	var missing []string
	for i := 1; i <= parts[0].Shard.Of; i++ {
		if at[i] == "" {
			missing = append(missing, shard{i, parts[0].Shard.Of}.String())
		}
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("shard %s is missing (bufbench run -shard %s measures it)", strings.Join(missing, ", "), missing[0])
	}
	return parts, nil
}

// same reports whether two shards were measured in the same way.
func (s saved) same(o saved) bool {
	a, b := s.Request, o.Request
	return a.Goal == b.Goal && a.Count == b.Count && a.Quick == b.Quick && a.MaxTime == b.MaxTime && a.Pages == b.Pages &&
		a.Vary == b.Vary && a.Refine == b.Refine && a.Output.Versus == b.Output.Versus
}

// join adds what a shard measured to a file.
func join(file *result.Writer, path string, stop stopping) error {
	name := strings.TrimSuffix(strings.TrimSuffix(path, ".txt"), ".jsonl.gz") + ".jsonl.gz"
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("open the journal: %w", err)
	}
	defer f.Close()
	_, err = result.WalkJournal(f, name, func(e result.Entry) error {
		switch {
		case e.Tried != nil:
			file.About(e.Tried.Scenario, e.Tried.Trial.Visit.Case, report.Evidence(e.Tried.Trial.Evidence, e.Tried.Trial.Visit.References))
			return nil
		case !e.IsRecord():
			return nil
		}
		r := e.Record
		if r.Launch == 1 {
			file.About(r.Scenario, r.Case, report.Pages(&r))
		}
		return file.Append(stop.designed(verdict.Launch(&r)), []launch.Record{r})
	})
	return err
}
