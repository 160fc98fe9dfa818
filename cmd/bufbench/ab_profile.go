package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/ab"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// profile profiles what is worse, where that was asked for. What cannot be
// profiled is said; it changes no verdict.
func (a *abRun) profile(ctx context.Context, t *abTask, tables []compare.Table, folder string) []report.Profile {
	if a.onRegression != "profile" || t.match == nil {
		return nil
	}
	worse := a.worse(tables)
	var all []report.Profile
	for i, b := range t.members {
		if !worse[t.row(i)] {
			continue
		}
		one := report.Profile{What: t.title(i)}
		for _, kind := range []gotest.Profile{gotest.CPU, gotest.Memory} {
			a.wish.Say("profiling %s (%s)", one.What, kind)
			p, err := a.profileOf(ctx, t.match, b, kind, folder)
			if err != nil {
				fmt.Fprintf(a.program.stderr, "bufbench: no %s profiles of %s: %v\n", kind, one.What, err)
				continue
			}
			fmt.Fprintf(a.program.stderr, "profiles: %s (go tool pprof -diff_base %s %s)\n", strings.Join(p.Files[:], " "), p.Files[0], p.Files[1])
			one.Differences = append(one.Differences, p.Differences...)
		}
		all = append(all, one)
	}
	return all
}

func (a *abRun) profileOf(ctx context.Context, m *ab.Match, b ab.Benchmark, kind gotest.Profile, folder string) (ab.Profiles, error) {
	if err := wholefile.MakeFolder(folder); err != nil {
		return ab.Profiles{}, fmt.Errorf("make a folder for profiles: %w", err)
	}
	return m.Profile(ctx, b, kind, folder)
}

// worse are the rows with something that fails, in any unit.
func (a *abRun) worse(tables []compare.Table) map[string]bool {
	rows := map[string]bool{}
	for _, t := range tables {
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				if c != nil && c.Against != nil && t.Beyond(c.Against, a.judging.threshold) == verdict.Worse {
					rows[r.Name] = true
				}
			}
		}
	}
	return rows
}
