package track

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/judge/drift"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/series"
	"github.com/bufbench/bufbench/internal/track/trend"
	"golang.org/x/perf/benchunit"
)

// Query says which series are asked for. The zero value is all of them.
type Query struct {
	Bench string // a regular expression for package.name
	Unit  string // empty is every unit
	Env   string // a part of the machine and build, such as go1.26
	Last  int    // only so many commits at the end of the line; 0 is all

	CancelDrift bool // divide by the factors of a machine that moved
}

// narrow is an error that nothing is what was asked for, with what to leave out.
func (q Query) narrow(err error) error {
	for _, one := range []struct{ option, value string }{{"unit", q.Unit}, {"bench", q.Bench}, {"env", q.Env}} {
		if one.value != "" {
			return &option.Hint{Err: err, Option: one.option, Text: one.value + " leaves the others out: try without it"}
		}
	}
	return err
}

// History is a record along a line of commits.
type History struct {
	Line     trend.Line
	Series   []trend.Series
	Chains   []trend.Chain
	Machines []drift.Machine // how fast they were
	Remote   string          // the address of the repository for a browser
	Runs     int
	Same     int // runs that stand in the record more than once
	Back     int // commits of histories that are older than the one before them
	Problems []result.Problem
}

// Load reads a record. What cannot be read is among the problems.
func Load(ctx context.Context, p Place, q Query) (History, error) {
	var h History
	asked, err := q.filter()
	if err != nil {
		return h, err
	}
	loaded := q.loaded(asked)
	c, err := p.store().Collect(ctx)
	switch {
	case err != nil:
		return h, err
	case ctx.Err() != nil:
		return h, context.Canceled
	case c == nil:
		return h, p.nothing()
	}
	h.Runs, h.Same, h.Back, h.Problems = c.Runs, c.Same, c.Back, c.Problems
	if h.Line, err = p.line(ctx, c.Seen); err != nil {
		return h, err
	}
	h.withoutFuture(p.String(), time.Now())
	h.Remote = p.repo().Remote(ctx)
	if n := len(h.Line.Commits); q.Last > 0 && n > q.Last {
		h.Line.Commits = h.Line.Commits[n-q.Last:]
	}
	h.Series, h.Chains = c.Along(h.Line, loaded), c.Chains(h.Line, asked)
	h.partMachines(q.CancelDrift, asked)
	h.Series = append(h.Series, series.Indexes(h.Chains)...)
	if len(h.Series) == 0 {
		return h, q.narrow(fmt.Errorf("the record in %s has %d runs, and no series that was asked for%s", p, h.Runs, first(h.Problems)))
	}
	return h, nil
}

// withoutFuture leaves out commits that git does not know and that have a date to come. One
// of them would be the newest commit for years, and no change would be new.
func (h *History) withoutFuture(record string, now time.Time) {
	const skew = 24 * time.Hour // of the clocks of machines
	h.Line.Commits = slices.DeleteFunc(h.Line.Commits, func(c trend.Commit) bool {
		if c.Place >= 0 || !c.When.After(now.Add(skew)) {
			return false
		}
		h.Problems = append(h.Problems, result.Problem{
			File: record, What: fmt.Sprintf("%q is dated %s, which is to come, and is left out", c.ID, c.When.Format(time.DateOnly)),
			Mend: "remove the file of that run, and add it again with its commit or its day",
		})
		return true
	})
}

func (q Query) filter() (series.Filter, error) {
	name, err := regexp.Compile(q.Bench)
	if err != nil {
		return nil, option.Valuef("bench", q.Bench, "%v", err)
	}
	unit := ""
	if q.Unit != "" {
		_, unit = benchunit.Tidy(1, q.Unit)
	}
	return func(k trend.Key) bool {
		return (q.Bench == "" || name.MatchString(k.Package+"."+k.Name)) && (unit == "" || k.Unit == unit) && strings.Contains(k.Env, q.Env)
	}, nil
}
