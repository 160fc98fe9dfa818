package report

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/compare"
)

// Summary is all verdicts in one sentence.
func (c Comparison) Summary() string {
	n := c.Counts
	var parts []string
	for _, p := range []struct {
		n    int
		word string
	}{{n.Worse, "worse"}, {n.Better, "better"}, {n.Allowed, allowed}, {n.Same, "the same"}, {n.SameCode, "of the same code"}, {n.Undecided, "undecided"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.word))
		}
	}
	s := "nothing was compared"
	if c.First {
		s = fmt.Sprintf("the first %s: the base has none, so there is nothing to compare with", counted(c.alone(), "value", "values"))
	}
	if len(parts) > 0 {
		s = fmt.Sprintf("%s of %d (%s)", strings.Join(parts, ", "), n.All(), c.level())
		if alone := c.alone(); alone > 0 {
			s += fmt.Sprintf("; %d more %s a value on one side only", alone, has(alone))
		}
	}
	if missing := c.Missing(); missing != "" {
		s = "INCOMPLETE, " + missing + ": " + s
	}
	return s
}

// Missing says why this is not all; it is empty where it is.
func (c Comparison) Missing() string {
	var parts []string
	if c.Unreadable > 0 {
		parts = append(parts, counted(c.Unreadable, "line or file", "lines or files")+" could not be read")
	}
	rows, units := map[string]bool{}, map[string]bool{}
	for _, g := range c.Gone {
		if g.Unit == "" {
			rows[g.Row] = true
		} else {
			units[g.Unit] = true
		}
	}
	if n := len(rows); n > 0 {
		parts = append(parts, counted(n, "benchmark is", "benchmarks are")+" gone")
	}
	if n := len(units); n > 0 {
		parts = append(parts, counted(n, "unit is", "units are")+" gone")
	}
	return strings.Join(parts, " and ")
}

// alone is how many comparisons there would be if no side of them were missing:
// a benchmark that is gone is no worse.
func (c Comparison) alone() int {
	n := 0
	for _, t := range c.Tables {
		for _, r := range t.Rows {
			if len(r.Cells) == 1 {
				n++
			}
			for _, cell := range r.Cells[1:] {
				if (cell == nil) != (r.Cells[0] == nil) {
					n++
				}
			}
		}
	}
	return n
}

// level says what verdicts are held against.
func (c Comparison) level() string {
	s := map[compare.Correction]string{
		compare.Holm:              "at most %.6g %% that any verdict of a table is false",
		compare.BenjaminiHochberg: "at most %.6g %% of the verdicts of a table are false",
		compare.None:              "each false with at most %.6g %%, uncorrected",
	}[c.Goal.Correction]
	s = fmt.Sprintf(s, c.Goal.Alpha*100)
	if c.Threshold > 0 {
		s += fmt.Sprintf("; what is worse by up to %.6g %% does not count", c.Threshold*100)
	}
	return s
}
