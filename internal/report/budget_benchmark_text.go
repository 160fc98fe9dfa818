package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// text prints the answer in sentences, the tables of time and of memory, and what to know
// of them. Of two sides it also prints the functions that changed.
func (b BenchmarkBudget) text(w io.Writer) error {
	var out strings.Builder
	if err := b.print(&out, b.sheet().text, ProfileText); err != nil {
		return err
	}
	b.hottestText(&out)
	return b.lost(printLines(w, out.String()))
}

// markdown prints the same for GitHub.
func (b BenchmarkBudget) markdown(w io.Writer) error {
	var out strings.Builder
	if err := b.print(&out, b.sheet().markdown, ProfileMarkdown); err != nil {
		return err
	}
	if b.Verbose && len(b.Hottest) > 0 {
		out.WriteString("\n```text")
		b.hottestText(&out)
		out.WriteString("```\n")
	}
	_, err := io.WriteString(w, out.String())
	return b.lost(err)
}

// hottestText prints the hottest function of each side, if that is wanted.
func (b BenchmarkBudget) hottestText(out *strings.Builder) {
	for _, t := range b.Traces {
		if b.Verbose {
			hottestOf(b.Hottest, t.Arm).text(out, t.Hits)
		}
	}
}

// print prints the sheet, and then the functions that changed.
func (b BenchmarkBudget) print(out *strings.Builder, sheet func(*strings.Builder) error, function func(io.Writer, profdiff.Difference) error) error {
	if err := sheet(out); err != nil {
		return b.lost(err)
	}
	for _, d := range b.changed() {
		out.WriteString("\n")
		if err := function(out, d); err != nil {
			return err
		}
	}
	return nil
}

func (b BenchmarkBudget) sheet() budgetSheet {
	return budgetSheet{b.title(), b.answer(), b.tables(), b.below()}
}

// lost is what a failure to print is called.
func (b BenchmarkBudget) lost(err error) error {
	if err != nil {
		return fmt.Errorf("print the budget of %s: %w", b.Name, err)
	}
	return nil
}

// trifle is the share of a total below which a difference or a size is not worth a row.
const trifle = 0.005

// changed are the differences by function that have something to explain.
func (b BenchmarkBudget) changed() (some []profdiff.Difference) {
	for _, d := range b.Functions {
		if math.Abs(d.Total.Diff()) > trifle*max(d.Total.Base.PerOp, d.Total.Head.PerOp) {
			some = append(some, d)
		}
	}
	return some
}

// below are the lines below the tables.
func (b BenchmarkBudget) below() (all []string) {
	all = append(all, fmt.Sprintf("%s, wall time, ± half of a 95 %% interval; a row is CPU samples of a run of its own; unexplained is time without any.",
		counted(b.Launches, "launch", "launches")))
	all = append(all, b.remarks()...)
	if len(b.Files) > 0 {
		all = append(all, counted(len(b.Files), "profile", "profiles")+" kept: go tool pprof -top "+b.Files[0])
	}
	return all
}

// tables are the table of the time and, if there are any, those of the memory, of other
// counts, of prices and of instructions.
func (b BenchmarkBudget) tables() []grid {
	all := []grid{b.times()}
	if slices.ContainsFunc(b.Traces, func(t budget.Trace) bool { return t.Heap.Objects > 0 || len(t.Classes) > 0 }) {
		all = append(all, b.memory())
	}
	for _, g := range []grid{b.done(), b.priced()} {
		if len(g.rows) > 0 {
			all = append(all, g)
		}
	}
	return append(all, b.instructions()...)
}

// times is the table of the time: one column per side, and one of the change.
func (b BenchmarkBudget) times() grid {
	g := b.columns("per op")
	for _, row := range budget.BenchmarkRows() {
		g.add(b.row(RowName(row), row, func(t budget.Trace) []budget.Part { return t.Parts }, func(d budget.Difference) []budget.Part { return d.Parts }))
	}
	rest, whole, hottest := []string{"unexplained"}, []string{"measured"}, []string{"hottest"}
	for _, t := range b.Traces {
		rest = append(rest, spent(t.Unexplained), shareOfTime(t.Unexplained, t.Time))
		whole = append(whole, spent(t.Time), "")
		hottest = append(hottest, hottestCells(t, nameWidth/len(b.Traces))...)
	}
	if b.Change != nil {
		rest, whole, hottest = append(rest, moreTime(b.Change.Unexplained)), append(whole, moreTime(b.Change.Time)), append(hottest, "")
	}
	g.rows = append(g.rows, rest, whole)
	g.add(hottest)
	return g
}

