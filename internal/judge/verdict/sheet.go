package verdict

import (
	"math"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/result"
)

// sheet is the lines of one case by arm, with what was computed of them.
type sheet struct {
	scenario string
	at       bench.Case
	design   result.Design // of the first line
	goal     Goal
	names    []string // of arms, in order of appearance
	arms     map[string][]result.Line

	columns     map[column][]float64
	ratios      map[pair]interval.Estimate // of logarithms
	differences map[pair]interval.Estimate
	compared    map[string]Comparison // by the arm that factors compare with, where the pairs are of this sheet
}

// column is the values of one unit of one arm, one per launch.
type column struct{ arm, unit string }

// pair is two arms by one clock.
type pair struct{ of, base, unit string }

func newSheet(first result.Line, g Goal) *sheet {
	return &sheet{
		scenario: first.Scenario, at: first.Case, design: first.Design, goal: g, arms: map[string][]result.Line{},
		columns: map[column][]float64{}, ratios: map[pair]interval.Estimate{}, differences: map[pair]interval.Estimate{}, compared: map[string]Comparison{},
	}
}

// holds reports whether a line is of this case.
func (s *sheet) holds(l result.Line) bool { return s.scenario == l.Scenario && sameCase(s.at, l.Case) }

// add adds lines of one arm. It keeps them, and does not write to them.
func (s *sheet) add(lines []result.Line) {
	arm := lines[0].Arm
	if s.arms[arm] == nil {
		s.names = append(s.names, arm)
		s.arms[arm] = lines
		return
	}
	s.arms[arm] = append(s.arms[arm], lines...)
}

// without is s, or a copy of it that lacks some arms.
func (s *sheet) without(arms map[string]bool) *sheet {
	lacks := func(arm string) bool { return arms[s.at.Name(s.scenario, arm)] }
	if !slices.ContainsFunc(s.names, lacks) {
		return s
	}
	names := slices.DeleteFunc(slices.Clone(s.names), lacks)
	left := newSheet(s.arms[append(names, s.names[0])[0]][0], s.goal)
	for _, name := range names {
		left.add(s.arms[name])
	}
	return left
}

// clock is the unit of the clock that counts.
func (s *sheet) clock() string { return clockOf(s.design.Clock).unit }

// column returns the values of a unit of an arm, 0 where a line lacks it. The caller does
// not write to them.
func (s *sheet) column(arm, unit string) []float64 {
	key := column{arm, unit}
	x, known := s.columns[key]
	if !known {
		x = columnOf(s.arms[arm], unit)
		s.columns[key] = x
	}
	return x
}

// columnOf is the values of a unit, 0 where a line lacks it. Most lines have it where the
// line before has it.
func columnOf(lines []result.Line, unit string) []float64 {
	x, at := make([]float64, len(lines)), -1
	for i := range lines {
		values := lines[i].Values
		if at < 0 || at >= len(values) || values[at].Unit != unit {
			at = slices.IndexFunc(values, func(v result.Value) bool { return v.Unit == unit })
		}
		if at >= 0 {
			x[i] = values[at].X
		}
	}
	return x
}

// median is the median of a unit of an arm.
func (s *sheet) median(arm, unit string) interval.Estimate {
	return interval.Median(s.column(arm, unit), confidence)
}

// logs are the log ratios of an arm's times to those of a base, launch by launch. It is
// nil if they are not paired, or if a value is not positive and finite.
func (s *sheet) logs(of, base, unit string) []float64 {
	x, y := s.column(of, unit), s.column(base, unit)
	if len(x) != len(y) || len(x) == 0 {
		return nil
	}
	logs := make([]float64, len(x))
	for i := range x {
		logs[i] = math.Log(x[i] / y[i])
		if math.IsNaN(logs[i]) || math.IsInf(logs[i], 0) {
			return nil
		}
	}
	return logs
}

// faster is how many times faster an arm is than a base, paired by launch, by one clock.
// Unequal counts are not paired.
func (s *sheet) faster(of, base, unit string) interval.Estimate {
	if e := s.ratio(of, base, unit); e.N > 0 {
		return exponential(e)
	}
	return interval.Estimate{}
}

// ratio is the logarithm of [sheet.faster].
func (s *sheet) ratio(of, base, unit string) interval.Estimate {
	key := pair{of, base, unit}
	e, known := s.ratios[key]
	if !known {
		if logs := s.logs(base, of, unit); logs != nil {
			e = s.goal.estimate(logs, s.arms[of][0].Design)
		}
		s.ratios[key] = e
	}
	return e
}

// longer is how much longer an arm takes than a base, paired by launch, by one clock.
// Unequal counts are not paired.
func (s *sheet) longer(of, base, unit string) interval.Estimate {
	key := pair{of, base, unit}
	e, known := s.differences[key]
	if other, is := s.differences[pair{base, of, unit}]; is && !known {
		return opposite(other) // the same differences but for the sign
	}
	if !known {
		if s.logs(of, base, unit) != nil {
			longer := slices.Clone(s.column(of, unit))
			for i, x := range s.column(base, unit) {
				longer[i] -= x
			}
			e = s.goal.estimate(longer, s.arms[of][0].Design)
		}
		s.differences[key] = e
	}
	return e
}
