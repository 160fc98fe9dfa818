package verdict

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Winner says in one sentence from which size on the view wins against the
// copy, for every value of the scenario's own axes, at the fewest passes
// measured, under the usual conditions where there are such cases. A size counts when the whole interval of the factor
// lies above 1 there and at every larger size.
func Winner(cases []Comparison) string {
	if usual := slices.DeleteFunc(slices.Clone(cases), func(c Comparison) bool { return !c.Case.Usual() }); len(usual) > 0 {
		cases = usual
	}
	if len(cases) == 0 {
		return "Nothing was measured."
	}
	fewest := slices.MinFunc(cases, func(a, b Comparison) int { return a.Case.Passes - b.Case.Passes }).Case.Passes
	var order []string
	bySide := map[string][]Comparison{}
	for _, c := range cases {
		side := sideOf(c.Case)
		if c.Case.Passes != fewest {
			continue
		}
		if bySide[side] == nil {
			order = append(order, side)
		}
		bySide[side] = append(bySide[side], c)
	}
	var phrases []string
	for _, side := range order {
		phrases = append(phrases, strings.TrimSpace(side+" "+phrase(bySide[side])))
	}
	return fmt.Sprintf("%s at %s.", strings.Join(phrases, "; "), plural(fewest, "pass", "passes"))
}

// sideOf names the further axes of a case.
func sideOf(c bench.Case) string {
	var values []string
	for _, a := range c.Axes {
		values = append(values, a.Value)
	}
	if len(values) == 0 {
		return ""
	}
	return strings.Join(values, " ") + ":"
}

// phrase says from which size on the view wins, in cases that differ in size
// only.
func phrase(cases []Comparison) string {
	sorted := slices.SortedFunc(slices.Values(cases), func(a, b Comparison) int { return int(a.Case.Size - b.Case.Size) })
	from, to := stretch(sorted)
	last := sorted[len(sorted)-1].Case.Size
	view := sorted[len(sorted)-1].Arm("view")
	switch {
	case view == nil || view.Over.N == 0:
		return fmt.Sprintf("there is no view to compare at %s", last)
	case !slices.ContainsFunc(sorted, bounded):
		return fmt.Sprintf("%s no interval, so nothing is decided", plural(view.Over.N, "launch gives", "launches give"))
	case from < 0:
		return fmt.Sprintf("the view is not shown to win up to %s", last)
	case to < len(sorted)-1 && from == to:
		return fmt.Sprintf("the view wins at %s, %s, and is not shown to win at %s",
			sorted[from].Case.Size, timesOf(sorted[from]), sorted[to+1].Case.Size)
	case to < len(sorted)-1:
		return fmt.Sprintf("the view wins from %s to %s, %s there, and is not shown to win at %s",
			sorted[from].Case.Size, sorted[to].Case.Size, timesOf(sorted[to]), sorted[to+1].Case.Size)
	case from == to:
		return fmt.Sprintf("the view wins at %s, %s", last, timesOf(sorted[from]))
	}
	return fmt.Sprintf("the view wins from %s on, %s there and %s at %s",
		sorted[from].Case.Size, timesOf(sorted[from]), timesOf(sorted[len(sorted)-1]), last)
}

// bounded says whether the view's factor has an interval.
func bounded(c Comparison) bool {
	view := c.Arm("view")
	return view != nil && view.Over.N > 0 && !math.IsInf(view.Over.Hi, 1)
}

// stretch is the last run of sizes at which the view wins; -1, -1 if it wins
// at none.
func stretch(sorted []Comparison) (from, to int) {
	from, to = -1, -1
	for i := len(sorted) - 1; i >= 0; i-- {
		view := sorted[i].Arm("view")
		wins := view != nil && view.Over.N > 0 && view.Over.Lo > 1
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

// timesOf is the view's factor in a case: 12.3× [11.9,12.8].
func timesOf(c Comparison) string { return Times(c.Arm("view").Over) }

// Times prints a factor with its interval: 12.3× [11.9,12.8].
func Times(e interval.Estimate) string {
	return Factor(e.Center) + " [" + strings.TrimSuffix(Factor(e.Lo), "×") + "," + strings.TrimSuffix(Factor(e.Hi), "×") + "]"
}

// placeOf is a case in few words: numpy 4KiB at 1 pass.
func placeOf(c bench.Case) string { return sized(c) + " at " + plural(c.Passes, "pass", "passes") }

// sized is a case without its passes: numpy 4KiB.
func sized(c bench.Case) string {
	return strings.TrimPrefix(strings.TrimSuffix(sideOf(c), ":")+" ", " ") + c.Size.String()
}

// Factor prints a factor in three figures: 0.52×, 12.3×, 41000×.
func Factor(x float64) string {
	switch {
	case x > 0 && x < 0.0995:
		return fmt.Sprintf("%.2g×", x)
	case x < 9.995: // what is not rounded to 10.00
		return fmt.Sprintf("%.2f×", x)
	case x < 99.95:
		return fmt.Sprintf("%.1f×", x)
	}
	return fmt.Sprintf("%.0f×", x)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%d %s", n, many)
}
