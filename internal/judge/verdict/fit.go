package verdict

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/result"
)

// Twins are two arms of the same code, compared.
type Twins struct {
	Class   string            // of work: what its time is made of
	Against Judgement         // on the second arm against the first, at the level of [FitDesign]
	Noise   interval.Estimate // of the ratio of their times, at 95 %: what is usual, and describes
}

// Half is half the width of the interval, as a logarithm; +Inf where launches
// give none.
func (t Twins) Half() float64 { return math.Log(t.Noise.Hi/t.Noise.Lo) / 2 }

// Floor is the largest difference that the interval leaves open, as a share:
// differences below it are the machine's noise. It is +Inf where launches give
// none.
func (t Twins) Floor() float64 {
	return math.Expm1(max(math.Abs(math.Log(t.Noise.Lo)), math.Abs(math.Log(t.Noise.Hi))))
}

// Told reports whether the two are told apart, as a false verdict, by more than half a
// per cent. No interval of a run is asked to be narrower than that, and hundreds of
// launches can tell two closures by how they share a cache line.
func (t Twins) Told() bool {
	return (t.Against.Word == Better || t.Against.Word == Worse) && t.Floor() > leastPrecision
}

// UnfitFrom is half the width of an interval of identical code above which a machine is
// not fit to judge times. It is half the threshold of the gate, so that a change that
// the gate fails is at least twice the noise. On the machine of the reference results,
// intervals of five seconds are within 3 % when the machine is quiet.
const UnfitFrom = 0.05

// Fitness is how identical code compares with itself, by class of work. Without
// classes nothing is known.
type Fitness []Twins

// FitDesign is how launches of identical code are judged beside those of a run. The
// level of the run is divided among the classes, so that a false verdict on a fit
// machine is as rare as that level says. The number of launches is fixed by the time
// there is, and nobody looks at them before.
func FitDesign(run result.Design, classes int) result.Design {
	alpha := Goal{}.orDefaults(run).Alpha
	return result.Design{Clock: run.Clock, Alpha: alpha / float64(max(classes, 1))}
}

// Twins judges the log ratios of a class, in the order of the launches.
func (g Goal) Twins(class string, logs []float64, d result.Design) Twins {
	g.Alpha = d.Alpha
	return Twins{class, g.judge(logs, d), exponential(interval.Median(logs, confidence))}
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

// Unfit returns the classes that make the machine unfit to judge times. Identical code
// of the classes in told is told apart. Intervals of the classes in wide are too wide to
// tell much. There are no such classes on a fit machine, or if nothing is known.
func (f Fitness) Unfit() (told, wide Fitness) {
	for _, t := range f.Known() {
		switch {
		case t.Told():
			told = append(told, t)
		case t.Half() > UnfitFrom:
			wide = append(wide, t)
		}
	}
	return told, wide
}

// Fit reports whether the machine is fit to judge times, as far as is known.
func (f Fitness) Fit() bool {
	told, wide := f.Unfit()
	return len(told)+len(wide) == 0
}
