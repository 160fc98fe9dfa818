package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/ab"
)

// abObserver prints what goes on: one live line on a terminal, elsewhere a line per
// benchmark.
func abObserver(stderr io.Writer) ab.Observer {
	w := newProgress(stderr, 0)
	return ab.Observer{
		Say: func(line string) { w.say("%s", line) },
		Ended: func(e ab.Ending) {
			w.line(fmt.Sprintf("%s: %d pairs, %s", e.Benchmark, e.Pairs, e.Spent.Round(10*time.Millisecond)))
		},
		Pair: func(p ab.Progress) {
			if w.live {
				w.clear()
				fmt.Fprintf(w.out, "measuring  %d pairs  %d/%d benchmarks done  %s", p.Pairs, p.Done, p.Benchmarks, p.Spent.Round(time.Second))
				w.drawn = true
			}
		},
	}
}

// abPage is a report with all that is printed beside it.
type abPage struct {
	report.Alternated
	problems []result.Problem
	spots    map[string]report.Spot
	files    []string
}

// abReport prints an outcome. It returns the exit code as an error. Unmeasured is the
// error that ended the comparison, if any.
func (p *program) abReport(o *ab.Outcome, unmeasured error, j judging, page abPage) error {
	if o == nil {
		return unmeasured
	}
	page.Sides, page.Notes, page.problems, page.spots = o.Sides, o.Notes, o.Problems, map[string]report.Spot{}
	page.Skipped, page.Failed = slices.Concat(remarks(o.Remarks.Skipped), remarks(o.Remarks.New)), remarks(o.Remarks.Failed)
	page.Layouts, page.Code = remarks(o.Remarks.Layouts), remarks(o.Remarks.Code)
	for _, one := range o.Profiles {
		page.Profiled = append(page.Profiled, report.Profiled(one))
	}
	for name, s := range o.Spots {
		page.spots[name] = report.Spot(s)
	}
	switch {
	case o.Empty && unmeasured == nil && len(o.Remarks.Skipped) == 0:
		return p.abNew(page)
	case o.Empty:
		return p.abEmpty(page, unmeasured, j.failOn)
	}
	j.judge(&page.Compared, o.Tables)
	page.Unreadable, page.Color = o.Unreadable, p.color(j)
	for _, line := range page.Reservations() {
		fmt.Fprintf(p.stderr, "bufbench: %s\n", line)
	}
	if err := p.abPrint(page); err != nil {
		return errors.Join(unmeasured, err)
	}
	err := abVerdict(page.Alternated, unmeasured, j)
	return errors.Join(err, setOutput(p.github.Output, "verdict", verdictOf(page.Counts, err)))
}

func remarks(notes []match.Note) []report.Remark {
	var all []report.Remark
	for _, n := range notes {
		all = append(all, report.Remark(n))
	}
	return all
}

// abNew reports that all benchmarks are in the head only. That is no failure: the next
// comparison has them on both sides.
func (p *program) abNew(page abPage) error {
	page.Notes = append(page.Notes, "nothing was compared: all benchmarks are in the head only; from the next revision on there is something to compare with")
	return errors.Join(p.abPrint(page), setOutput(p.github.Output, "verdict", "same"))
}

// abEmpty says why nothing was compared.
func (p *program) abEmpty(page abPage, unmeasured error, failOn string) error {
	for _, r := range slices.Concat(page.Failed, page.Skipped) {
		fmt.Fprintf(p.stderr, "bufbench: %s\n", console.Line(r.What+": "+r.Said, 400))
	}
	if unmeasured != nil || failOn == "never" {
		return unmeasured
	}
	return &verdictError{exitUndecided, "nothing was compared: no benchmark can be judged"}
}

// abPrint prints to standard output, to files, and to GitHub if it runs this.
func (p *program) abPrint(page abPage) error {
	if err := report.AlternatedText(p.stdout, page.Alternated); err != nil {
		return err
	}
	page.Color = false
	for _, file := range page.files {
		if err := writeFile(file, func(w io.Writer) error { return page.write(w, filepath.Ext(file)) }); err != nil {
			return err
		}
	}
	if !p.github.Running {
		return nil
	}
	report.AlternatedAnnotations(console.Raw(p.stdout), page.Alternated, page.spots)
	return appendSummary(p.github.Summary, func(w io.Writer) error { return report.AlternatedMarkdown(w, page.Alternated) })
}

// write prints in the format of the ending of a file.
func (page abPage) write(w io.Writer, ending string) error {
	switch ending {
	case ".md":
		return report.AlternatedMarkdown(w, page.Alternated)
	case ".csv":
		return report.CompareCSV(w, page.Compared)
	case ".json":
		problems := slices.Clone(page.problems)
		for _, r := range page.Failed {
			problems = append(problems, result.Problem{File: r.What, What: r.Said})
		}
		return printCompared(w, "json", page.Compared, problems)
	}
	return report.AlternatedText(w, page.Alternated)
}

// abVerdict returns the exit code as an error.
func abVerdict(out report.Alternated, unmeasured error, j judging) error {
	switch {
	case errors.Is(unmeasured, context.Canceled):
		return context.Canceled
	case unmeasured != nil:
		return unmeasured
	case out.Counts.All() == 0:
		return errors.New("nothing was compared: no benchmark has a value on both sides")
	case len(out.Failed)+out.Unreadable > 0:
		return fmt.Errorf("this is not all: %s", out.Summary())
	}
	return j.outcome(out.Compared, "")
}
