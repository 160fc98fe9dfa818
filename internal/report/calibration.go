package report

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// Calibration is what a machine can tell, by class of work. It is one line of the
// calibrations that are kept beside results.
type Calibration struct {
	Machine string       `json:"machine"` // its name, as results have it
	Go      string       `json:"go"`      // the version that bufbench was built with
	Date    time.Time    `json:"date"`
	Seconds float64      `json:"seconds"` // that it was given
	Alpha   float64      `json:"alpha"`   // how often an interval may miss
	Power   float64      `json:"power"`   // how often what is detectable is found
	Classes []ClassJSON  `json:"classes"`
	Fit     *FitnessJSON `json:"fit"` // null where there is no interval
}

// text prints the table of classes, whether the machine is fit, and how long it takes to
// find 1 %. It prints nothing without classes.
func (c Calibration) text(w io.Writer, f verdict.Fitness) error {
	if len(c.Classes) == 0 {
		return nil
	}
	if err := CalibrationText(w, c); err != nil {
		return err
	}
	if err := Alike(w, f); err != nil {
		return err
	}
	return Detects(w, c)
}

// ClassJSON is one class of work.
type ClassJSON struct {
	Class    string      `json:"class"`    // what its time is made of: call, cache, copy, memory
	Launches int         `json:"launches"` // of identical code
	Launch   float64     `json:"launch"`   // seconds that one takes
	Verdicts int         `json:"verdicts"` // on identical code
	False    int         `json:"false"`    // that are better or worse
	After    []ReachJSON `json:"after"`
	Detects  *float64    `json:"detects_1_percent"` // seconds that it takes to find 1 %; null is not known
	Planted  []PlantJSON `json:"planted"`
}

// ReachJSON is what can be told in a time.
type ReachJSON struct {
	Seconds      float64  `json:"seconds"`
	Launches     int      `json:"launches"`     // that fit into it
	Half         *float64 `json:"half"`         // half the interval of identical code, as a share; null where so few launches give none
	Detectable   *float64 `json:"detectable"`   // the smallest slowdown that is found, as a share; likewise
	Extrapolated bool     `json:"extrapolated"` // from fewer launches, by the square root of their number
}

// PlantJSON is a slowdown that was planted.
type PlantJSON struct {
	Effect   float64       `json:"effect"`   // as a share: 0.01 is 1 % more work
	Found    bool          `json:"found"`    // that it is slower, whatever size it was given
	Verdict  string        `json:"verdict"`  // worse where it was found
	Measured *EstimateJSON `json:"measured"` // ratio of the times; null where nothing was measured
}

// Class is c as programs read it.
func Class(c verdict.Calibration) ClassJSON {
	out := ClassJSON{
		Class: c.Class, Launches: c.Launches, Launch: c.Each.Seconds(), Verdicts: c.Verdicts, False: c.False,
		After: []ReachJSON{}, Planted: []PlantJSON{},
	}
	if d := c.Detects(0.01); d > 0 {
		seconds := d.Seconds()
		out.Detects = &seconds
	}
	for _, r := range c.After {
		out.After = append(out.After, ReachJSON{r.Time.Seconds(), r.Launches, finite(math.Expm1(r.Half)), finite(math.Expm1(r.Detectable)), r.Extrapolated})
	}
	for _, p := range c.Planted {
		out.Planted = append(out.Planted, PlantJSON{p.Effect, p.Found(), string(p.Against.Word), optional(p.Against.Time)})
	}
	return out
}

// CalibrationText prints a row a class.
func CalibrationText(w io.Writer, c Calibration) error {
	g := grid{header: []string{"class", "launch", "false"}, left: 1}
	for _, one := range c.Classes[:min(1, len(c.Classes))] {
		for _, head := range []string{"± ", "finds "} {
			for _, r := range one.After {
				g.header = append(g.header, head+seconds(r.Seconds))
			}
		}
		for _, p := range one.Planted {
			g.header = append(g.header, shareCell(p.Effect, "+"))
		}
	}
	for _, one := range c.Classes {
		row := []string{one.Class, Duration(one.Launch * 1e9), fmt.Sprintf("%d/%d", one.False, one.Verdicts)}
		for _, r := range one.After {
			row = append(row, reached(r.Half, r.Extrapolated))
		}
		for _, r := range one.After {
			row = append(row, reached(r.Detectable, r.Extrapolated))
		}
		for _, p := range one.Planted {
			row = append(row, p.cell())
		}
		g.rows = append(g.rows, row)
	}
	if err := g.text(w); err != nil {
		return fmt.Errorf("print the calibration: %w", err)
	}
	return paragraph(w, "false: verdicts better or worse on identical code, of all; ±: half its interval after so long; "+
		"finds: the smallest slowdown found nine times in ten; ~ by the square root of time; - too few launches. "+
		"The last columns are what was made of slowdowns that were planted.")
}

// cell is what was made of a slowdown.
func (p PlantJSON) cell() string {
	switch {
	case p.Found:
		return shareCell(p.Measured.Center-1, "+")
	case p.Verdict == string(verdict.Better):
		return "WRONG"
	}
	return "missed"
}

// reached is a share in per cent, and - where there is none.
func reached(x *float64, extrapolated bool) string {
	switch {
	case x == nil:
		return "-"
	case extrapolated:
		return shareCell(*x, "~")
	}
	return shareCell(*x, "")
}

// seconds prints a time in three figures: 1s, 0.52s, 120s.
func seconds(x float64) string {
	if x >= 100 {
		return fmt.Sprintf("%.0fs", x)
	}
	return fmt.Sprintf("%.2gs", x)
}

// Detects says in a sentence how long this machine takes to find 1 %. It prints
// nothing where no class knows.
func Detects(w io.Writer, c Calibration) error {
	var classes []string
	for _, one := range c.Classes {
		if one.Detects != nil {
			classes = append(classes, fmt.Sprintf("%s (%s)", seconds(*one.Detects), one.Class))
		}
	}
	if len(classes) == 0 {
		return nil
	}
	return paragraph(w, fmt.Sprintf("this machine, calibrated %s: detects 1 %% in %s", c.Date.Format(time.DateOnly), strings.Join(classes, ", ")))
}
