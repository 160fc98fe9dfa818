package report

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// Threshold is the document of a search in somebody's own benchmarks: from which value of
// a parameter on one of two rivals wins.
type Threshold struct {
	What      string // the benchmark
	Over      string // the parameter
	Breakeven verdict.Breakeven
	Times     []ThresholdTime
	Notes     []string
	Failed    []Remark // what could not be measured
	Launches  int      // of each rival
	Seconds   float64
	Go        string // version of the go command that built the benchmarks
}

// ThresholdTime is what both rivals take at one place, in nanoseconds per operation.
type ThresholdTime struct {
	X        float64 `json:"x"`
	Copy     float64 `json:"copy_ns"` // the first rival, or the base
	View     float64 `json:"view_ns"` // the second rival, or the head
	Launches int     `json:"launches"`
}

// question is the title.
func (t Threshold) question() string {
	c := t.Breakeven.Contest
	return fmt.Sprintf("%s: from which %s on does %s beat %s?", plain(t.What), plain(t.name()), plain(c.View), plain(c.Copy))
}

// Lack says what is missing; empty if nothing is.
func (t Threshold) Lack() string {
	switch {
	case len(t.Failed) > 0:
		first := t.Failed[0]
		return sentence(fmt.Sprintf("%s could not be measured: %s: %s", counted(len(t.Failed), "benchmark", "benchmarks"), first.What, first.Said))
	case t.Breakeven.Word == breakeven.Undecided:
		return "undecided: " + tryLonger
	}
	return ""
}

// name is the parameter in a sentence.
func (t Threshold) name() string {
	if t.Over == "" {
		return "number"
	}
	return t.Over
}

