package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/launch"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
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
		file.Note("shard %s was %s", parts[i].Shard, filepath.Base(path))
		if err := join(file, path); err != nil {
			file.Discard()
			return fmt.Errorf("join %s: %w", path, err)
		}
	}
	if err := file.Finish(); err != nil {
		return err
	}
	fmt.Fprintf(p.stderr, "results: %s\n", file.Path())
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

// join adds a shard to a file: the lines and the notes of its text, which has no
// figures that turned out to be none, and its journal.
func join(file *result.Writer, path string) error {
	text, journal := result.FilesOf(path)
	all, err := os.ReadFile(text)
	if err != nil {
		return err
	}
	lines, _, err := result.Read(bytes.NewReader(all), text)
	if err != nil {
		return err
	}
	notes, err := result.Notes(bytes.NewReader(all))
	if err != nil {
		return err
	}
	for _, note := range notes {
		file.Note("%s", note)
	}
	if err := file.Append(lines, nil); err != nil {
		return err
	}
	f, err := os.Open(journal)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = result.WalkJournal(f, journal, func(e result.Entry) error {
		switch {
		case e.Tried != nil:
			file.About(e.Tried.Scenario, e.Tried.Trial.Visit.Case, report.Evidence(e.Tried.Trial.Evidence, e.Tried.Trial.Visit.References))
			return nil
		case !e.IsRecord():
			return nil
		}
		if e.Launch == 1 {
			file.About(e.Scenario, e.Case, report.Pages(&e.Record))
		}
		return file.Append(nil, []launch.Record{e.Record})
	})
	return err
}