// column is the header of a side.
func (b BenchmarkBudget) column(t budget.Trace) string {
	if len(b.Traces) > 1 {
		return t.Arm
	}
	return "time"
}

// hottestCells are the function with the most samples and its share.
func hottestCells(t budget.Trace, width int) []string {
	if len(t.Functions) == 0 {
		return []string{"-", ""}
	}
	return []string{shortened(t.Functions[0].Name, width), fmt.Sprintf("%.0f%%", 100*t.Functions[0].Share)}
}

// rowChange is the change of a row.
func rowChange(parts []budget.Part, row budget.Row) string {
	for _, p := range parts {
		if p.Row == row {
			return moreTime(p.Time)
		}
	}
	return "-"
}

// moreTime is a difference of times with its sign.
func moreTime(e interval.Estimate) string {
	if e.Center > 0 {
		return "+" + spent(e)
	}
	return spent(e)
}

// negated is an estimate with the other sign.
func negated(e interval.Estimate) interval.Estimate {
	e.Center, e.Lo, e.Hi = -e.Center, -e.Hi, -e.Lo
	return e
}

// classRows is how many sizes of objects have a row of their own.
const classRows = 6

// memory is the table of allocations by size of objects. Its last rows are the counts of
// package testing, and their part without any allocation in the profile.
func (b BenchmarkBudget) memory() grid {
	g := grid{header: []string{"objects of"}, left: 1}
	for _, t := range b.Traces {
		header := "objects"
		if len(b.Traces) > 1 {
			header = t.Arm
		}
		g.header = append(g.header, header, "bytes")
	}
	g.header = append(g.header, "most by")
	sizes, others := b.sizes()
	for _, size := range sizes {
		g.rows = append(g.rows, b.sizeCells(short(bench.Bytes(size)), func(s int64) bool { return s == size }))
	}
	if len(others) > 0 {
		name := counted(len(others), "other size", "other sizes")
		g.rows = append(g.rows, b.sizeCells(name, func(s int64) bool { return slices.Contains(others, s) }))
	}
	rest, whole := []string{"unexplained"}, []string{"counted"}
	for _, t := range b.Traces {
		bytes, objects := t.Profiled()
		rest = append(rest, trimmed(Figures(rounded(t.Heap.Objects-objects))), signedBytes(t.Heap.Bytes-bytes))
		whole = append(whole, trimmed(Figures(t.Heap.Objects)), roughly(t.Heap.Bytes))
	}
	g.rows = append(g.rows, append(rest, ""), append(whole, ""))
	return g
}

// sizes are the sizes of objects of all sides, that with the most bytes first: those with
// a row of their own, and the others.
func (b BenchmarkBudget) sizes() (top, others []int64) {
	var all []int64
	sum, bytes := 0., map[int64]float64{}
	for _, t := range b.Traces {
		for _, c := range t.Classes {
			if bytes[c.Size] == 0 {
				all = append(all, c.Size)
			}
			bytes[c.Size] += math.Abs(c.Bytes())
			sum += math.Abs(c.Bytes())
		}
	}
	slices.SortFunc(all, func(x, y int64) int {
		if bytes[x] != bytes[y] {
			return int(sign(bytes[y] - bytes[x]))
		}
		return int(sign(float64(x - y)))
	})
	n := 0
	for n < min(len(all), classRows) && bytes[all[n]] >= trifle*sum {
		n++
	}
	return all[:n], all[n:]
}

// sizeCells are a row of the objects of some sizes.
func (b BenchmarkBudget) sizeCells(name string, of func(size int64) bool) []string {
	cells, site := []string{name}, ""
	for _, t := range b.Traces {
		objects, bytes := 0., 0.
		for _, c := range t.Classes {
			if of(c.Size) {
				objects, bytes, site = objects+c.Objects, bytes+c.Bytes(), c.Site
			}
		}
		cells = append(cells, trimmed(Figures(objects)), roughly(bytes))
	}
	return append(cells, shortened(site, siteWidth))
}

// siteWidth is the width of the name of a function in the table of memory.
const siteWidth = 26

// rounded takes away what is below the precision of counts per operation: package testing
// prints whole ones.
func rounded(x float64) float64 {
	if x > -1 && x < 1 {
		return 0
	}
	return x
}

// signedBytes is a difference of bytes. It is 0 below one byte, for the same reason.
func signedBytes(x float64) string {
	switch x = rounded(x); {
	case x < 0:
		return "-" + roughly(-x)
	default:
		return roughly(x)
	}
}
