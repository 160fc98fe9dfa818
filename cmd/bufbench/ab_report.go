package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/ab"
)

// abObserver prints what goes on: one live line on a terminal, elsewhere a line per
// benchmark.
func abObserver(stderr io.Writer) ab.Observer {
	w := newProgress(stderr)
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
	*app
	report.Revisions
	judging judging
	output  output
	spots   map[string]report.Spot
}

// report prints an outcome. It returns the exit code as an error. Unmeasured is the error
// that ended the comparison, if any.
func (p abPage) report(o *ab.Outcome, unmeasured error) error {
	if o == nil {
		return unmeasured
	}
	p.Sides, p.Notes, p.Unread, p.spots = o.Sides, o.Notes, report.Unread(o.Problems), map[string]report.Spot{}
	p.Skipped, p.Failed = slices.Concat(remarks(o.Remarks.Skipped), remarks(o.Remarks.New)), remarks(o.Remarks.Failed)
	p.Layouts, p.Code = remarks(o.Remarks.Layouts), remarks(o.Remarks.Code)
	for _, one := range o.Profiles {
		p.Profiles = append(p.Profiles, report.Profile(one))
	}
	for name, s := range o.Spots {
		p.spots[name] = report.Spot(s)
	}
	switch {
	case o.Empty && unmeasured == nil && len(o.Remarks.Skipped) == 0:
		return p.first()
	case o.Empty:
		return p.empty(unmeasured)
	}
	p.judging.judge(&p.Comparison, o.Tables)
	p.Unreadable, p.Color = o.Unreadable, p.color(p.judging.color)
	for _, line := range p.Reservations() {
		p.say("bufbench: %s", line)
	}
	if err := p.print(); err != nil {
		return errors.Join(unmeasured, err)
	}
	err := p.verdict(unmeasured)
	return errors.Join(err, setOutput(p.github.Output, "verdict", verdictOf(p.Counts, err)))
}

func remarks(notes []match.Note) []report.Remark {
	var all []report.Remark
	for _, n := range notes {
		all = append(all, report.Remark(n))
	}
	return all
}

// first reports that all benchmarks are in the head only. This is no failure, because the
// next comparison has them on both sides.
func (p abPage) first() error {
	p.Notes = append(p.Notes, "nothing was compared: all benchmarks are in the head only; from the next revision on there is something to compare with")
	return errors.Join(p.print(), setOutput(p.github.Output, "verdict", "same"))
}

// empty says why nothing was compared.
func (p abPage) empty(unmeasured error) error {
	for _, r := range slices.Concat(p.Failed, p.Skipped) {
		p.say("bufbench: %s", console.Line(r.What+": "+r.Said, 400))
	}
	if unmeasured != nil || p.judging.failOn == "never" {
		return unmeasured
	}
	return &verdictError{exitUndecided, "nothing was compared: no benchmark can be judged"}
}

// print prints to standard output, to files, and to GitHub if it runs this.
func (p abPage) print() error {
	if err := p.output.print(p.stdout, page.ComparisonForms(p)); err != nil {
		return err
	}
	p.Color = false
	if err := p.output.write(page.ComparisonForms(p)); err != nil || !p.github.Running {
		return err
	}
	p.Annotations(console.Raw(p.stdout), p.spots)
	return appendSummary(p.github.Summary, p.Forms()[report.MarkdownForm])
}

// verdict returns the exit code as an error.
func (p abPage) verdict(unmeasured error) error {
	switch {
	case errors.Is(unmeasured, context.Canceled):
		return context.Canceled
	case unmeasured != nil:
		return unmeasured
	case p.Counts.All() == 0:
		return errors.New("nothing was compared: no benchmark has a value on both sides")
	case len(p.Failed)+p.Unreadable > 0:
		return fmt.Errorf("this is not all: %s", p.Summary())
	}
	return p.judging.outcome(p.Comparison, "")
}
