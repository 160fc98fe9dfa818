package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"golang.org/x/perf/benchunit"
)

// saidOf is the figures of an outcome in one sentence.
func saidOf(o gate.Outcome) string {
	s := figuresOf(o)
	if o.Unfit != "" {
		s += ": the machine is unfit: " + o.Unfit
	}
	return s
}

func figuresOf(o gate.Outcome) string {
	switch f := o.Figures; {
	case f.Row != nil:
		return rowFigures(*f.Row)
	case f.Reach != nil:
		return strings.TrimSpace(strings.ReplaceAll(f.Reach.Rest.String(), "size=0B/", "") + ": " + reach(*f.Reach))
	case f.Machines != nil && f.Machines.Measured == "":
		return fmt.Sprintf("it is about %s, and the results do not name their machine", f.Machines.Claimed)
	case f.Machines != nil:
		return fmt.Sprintf("it is about %s, and this is %s", f.Machines.Claimed, f.Machines.Measured)
	case o.Word == gate.Gone:
		return "it is in the baseline, and was not measured now (measure it; or acknowledge it, or save a new baseline, if it was removed on purpose)"
	default:
		var parts []string
		for _, c := range f.Cases {
			parts = append(parts, caseFigures(c))
		}
		if f.More > 0 {
			parts = append(parts, fmt.Sprintf("and %d more", f.More))
		}
		return strings.Join(parts, "; ")
	}
}

// caseFigures are the figures of a claim in one case.
func caseFigures(c gate.CaseFigures) string {
	unit := c.Unit
	if c.Versus != "" {
		unit = fmt.Sprintf("of %s's %s", c.Versus, c.Unit)
	}
	switch {
	case c.Exact:
		return fmt.Sprintf("%s: %s %s, in all %d", c.Name, exactly(c.Center), unit, c.N)
	case math.IsInf(c.Lo, -1) || math.IsInf(c.Hi, 1):
		return fmt.Sprintf("%s: %.3g %s, and n=%d gives no interval (take 10)", c.Name, c.Center, unit, c.N)
	}
	return fmt.Sprintf("%s: %.3g %s [%.3g, %.3g], n=%d, p=%.2g", c.Name, c.Center, unit, c.Lo, c.Hi, c.N, c.P)
}

// exactly is a count as it is, and another figure in four digits.
func exactly(x float64) string {
	if x == math.Trunc(x) {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return fmt.Sprintf("%.4g", x)
}

// rowFigures is how a row compares with its baseline.
func rowFigures(r gate.RowFigures) string {
	unit, c := r.Table.Unit, r.Now.Against
	s := fmt.Sprintf("%s %s, was %s", exactly(r.Now.Center), unit, exactly(r.Base.Center))
	if c.Method != compare.Exact && c.Ratio.N > 0 {
		scale := func(x float64) string { return benchunit.Scale(x, benchunit.ClassOf(unit)) }
		s = fmt.Sprintf("%s %s, was %s: ×%.3f [%.3f, %.3f], p=%.2g", scale(r.Now.Center), unit, scale(r.Base.Center), c.Ratio.Center, c.Ratio.Lo, c.Ratio.Hi, c.Adjusted)
	}
	if r.Fraction {
		s += ": one line of a count with a fraction, which depends on the length of the run (take 10)"
	}
	if why := undecidedBy(r.Reason, r.Table, c); why != "" {
		s += ": " + why
	}
	return s
}

// reach says whether the view never loses from a size on.
func reach(r gate.Reach) string {
	switch r.Kind {
	case gate.Gap:
		return fmt.Sprintf("nothing was measured from %s to %s", r.From, r.First)
	case gate.LastCrossing:
		at := r.Crossing.At
		return fmt.Sprintf("the %s wins from %s [%s, %s] on", r.Crossing.Winner, bench.Bytes(at.Center), bench.Bytes(at.Lo), bench.Bytes(at.Hi))
	case gate.AtPlace:
		return fmt.Sprintf("at %s the view is %s", bench.Bytes(r.Place.X), faster(r.Place.Faster))
	case gate.NowhereSlower:
		return fmt.Sprintf("the view is nowhere slower from %s on", r.From)
	}
	return fmt.Sprintf("nothing was measured from %s on", r.From)
}

// gateDoubts are what is undecided and no all-clear, joined by cause.
func gateDoubts(outcomes []gate.Outcome) []doubt {
	var found []doubt
	for _, o := range gate.Doubtful(outcomes) {
		d := doubt{worse: o.Looks, cause: cause{text: gateDoubt(o)}, rows: []string{strings.TrimSpace(o.Name + " " + o.Unit)}}
		if c := o.Doubt.Comparison; o.Doubt.Kind == gate.OfComparison {
			d.cause, d.of = causeOf(c), []compare.Doubt{c}
		}
		found = append(found, d)
	}
	return gathered(found)
}

// gateDoubt says why an outcome is undecided and no all-clear, and what to do about it;
// nothing if there is no doubt, or if it is about a comparison.
func gateDoubt(o gate.Outcome) string {
	switch d := o.Doubt; d.Kind {
	case gate.NoInterval:
		return fmt.Sprintf("n=%d gives no interval (take 10)", d.N)
	case gate.LooksBroken:
		return "it looks broken, and so many claims, or values that depend on the order in which they were measured, may make it look so (take more lines, measured in turn)"
	case gate.NoSizes:
		return fmt.Sprintf("nothing was measured from %s on (measure larger sizes)", d.From)
	case gate.UnfitMachine:
		return "the machine is unfit: " + o.Unfit + " (measure again when it does nothing else)"
	}
	return ""
}

// acknowledged is the reason and the last day of an acknowledgement; nothing without one.
func acknowledged(o gate.Outcome) string {
	if o.Acknowledged == nil {
		return ""
	}
	return fmt.Sprintf("%s (until %s)", o.Acknowledged.Reason, o.Acknowledged.Until)
}
