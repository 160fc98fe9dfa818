package verdict

import (
	"fmt"
	"math"
	"strings"

	"github.com/bufbench/bufbench/internal/result"
)

// Twins are two arms of the same code, compared.
type Twins struct {
	Class   string    // of work: what its time is made of
	Against Judgement // on the second arm against the first
}

// Half is half the width of the interval, as a logarithm; +Inf where launches
// give none.
func (t Twins) Half() float64 { return math.Log(t.Against.Time.Hi/t.Against.Time.Lo) / 2 }

// Floor is the largest difference that the interval leaves open, as a share:
// differences below it are the machine's noise. It is +Inf where launches give
// none.
func (t Twins) Floor() float64 {
	return math.Expm1(max(math.Abs(math.Log(t.Against.Time.Lo)), math.Abs(math.Log(t.Against.Time.Hi))))
}

// Told reports whether the two are told apart, which is a false verdict.
func (t Twins) Told() bool { return t.Against.Word == Better || t.Against.Word == Worse }

// UnfitFrom is half the width of an interval of identical code above which a
// machine is not fit to judge times: half the threshold of the gate, so that
// what passes it is at least twice what noise alone makes. On the machine of the
// reference results the intervals of five seconds are within 3 % when it is
// quiet.
const UnfitFrom = 0.05

// Fitness is how identical code compares with itself, by class of work. Without
// classes nothing is known.
type Fitness []Twins

// FitDesign is how launches of identical code are judged beside those of a run:
// by the rule of the run, at its level divided among the classes, so that a fit
// machine is called unfit no more often than that level says.
func FitDesign(run result.Design, classes int) result.Design {
	alpha := Goal{}.orDefaults(run).Alpha
	return result.Design{Clock: run.Clock, Sequential: run.Sequential, Alpha: alpha / float64(max(classes, 1))}
}

// Twins judges the log ratios of a class, in the order of the launches.
func (g Goal) Twins(class string, logs []float64, d result.Design) Twins {
	g.Alpha = d.Alpha
	return Twins{class, g.judge(logs, d)}
}

// Known are the classes with an interval.
func (f Fitness) Known() Fitness {
	var known Fitness
	for _, t := range f {
		if !math.IsInf(t.Half(), 0) && !math.IsNaN(t.Half()) {
			known = append(known, t)
		}
	}
	return known
}

// Unfit says why the machine is not fit to judge times: classes in which
// identical code is told apart, or in which its interval is too wide to tell
// much. It is empty where it is fit, or nothing is known.
func (f Fitness) Unfit() string {
	var told, wide []string
	for _, t := range f.Known() {
		ends := fmt.Sprintf("[%s, %s] in class %s", signed(t.Against.Time.Lo), signed(t.Against.Time.Hi), t.Class)
		switch {
		case t.Told():
			told = append(told, fmt.Sprintf("%s %s", signed(t.Against.Time.Center), ends))
		case t.Half() > UnfitFrom:
			wide = append(wide, fmt.Sprintf("%s %s", digits(t.Floor()), ends))
		}
	}
	var parts []string
	if len(told) > 0 {
		parts = append(parts, "identical code differs by "+strings.Join(told, ", "))
	}
	if len(wide) > 0 {
		parts = append(parts, "identical code may differ by "+strings.Join(wide, ", "))
	}
	return strings.Join(parts, "; ")
}

// Noise is the noise floor of every class: within 0.41 % call, 0.62 % cache. It
// is empty where nothing is known.
func (f Fitness) Noise() string {
	var floors []string
	for _, t := range f.Known() {
		floors = append(floors, fmt.Sprintf("%s %s", digits(t.Floor()), t.Class))
	}
	if len(floors) == 0 {
		return ""
	}
	return "within " + strings.Join(floors, ", ")
}

// digits is a share in per cent, in two figures.
func digits(share float64) string {
	if share >= 0.0995 {
		return fmt.Sprintf("%.0f %%", share*100)
	}
	return fmt.Sprintf("%.2g %%", share*100)
}

// signed is a ratio as a change: +2.3 %.
func signed(ratio float64) string { return percent(math.Log(ratio)) }
