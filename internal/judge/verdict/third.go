package verdict

import (
	"fmt"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
)

// Third names the third option, where there is one: another arm that beats both
// the copy and the view, or else the best way to copy for those who must not
// hold a view, if it beats the copy that people write. It looks at the usual
// conditions only.
func Third(rivals []bench.Rival, lines []result.Line, g Goal) string {
	order, groups := byCase(slices.DeleteFunc(slices.Clone(lines), func(l result.Line) bool { return !l.Case.Usual() }))
	var winning, copying []option
	for _, key := range order {
		for _, r := range rivals {
			if r.Name == yardstick || r.Name == "view" {
				continue
			}
			o, ok := optionOf(r, groups[key], g)
			switch {
			case !ok:
			case o.beats("view") && o.beats(yardstick):
				winning = append(winning, o)
			case r.Kind == bench.Copy && o.beats(yardstick):
				copying = append(copying, o)
			}
		}
	}
	if o, n := best(winning, "view"); n > 0 {
		return fmt.Sprintf("%s beats both in %s: %s over the view and %s over the copy at %s",
			o.arm, plural(n, "case", "cases"), o.ahead["view"], o.ahead[yardstick], o.place)
	}
	if o, n := best(copying, yardstick); n > 0 {
		return fmt.Sprintf("where it must be a copy, %s beats the fresh one in %s: %s at %s",
			o.arm, plural(n, "case", "cases"), o.ahead[yardstick], o.place)
	}
	return ""
}

// option is another arm in one case.
type option struct {
	arm, place string
	ahead      map[string]string // how far it is ahead of whom: 1.3× [1.2,1.4]
	by         map[string]float64
}

func (o option) beats(arm string) bool { return o.by[arm] > 0 }

// optionOf compares an arm with the copy and the view of a case.
func optionOf(r bench.Rival, lines []result.Line, g Goal) (o option, ok bool) {
	_, arms := byArm(lines)
	own := arms[r.Name]
	o = option{arm: r.Name, ahead: map[string]string{}, by: map[string]float64{}}
	if len(own) == 0 {
		return o, false
	}
	o.place = placeOf(own[0].Case)
	for _, other := range []string{yardstick, "view"} {
		if e := times(arms[other], own, clockOf(own[0].Design.Clock).unit, g); e.N > 0 && e.Lo > 1 {
			o.ahead[other], o.by[other] = Times(e), e.Center
		}
	}
	return o, true
}

// best is the option of the arm that wins most cases where it is furthest ahead
// of another, and in how many it wins.
func best(options []option, over string) (furthest option, cases int) {
	count := map[string]int{}
	for _, o := range options {
		count[o.arm]++
	}
	for _, o := range options {
		n := count[o.arm]
		if n > cases || o.arm == furthest.arm && o.by[over] > furthest.by[over] {
			furthest, cases = o, n
		}
	}
	return furthest, cases
}
