package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/callgrind"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/record"
	"github.com/urfave/cli/v3"
)

// countingFlags are those of check that are about counting instructions.
func countingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "metric", Value: "time", Usage: "instructions: count those of benchmarks by valgrind's callgrind first; arguments are packages then, . unless given"},
		&cli.StringFlag{Name: "bench", Value: ".", Usage: "with -metric instructions: benchmarks that match this `regexp`"},
		&cli.StringFlag{Name: "tags", Usage: "with -metric instructions: build `tags`"},
		argsFlag("with -metric instructions: "),
	}
}

// metric reads the flags that are about counting.
func (k *checkRun) metric(c *cli.Command) error {
	switch metric := c.String("metric"); metric {
	case "time":
		for _, name := range []string{"bench", "tags"} {
			if c.IsSet(name) {
				return usagef("-%s goes with -metric instructions", name)
			}
		}
		if len(k.program.args) > 0 {
			return usagef("-args goes with -metric instructions")
		}
		return nil
	case "instructions":
	default:
		return usagef("-metric: %q is neither time nor instructions", metric)
	}
	of, err := packagesOf(c, k.program.args)
	if err != nil {
		return err
	}
	k.count, k.spec.Inputs = &of, nil
	return of.Check()
}

// countFirst counts what is to be checked, and makes a text of it.
func (k *checkRun) countFirst(ctx context.Context) error {
	defer k.program.work.Begin()()
	folder, err := scratch.New("")
	if err != nil {
		return err
	}
	defer folder.Remove()
	say := func(format string, args ...any) { fmt.Fprintf(k.program.stderr, format+"\n", args...) }
	all, err := match.CountInstructions(ctx, folder, *k.count, say)
	if err != nil {
		return err
	}
	for _, n := range all.Skipped {
		fmt.Fprintf(k.program.stderr, "not counted: %s: %s\n", n.What, n.Said)
	}
	for _, n := range all.Failed {
		k.counted = append(k.counted, fmt.Sprintf("%s could not be counted: %s", n.What, n.Said))
	}
	if len(all.Counts) == 0 {
		return errors.New("nothing was checked: no benchmark was counted")
	}
	path, err := k.writeCounts(all)
	if err != nil {
		return err
	}
	fmt.Fprintf(k.program.stderr, "%s\nresults: %s\n", callgrind.Limits, path)
	k.spec.Inputs = []result.Input{{Label: path, Path: path}}
	return nil
}

// writeCounts keeps counts as Go benchmark text beside other results.
func (k *checkRun) writeCounts(all match.Tally) (string, error) {
	h := record.Heading(machine.Build{Go: all.Go}, "counted by callgrind: "+callgrind.Limits)
	var counts []result.Counts
	for _, c := range all.Counts {
		counts = append(counts, result.Counts{Package: c.Package, Name: record.Name(c.Name, k.count.Procs), N: c.Iterations(), Lines: c.Lines})
	}
	path := record.Path(k.spec.Baseline.Folder, h, "instructions", machine.Commit(k.count.Dir))
	var text bytes.Buffer
	if err := result.WriteCounts(&text, h, counts); err != nil {
		return "", fmt.Errorf("keep the counts: %w", err)
	}
	if err := result.Keep(path, text.Bytes()); err != nil {
		return "", fmt.Errorf("keep the counts: %w (-results names another folder)", err)
	}
	return path, nil
}
