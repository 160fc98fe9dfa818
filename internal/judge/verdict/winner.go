package verdict

import (
	"math"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Win says from which size the view beats the copy at the fewest passes measured. It is
// about the cases with one value of each of the scenario's own axes.
type Win struct {
	Axes   []bench.Axis
	Passes int
	State  WinState
	From   Factor      // the first size of the last run of sizes at which the view wins; of no size if there is none
	To     Factor      // the last size of that run
	Next   bench.Bytes // the first size above To; 0 if To is the largest
	Last   Factor      // the largest size
}

// Factor is how many times faster the view is than the copy at one size.
type Factor struct {
	Size bench.Bytes
	Over interval.Estimate // N is 0 if it was not measured
}

// WinState is what is known of a [Win].
type WinState int

// The states.
const (
	Shown      WinState = iota // the view wins at some sizes
	NotShown                   // the view is not shown to win at any size
	NoView                     // there is no view at the largest size
	NoInterval                 // no size has an interval: the launches are too few
)

// Wins finds from which size on the view wins against the copy, for every value of the
// scenario's own axes. It looks at the cases under the usual conditions, if there are
// any. A size counts if the whole interval of the factor lies above 1.
func Wins(cases []Comparison) []Win {
	if usual := slices.DeleteFunc(slices.Clone(cases), func(c Comparison) bool { return !c.Case.Usual() }); len(usual) > 0 {
		cases = usual
	}
	if len(cases) == 0 {
		return nil
	}
	fewest := slices.MinFunc(cases, func(a, b Comparison) int { return a.Case.Passes - b.Case.Passes }).Case.Passes
	var parts [][]Comparison
	for _, c := range cases {
		if c.Case.Passes != fewest {
			continue
		}
		i := slices.IndexFunc(parts, func(part []Comparison) bool { return slices.Equal(valuesOf(part[0].Case), valuesOf(c.Case)) })
		if i < 0 {
			i = len(parts)
			parts = append(parts, nil)
		}
		parts[i] = append(parts[i], c)
	}
	wins := make([]Win, len(parts))
	for i, part := range parts {
		wins[i] = winOf(part)
	}
	return wins
}

// valuesOf are the values of the further axes of a case.
func valuesOf(c bench.Case) []string {
	var values []string
	for _, a := range c.Axes {
		values = append(values, a.Value)
	}
	return values
}

// winOf is the win of cases that differ in size only.
func winOf(cases []Comparison) Win {
	sorted := slices.SortedFunc(slices.Values(cases), func(a, b Comparison) int { return int(a.Case.Size - b.Case.Size) })
	factors := make([]Factor, len(sorted))
	for i, c := range sorted {
		factors[i].Size = c.Case.Size
		if view := c.Arm("view"); view != nil {
			factors[i].Over = view.Over
		}
	}
	w := Win{Axes: cases[0].Case.Axes, Passes: cases[0].Case.Passes, Last: factors[len(factors)-1]}
	from, to := stretch(factors)
	switch {
	case w.Last.Over.N == 0:
		w.State = NoView
	case !slices.ContainsFunc(factors, func(f Factor) bool { return f.Over.N > 0 && !math.IsInf(f.Over.Hi, 1) }):
		w.State = NoInterval
	case from < 0:
		w.State = NotShown
	default:
		w.From, w.To = factors[from], factors[to]
		if to < len(factors)-1 {
			w.Next = factors[to+1].Size
		}
	}
	return w
}

// stretch is the last run of sizes at which the view wins; -1, -1 if it wins at none.
func stretch(factors []Factor) (from, to int) {
	from, to = -1, -1
	for i, f := range slices.Backward(factors) {
		wins := f.Over.N > 0 && f.Over.Lo > 1
		switch {
		case wins && to < 0:
			from, to = i, i
		case wins:
			from = i
		case to >= 0:
			return from, to
		}
	}
	return from, to
}