// text prints the answer, a chart of all places and the parts of both times.
func (t Threshold) text(w io.Writer) error {
	var out strings.Builder
	for _, line := range wrap(t.question(), width) {
		out.WriteString(line + "\n")
	}
	labelledBy(&out, "→ ", sentence(breakevenSentence(t.Breakeven)))
	out.WriteByte('\n')
	if err := t.chart().text(&out); err != nil {
		return fmt.Errorf("print the chart of %s: %w", t.What, err)
	}
	out.WriteByte('\n')
	for _, line := range t.grounds() {
		item(&out, sentence(line))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// labelledBy prints text in lines that fit a terminal, behind a label.
func labelledBy(out *strings.Builder, label, text string) {
	for _, line := range wrap(text, width-displayed(label)) {
		out.WriteString(label + line + "\n")
		label = strings.Repeat(" ", displayed(label))
	}
}

// halfChart is the length of the longest bar on either side, in columns.
const halfChart = 13

// shortestScale is the least logarithm that the longest bar stands for: a quarter.
const shortestScale = 0.223

// chart is a row per place. A bar to the left is how much faster the first rival is, and
// one to the right how much faster the second is, on a logarithmic scale.
func (t Threshold) chart() grid {
	c := t.Breakeven.Contest
	side := fmt.Sprintf("%*s│%-*s", halfChart, headed(c.Copy+" wins"), halfChart, headed(c.View+" wins"))
	g := grid{header: []string{clipped(plain(t.name()), longestName), clipped(plain(c.Copy), longestName), clipped(plain(c.View), longestName), side, headed(c.View) + " is"}, left: 0}
	longest := shortestScale
	for _, p := range t.Breakeven.Places {
		longest = max(longest, math.Abs(math.Log(p.Faster.Center)))
	}
	for i, p := range t.Breakeven.Places {
		if i >= len(t.Times) {
			break
		}
		at := t.Times[i]
		g.rows = append(g.rows, []string{t.place(p.X), Duration(at.Copy), Duration(at.View), twoSided(math.Log(p.Faster.Center), longest), faster(p.Faster)})
	}
	return g
}

// place is a value without the name of the parameter.
func (t Threshold) place(x float64) string {
	if t.Breakeven.Along == verdict.Size || t.Breakeven.Along == verdict.Passes {
		return strings.TrimSuffix(strings.TrimSuffix(placeOn(t.Breakeven, x), " passes"), " pass")
	}
	return whole(x)
}

// longestName is the width of a name above a column, so that a table fits a terminal.
const longestName = 9

// headed is a name above the chart.
func headed(name string) string { return clipped(plain(name), halfChart) }

// twoSided draws a logarithm as a bar to the left or to the right of a line.
func twoSided(x, longest float64) string {
	n := 0
	if !math.IsNaN(x) {
		n = int(math.Round(math.Abs(x) / longest * halfChart))
	}
	if x < 0 {
		return strings.Repeat(" ", halfChart-n) + strings.Repeat("█", n) + "│" + strings.Repeat(" ", halfChart)
	}
	return strings.Repeat(" ", halfChart) + "│" + strings.Repeat("█", n) + strings.Repeat(" ", halfChart-n)
}

// grounds are the lines below the chart.
func (t Threshold) grounds() []string {
	b := t.Breakeven
	lines := []string{t.fitted(b.Contest.Copy, b.Copy), t.fitted(b.Contest.View, b.View)}
	if b.Beyond.N > 0 && len(b.Crossings) == 0 && !math.IsInf(b.Beyond.Center, 0) {
		lines = append(lines, "beyond what was measured, the fitted lines would meet at "+span(b, b.Beyond))
	}
	if b.Word == breakeven.NoModel {
		for _, c := range b.Crossings {
			lines = append(lines, fmt.Sprintf("between %s and %s the winner becomes %s", placeOn(b, c.Within[0]), placeOn(b, c.Within[1]), t.rival(c.Winner)))
		}
	}
	switch {
	case b.Word == breakeven.Undecided && len(b.Places) > 0:
		lines = append(lines, t.decided(), "note: less exact than asked for: "+tryLonger)
	case b.Word == breakeven.NoModel:
		lines = append(lines, "note: no line says where between: more values in these gaps help")
	case !b.Sharp():
		lines = append(lines, "note: less exact than asked for: "+tryLonger)
	}
	for _, n := range t.Notes {
		lines = append(lines, "note: "+n)
	}
	for _, f := range t.Failed {
		lines = append(lines, "failed: "+f.What+": "+f.Said)
	}
	return append(lines, fmt.Sprintf("%d places, %d launches of each, %s s%s; [ ] holds what another run would find",
		len(b.Places), t.Launches, Figures(t.Seconds), t.built()))
}

// built is the Go release that built the benchmarks.
func (t Threshold) built() string {
	if t.Go == "" {
		return ""
	}
	return ", " + plain(t.Go)
}

// decided says where one rival is shown to win, and where none is.
func (t Threshold) decided() string {
	c := t.Breakeven.Contest
	var copied, view, open []string
	for _, p := range t.Breakeven.Places {
		switch at := t.place(p.X); {
		case p.Faster.Lo > 1:
			view = append(view, at)
		case p.Faster.Hi < 1:
			copied = append(copied, at)
		default:
			open = append(open, at)
		}
	}
	var parts []string
	for _, one := range []struct {
		words string
		at    []string
	}{{c.Copy + " wins at ", copied}, {c.View + " wins at ", view}, {"open at ", open}} {
		if len(one.at) > 0 {
			parts = append(parts, one.words+strings.Join(one.at, ", "))
		}
	}
	return strings.Join(parts, "; ")
}

// rival is the name of a rival.
func (t Threshold) rival(r breakeven.Rival) string {
	if r == breakeven.Copy {
		return t.Breakeven.Contest.Copy
	}
	return t.Breakeven.Contest.View
}

// fitted is the first piece of a rival's time: the cost of an operation beside its bytes.
func (t Threshold) fitted(name string, f breakeven.Fit) string {
	if len(f.Pieces) == 0 || len(t.Breakeven.Places) < 3 {
		return name + ": too few places for a set-up cost"
	}
	p := f.Pieces[0]
	unit := "per byte"
	switch t.Breakeven.Along {
	case verdict.Size:
	case verdict.Passes:
		unit = "per pass"
	default:
		unit = "per " + t.name()
	}
	text := fmt.Sprintf("%s: set-up %s, then %s %s", name, nanos(p.Setup), nanos(p.Slope), unit)
	if p.Slope.Lo <= 0 && p.Slope.Hi >= 0 {
		text = fmt.Sprintf("%s: set-up %s, and no cost %s is shown", name, nanos(p.Setup), unit)
	}
	if p.To < t.Breakeven.Places[len(t.Breakeven.Places)-1].X {
		text += " up to " + placeOn(t.Breakeven, p.To)
	}
	if !f.Holds && f.Residual > 0.01 {
		text += fmt.Sprintf(" (roughly: the times leave the lines by up to %s)", percent(f.Residual))
	}
	return text
}
