package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/report"
)

// revisions tries "bufbench ab" on two revisions of a module. The head does as many parts
// more as the trial plants. The head also has more functions, and a test of them: this moves
// the unchanged code in the binary. Beside it, the trial runs go test -count=10 of one
// revision after the other, with benchstat's test.
type revisions struct {
	trial
	dir  string // of everything
	file file
}

// effects are what is planted, as one part in so many: 1, 2 and 5 %.
var effects = []int{100, 50, 20}

// runRevisions is the trial of revisions.
func (t trial) runRevisions(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "trial-revisions")
	if err != nil {
		return fmt.Errorf("make a folder for the trial: %w", err)
	}
	defer os.RemoveAll(dir)
	r := &revisions{trial: t, dir: dir}
	if r.file, err = openFile(t.out); err != nil {
		return err
	}
	if r.program, err = t.bufbench(ctx, dir); err != nil {
		return err
	}
	if err := r.round(ctx, 0, t.same); err != nil {
		return err
	}
	for _, parts := range effects {
		if err := r.round(ctx, parts, t.planted); err != nil {
			return err
		}
	}
	return nil
}

// round makes so many comparisons of an effect.
func (r *revisions) round(ctx context.Context, parts, times int) error {
	if times == 0 {
		return nil
	}
	repo := filepath.Join(r.dir, fmt.Sprint("planted-", parts))
	if err := r.plant(ctx, repo, parts); err != nil {
		return err
	}
	for i := range times {
		if err := r.grow(ctx, repo, parts, i); err != nil {
			return err
		}
		p := &revisionPeer{dir: r.dir, repo: repo, parts: parts}
		found, err := r.compare(ctx, repo, parts)
		if err != nil {
			return err
		}
		for _, o := range found {
			if err := r.file.add(o); err != nil {
				return err
			}
			if i*r.peer/100 == (i+1)*r.peer/100 {
				continue
			}
			beside, err := p.compare(ctx, o)
			if err != nil {
				return err
			}
			if err := r.file.add(beside); err != nil {
				return err
			}
		}
		fmt.Fprintf(os.Stderr, "planted %s: %d of %d\n", effect(parts), i+1, times)
	}
	return nil
}

// done is what bufbench ab says at the end of a benchmark: its name, pairs and time. A
// benchmark has a second line if it was linked again.
var done = regexp.MustCompile(`(?m)^\S+/(\S+) Benchmark(\S+): (\d+) pairs, (\S+)$`)

// compare is one run of bufbench ab: an outcome per benchmark.
func (r *revisions) compare(ctx context.Context, repo string, parts int) ([]outcome, error) {
	doc, said, err := r.ab(ctx, repo, "base", r.dir, "./...")
	if err != nil {
		return nil, err
	}
	all, err := outcomesOf(doc, said)
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].Parts, all[i].Truth = parts, plant.Truth(parts)
	}
	if len(all) == 0 {
		return nil, errors.New("bufbench ab compared nothing: " + said)
	}
	return all, nil
}

// outcomesOf returns the verdicts on times. The effort is in what bufbench ab said meanwhile:
// the seconds of all lines, and the pairs of the last one, which were judged.
func outcomesOf(doc report.ComparisonDocument, said string) (all []outcome, err error) {
	for _, m := range done.FindAllStringSubmatch(said, -1) {
		o, err := outcomeOf(doc, m[1], m[2])
		if err != nil {
			return nil, err
		}
		spent, err := time.ParseDuration(m[4])
		if err != nil {
			return nil, err
		}
		o.Seconds = spent.Seconds()
		o.Launches, _ = strconv.Atoi(m[3])
		if at := slices.IndexFunc(all, func(before outcome) bool { return before.Work == o.Work }); at >= 0 {
			o.Seconds += all[at].Seconds
			all[at] = o
			continue
		}
		all = append(all, o)
	}
	return all, nil
}

// outcomeOf is the verdict on the time of a benchmark.
func outcomeOf(doc report.ComparisonDocument, pkg, name string) (outcome, error) {
	for _, t := range doc.Tables {
		if t.Unit != "sec/op" {
			continue
		}
		for _, row := range t.Rows {
			if !strings.Contains(row.Name, "/"+pkg+" "+name+"-") || len(row.Cells) < 2 || row.Cells[1] == nil || row.Cells[1].Against == nil {
				continue
			}
			o := judged(row.Cells[1].Against)
			o.Class, o.Work = strings.ToLower(name), pkg+"."+name
			return o, nil
		}
	}
	return outcome{}, fmt.Errorf("bufbench ab says nothing of %s in %s", name, pkg)
}
