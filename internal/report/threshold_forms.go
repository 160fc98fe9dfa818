package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
)

// ThresholdJSON is a threshold as programs read it.
type ThresholdJSON struct {
	Benchmark string          `json:"benchmark"`
	Over      string          `json:"over"` // the parameter: a key of names, $VARIABLE or -flag
	Breakeven BreakevenJSON   `json:"breakeven"`
	Times     []ThresholdTime `json:"times"`
	Notes     []string        `json:"notes"`
	Failed    []Remark        `json:"failed"` // what could not be measured
	Launches  int             `json:"launches"`
	Seconds   float64         `json:"seconds"`
	Go        string          `json:"go"` // version that built the benchmarks
}

func (t Threshold) document() ThresholdJSON {
	return ThresholdJSON{
		Benchmark: t.What, Over: t.Over, Breakeven: breakevenJSON(t.Breakeven), Times: notNil(t.Times), Notes: notNil(t.Notes), Failed: notNil(t.Failed),
		Launches: t.Launches, Seconds: t.Seconds, Go: t.Go,
	}
}

// markdown prints the answer, a table of all places and the grounds.
func (t Threshold) markdown(w io.Writer) error {
	c := t.Breakeven.Contest
	fmt.Fprintf(w, "## %s\n\n**%s**\n\n", escaped(t.question()), escaped(sentence(breakevenSentence(t.Breakeven))))
	g := grid{header: []string{escaped(plain(t.name())), escaped(plain(c.Copy)), escaped(plain(c.View)), escaped(plain(c.View)) + " is"}, left: 1}
	for i, p := range t.Breakeven.Places {
		if i < len(t.Times) {
			at := t.Times[i]
			g.rows = append(g.rows, []string{t.place(p.X), Duration(at.Copy), Duration(at.View), escaped(faster(p.Faster))})
		}
	}
	if err := g.markdown(w); err != nil {
		return fmt.Errorf("print the table of %s in markdown: %w", t.What, err)
	}
	fmt.Fprintln(w)
	for _, line := range t.grounds() {
		if _, err := fmt.Fprintf(w, "- %s\n", escaped(sentence(line))); err != nil {
			return err
		}
	}
	return nil
}

// csv prints a row per place.
func (t Threshold) csv(w io.Writer) error {
	c, out := t.Breakeven.Contest, csv.NewWriter(w)
	out.Write([]string{textCell(t.name()), textCell(c.Copy + " (ns/op)"), textCell(c.View + " (ns/op)"), textCell(c.View + " is faster by"), "lo", "hi", "launches"})
	number := func(x float64) string {
		if math.IsInf(x, 1) {
			return "inf"
		}
		return strconv.FormatFloat(x, 'g', 8, 64)
	}
	for i, p := range t.Breakeven.Places {
		if i < len(t.Times) {
			at := t.Times[i]
			out.Write([]string{number(p.X), number(at.Copy), number(at.View), number(p.Faster.Center), number(p.Faster.Lo), number(p.Faster.Hi), strconv.Itoa(at.Launches)})
		}
	}
	out.Flush()
	return out.Error()
}
