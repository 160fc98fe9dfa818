package verdict

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/result"
)

// Third is a third way. It is an arm that beats both the copy and the view, or else the
// best way to copy, for people without the right to hold a view. The zero value is none.
type Third struct {
	Arm      string
	Both     bool              // it beats the view too
	Wins     int               // cases that it wins
	Cases    int               // cases in which it was measured
	Place    bench.Case        // the case that it wins by most
	OverView interval.Estimate // how many times faster than the view it is there; N is 0 unless Both
	OverCopy interval.Estimate // likewise, than the copy
}

// ThirdOf finds the third way under the usual conditions.
func ThirdOf(rivals []bench.Rival, lines []result.Line, g Goal) Third {
	return CasesOf(lines, g).third(rivals)
}

// third is the third way of [ThirdOf].
func (c *Cases) third(rivals []bench.Rival) Third {
	measured := map[string]int{}
	var winning, copying []option
	for _, s := range c.only(bench.Case.Usual).sheets {
		for _, r := range rivals {
			if r.Name == yardstick || r.Name == "view" {
				continue
			}
			o, ok := s.option(r)
			if !ok {
				continue
			}
			measured[r.Name]++
			switch {
			case o.beats("view") && o.beats(yardstick):
				winning = append(winning, o)
			case r.Kind == bench.Copy && o.beats(yardstick):
				copying = append(copying, o)
			}
		}
	}
	third := func(o option, n int) Third {
		return Third{Arm: o.arm, Wins: n, Cases: measured[o.arm], Place: o.place, OverCopy: o.ahead[yardstick]}
	}
	if o, n := best(winning, "view"); n > 0 {
		t := third(o, n)
		t.Both, t.OverView = true, o.ahead["view"]
		return t
	}
	if o, n := best(copying, yardstick); n > 0 {
		return third(o, n)
	}
	return Third{}
}

// option is another arm in one case.
type option struct {
	arm   string
	place bench.Case
	ahead map[string]interval.Estimate // how many times faster it is than the arms that it beats
}

func (o option) beats(arm string) bool { return o.ahead[arm].N > 0 }

// option compares an arm with the copy and the view of a case.
func (s *sheet) option(r bench.Rival) (o option, ok bool) {
	own := s.arms[r.Name]
	if len(own) == 0 {
		return o, false
	}
	o = option{arm: r.Name, place: s.at, ahead: map[string]interval.Estimate{}}
	for _, other := range []string{yardstick, "view"} {
		if e := s.faster(r.Name, other, clockOf(own[0].Design.Clock).unit); e.N > 0 && e.Lo > 1 {
			o.ahead[other] = e
		}
	}
	return o, true
}

// best chooses the arm with the most wins, and the case with its largest lead over
// another arm. It returns the number of wins.
func best(options []option, over string) (furthest option, cases int) {
	count := map[string]int{}
	for _, o := range options {
		count[o.arm]++
	}
	for _, o := range options {
		n := count[o.arm]
		if n > cases || o.arm == furthest.arm && o.ahead[over].Center > furthest.ahead[over].Center {
			furthest, cases = o, n
		}
	}
	return furthest, cases
}
