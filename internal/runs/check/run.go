package check

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// Results are the results to check if none are given: instructions that are counted, or
// scenarios that are measured. Problems are what could not be counted.
func Results(ctx context.Context, home *session.Home, s Spec, watch session.Watch) (inputs []result.Input, problems []string, err error) {
	if s.Measuring.Count == nil {
		inputs, err = measure(ctx, home, s, watch)
		return inputs, nil, err
	}
	say := func(format string, args ...any) { watch.Say(fmt.Sprintf(format, args...)) }
	path, problems, err := countInstructions(ctx, *s.Measuring.Count, s.Baseline.Folder, say)
	return []result.Input{{Label: path, Path: path}}, problems, err
}

// Run runs the tests of packages, judges the results, and asks the history. Stdin is read
// where an input is standard input; say is told what goes on.
func Run(ctx context.Context, s Spec, stdin io.Reader, say func(format string, args ...any)) (Outcome, error) {
	untested, err := runTests(ctx, s.Tests, say)
	if err != nil {
		return Outcome{}, err
	}
	if err := once(s.Inputs, stdin); err != nil {
		return Outcome{Problems: slices.Concat(s.Uncounted, untested)}, err
	}
	out, err := Judge(s, time.Now())
	out.Problems = slices.Concat(s.Uncounted, untested, out.Problems)
	if err == nil {
		out.Notes = append(out.Notes, opinions(ctx, s.History, s.Inputs, out.Outcomes)...)
	}
	return out, err
}

// Document is an outcome as reports print it.
func (o Outcome) Document() report.Gate {
	return report.Gate{Outcomes: o.Outcomes, Notes: o.Notes, Across: o.Across, Problems: o.Problems, First: o.First}
}
