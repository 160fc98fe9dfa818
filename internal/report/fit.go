package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// FitnessJSON is how identical code compares with itself, by class of work.
type FitnessJSON struct {
	Fit     bool        `json:"fit"`    // whether times can be judged
	Reason  string      `json:"reason"` // why not; empty where they can
	Classes []TwinsJSON `json:"classes"`
}

// TwinsJSON is one class of work.
type TwinsJSON struct {
	Class   string        `json:"class"`   // what its time is made of: call, cache, copy, memory
	Ratio   *EstimateJSON `json:"ratio"`   // of the times of identical code, with the interval at 95 %
	Floor   *float64      `json:"floor"`   // the largest difference that the interval leaves open, as a share; null is none
	Against JudgementJSON `json:"against"` // the verdict, which is false where it is better or worse
}

// Fitness is f as programs read it; nil where nothing is known.
func Fitness(f verdict.Fitness) *FitnessJSON {
	if len(f) == 0 {
		return nil
	}
	out := &FitnessJSON{Fit: f.Fit(), Reason: Unfit(f), Classes: []TwinsJSON{}}
	for _, t := range f {
		j := t.Against
		out.Classes = append(out.Classes, TwinsJSON{
			Class: t.Class, Ratio: optional(t.Noise), Floor: finite(t.Floor()),
			Against: JudgementJSON{string(j.Word), reasonOf(j), finite(j.Evidence), finite(j.Detectable)},
		})
	}
	return out
}

// Alike prints in a sentence how much alike identical code was, or that the machine
// is unfit. It prints nothing where nothing is known.
func Alike(w io.Writer, f verdict.Fitness) error {
	switch unfit, noise := Unfit(f), Noise(f); {
	case unfit != "":
		return paragraph(w, "unfit: "+unfit+": believe no verdict on times.")
	case noise != "":
		return paragraph(w, "identical code: "+noise)
	}
	return nil
}

// Unfit says why a machine is not fit to judge times; nothing if it is fit, or if
// nothing is known.
func Unfit(f verdict.Fitness) string {
	told, wide := f.Unfit()
	ends := func(t verdict.Twins, e interval.Estimate) string {
		return fmt.Sprintf("[%s, %s] in class %s", change(e.Lo), change(e.Hi), t.Class)
	}
	var parts, differs, may []string
	for _, t := range told {
		differs = append(differs, change(t.Against.Time.Center)+" "+ends(t, t.Against.Time))
	}
	for _, t := range wide {
		may = append(may, percent(t.Floor())+" "+ends(t, t.Noise))
	}
	if len(differs) > 0 {
		parts = append(parts, "identical code differs by "+strings.Join(differs, ", "))
	}
	if len(may) > 0 {
		parts = append(parts, "identical code may differ by "+strings.Join(may, ", "))
	}
	return strings.Join(parts, "; ")
}

// Noise is the noise floor of every class: within 0.41 % call, 0.62 % cache. It is
// empty if nothing is known.
func Noise(f verdict.Fitness) string {
	var floors []string
	for _, t := range f.Known() {
		floors = append(floors, percent(t.Floor())+" "+t.Class)
	}
	if len(floors) == 0 {
		return ""
	}
	return "within " + strings.Join(floors, ", ")
}
