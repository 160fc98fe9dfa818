package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
)

// judge judges the text, as bufbench compare would judge the file, prints and
// returns the exit code as an error. Unmeasured is what kept the measurement from
// its end, or its text from the file.
func (a *abRun) judge(ctx context.Context, t abMeasured, unmeasured error) error {
	tables, texts, err := a.tables(t)
	if err != nil {
		return errors.Join(unmeasured, err)
	}
	out := report.Revisions{
		Sides: t.sides, Notes: t.notes, Skipped: slices.Concat(t.skipped, t.fresh), Failed: t.failed, All: a.all,
		Layouts: layouts(t),
	}
	a.judging.judge(&out.Comparison, tables)
	if unmeasured == nil {
		out.Code = t.codes(out.Tables)
	}
	problems, more := texts.Problems()
	out.Unreadable, out.Unread = len(problems)+more, unreadOf(problems)
	out.Color = a.program.color(a.judging)
	for _, line := range out.Reservations() {
		fmt.Fprintf(a.program.stderr, "bufbench: %s\n", line)
	}
	if unmeasured == nil {
		out.Profiles = a.profile(ctx, t.abTask, out.Tables, strings.TrimSuffix(t.path, ".txt")+"-profiles")
	}
	if err := a.print(out, t.spots()); err != nil {
		return errors.Join(unmeasured, err)
	}
	err = a.outcome(out, unmeasured)
	return errors.Join(err, setOutput(a.program.github.Output, "verdict", verdictOf(out.Counts, err)))
}

// timesFirst puts the table of times, or of instructions, before all others.
func timesFirst(tables []compare.Table) {
	slices.SortStableFunc(tables, func(x, y compare.Table) int {
		first := func(t compare.Table) int {
			if t.Unit == "sec/op" || t.Unit == result.Instructions {
				return 0
			}
			return 1
		}
		return first(x) - first(y)
	})
}

// layouts says how far the layouts of each benchmark differ.
func layouts(t abMeasured) []report.Remark {
	var spreads []report.Remark
	for i, s := range t.series {
		if s.Layouts == 0 || len(s.Pairs) < s.Layouts {
			continue
		}
		of := verdict.Layouts(meetings(s, s.Pairs[0].Values[alternate.Base][0].Unit), s.Layouts)
		said := fmt.Sprintf("%d of each side in %d pairs, which differ by %.2g %% (base) and %.2g %% (head), as standard deviations", s.Layouts, len(s.Pairs), 100*verdict.Spread(of[0]), 100*verdict.Spread(of[1]))
		if two := t.plain[i]; two != "" {
			said += "; with two binaries alone it was " + two
		}
		spreads = append(spreads, report.Remark{What: t.title(i), Said: said})
	}
	return spreads
}

// tables judges the text.
func (a *abRun) tables(t abMeasured) ([]compare.Table, *result.Texts, error) {
	texts := &result.Texts{Inputs: []result.Input{{Label: t.path, Path: "-"}}, Stdin: bytes.NewReader(t.text), Said: a.judging.units}
	query := compare.Query{Col: "side@(base head)", Row: ".fullname"}
	if t.several() {
		query.Row = "pkg,.fullname"
	}
	cells, err := compare.Collect(query, texts.Parts())
	if err != nil {
		return nil, nil, err
	}
	tables := cells.Tables(a.judging.goal, texts.Units(), nil)
	timesFirst(tables)
	return tables, texts, nil
}

// spots are the lines of benchmarks by the names of their rows and, where they
// were not measured, by their titles.
func (t *abTask) spots() map[string]report.Spot {
	spots := map[string]report.Spot{}
	for i, b := range t.members {
		spots[t.title(i)] = report.Spot{File: b.File, Line: b.Line}
		spots[t.row(i)] = report.Spot{File: b.File, Line: b.Line}
	}
	return spots
}

// print prints to standard output, to files, and for GitHub where it runs this.
func (a *abRun) print(out report.Revisions, spots map[string]report.Spot) error {
	if err := out.Forms().Write(a.program.stdout, report.TextForm); err != nil {
		return err
	}
	out.Color = false
	for _, o := range a.outputs {
		if err := writeFile(o, out.Forms()[report.FormOf(o)]); err != nil {
			return err
		}
	}
	if !a.program.github.Running {
		return nil
	}
	out.Annotations(console.Raw(a.program.stdout), spots)
	return appendSummary(a.program.github.Summary, out.Forms()[report.MarkdownForm])
}

// outcome is the exit code as an error.
func (a *abRun) outcome(out report.Revisions, unmeasured error) error {
	if errors.Is(unmeasured, context.Canceled) {
		return context.Canceled
	}
	switch {
	case unmeasured != nil:
		return unmeasured
	case out.Counts.All() == 0:
		return errors.New("nothing was compared: no benchmark has a value on both sides")
	case len(out.Failed)+out.Unreadable > 0:
		return fmt.Errorf("this is not all: %s", out.Summary())
	}
	return a.judging.outcome(out.Comparison, "")
}
