package result

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"golang.org/x/perf/benchfmt"
)

// group is all lines of one case.
type group struct {
	scenario string
	at       bench.Case
	arms     []string
	lines    map[string][]Line
}

func (g *group) is(scenario string, c bench.Case) bool {
	return g.scenario == scenario && g.at.String() == c.String()
}

func (w *Writer) keep(l Line) {
	for _, g := range w.groups {
		if g.is(l.Scenario, l.Case) {
			g.add(l)
			return
		}
	}
	g := &group{scenario: l.Scenario, at: l.Case, lines: map[string][]Line{}}
	g.add(l)
	w.groups = append(w.groups, g)
}

func (g *group) add(l Line) {
	if _, known := g.lines[l.Arm]; !known {
		g.arms = append(g.arms, l.Arm)
	}
	g.lines[l.Arm] = append(g.lines[l.Arm], l)
}

// Withhold takes every line of an arm in a case out of the finished file: its
// figures turn out not to be measurements. The journal keeps them.
func (w *Writer) Withhold(scenario string, c bench.Case, arm string) {
	for _, g := range w.groups {
		if g.is(scenario, c) {
			delete(g.lines, arm)
			g.arms = slices.DeleteFunc(g.arms, func(name string) bool { return name == arm })
		}
	}
}

func (w *Writer) writeGrouped(out io.Writer) error {
	h := w.header
	h.Comments = append(h.Comments[:len(h.Comments):len(h.Comments)], w.notes...)
	if err := writeHead(out, h); err != nil {
		return err
	}
	enc := benchfmt.NewWriter(out)
	for _, g := range w.sorted() {
		if about := w.about[g.scenario+"/"+g.at.String()]; about != "" {
			fmt.Fprintf(out, "\n# %s\n", oneLine(about))
		}
		if err := g.write(out, enc, h); err != nil {
			return err
		}
	}
	return nil
}

// sorted orders the groups by scenario and further axes as they appeared, then
// by passes and size: launches visit cases in random order.
func (w *Writer) sorted() []*group {
	seen := map[string]int{}
	rank := func(g *group) int {
		key := g.scenario + fmt.Sprint(g.at.Axes)
		if _, known := seen[key]; !known {
			seen[key] = len(seen)
		}
		return seen[key]
	}
	for _, g := range w.groups {
		rank(g)
	}
	return slices.SortedStableFunc(slices.Values(w.groups), func(a, b *group) int {
		return cmp.Or(rank(a)-rank(b), a.at.Passes-b.at.Passes, cmp.Compare(a.at.Size, b.at.Size))
	})
}

func (g *group) write(out io.Writer, enc *benchfmt.Writer, h Header) error {
	first := true
	for _, arm := range g.arms {
		for _, l := range g.lines[arm] {
			if first {
				io.WriteString(out, l.Design.comment(len(g.lines[arm]), g.paired()))
				first = false
			}
			if err := enc.Write(h.result(l)); err != nil {
				return err
			}
		}
	}
	return nil
}

// paired says whether the i-th lines of all arms are of the same launch.
func (g *group) paired() string {
	count := -1
	for _, lines := range g.lines {
		if count >= 0 && len(lines) != count {
			return "no"
		}
		count = len(lines)
	}
	return "yes"
}
