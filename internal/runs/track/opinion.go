package track

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/series"
	"github.com/bufbench/bufbench/internal/track/trend"
	"golang.org/x/perf/benchfmt"
)

// Opinion is what a history says of one new result.
type Opinion struct {
	Name, Unit string
	Word       OpinionWord
	Now        float64 // the median of the new values
	Low, High  float64 // of the commits since the last change
	Commits    int     // how many they are
}

// OpinionWord says what a new result is in its history.
type OpinionWord string

// The words.
const (
	IsStep    OpinionWord = "step"  // outside of all commits since the last change
	IsCreep   OpinionWord = "creep" // the history has been getting worse slowly
	IsNoise   OpinionWord = "noise" // commits since the last change had such values
	IsUnknown OpinionWord = "unknown"
)

// fewest is how many commits an opinion needs.
const fewest = 5

// Opinions holds new results against the history of their machine and build. Results that
// do not name their machine are of this one. Unread is what of the history cannot be read.
func Opinions(ctx context.Context, p Place, inputs []result.Input) (all []Opinion, unread []result.Problem, err error) {
	h, err := Load(ctx, p, Query{})
	if err != nil {
		return nil, h.Problems, err
	}
	o := Judge(h, alert.Acks{}, time.Now())
	last := map[int]alert.Change{}
	for _, c := range o.Found.Changes {
		last[c.Series] = c
	}
	places := map[trend.Key]int{}
	for i, s := range slices.Backward(h.Series) { // the first of several
		places[s.Key] = i
	}
	find := func(k trend.Key) int {
		if i, has := places[k]; has {
			return i
		}
		return -1
	}
	fresh, keys := newValues(inputs, nil)
	_, here := newValues(inputs, func(all []*benchfmt.Result) {
		(&assumption{addition: Addition{Place: p}}).here(ctx, all)
	})
	for j, k := range keys {
		one := Opinion{Name: k.Name, Unit: k.Unit, Word: IsUnknown, Now: middleOf(fresh[k])}
		i := find(k)
		if i < 0 && len(here) == len(keys) { // the record may have the name of this machine
			i = find(here[j])
		}
		if i >= 0 {
			c, changed := last[i]
			one.judge(h.Series[i], c, changed)
		}
		all = append(all, one)
	}
	return all, h.Problems, nil
}

// judge holds the new value against the points since the last change of a series.
func (o *Opinion) judge(s trend.Series, last alert.Change, changed bool) {
	points := s.Points
	if changed {
		points = points[last.At:]
	}
	o.Low, o.High = math.Inf(1), math.Inf(-1)
	for _, p := range points {
		x := middleOf(p.Values)
		o.Low, o.High = min(o.Low, x), max(o.High, x)
	}
	o.Commits = len(points)
	switch outside := o.Now < o.Low || o.Now > o.High; {
	case changed && last.Creep && last.Word == alert.Worse:
		o.Word = IsCreep
	case len(points) < fewest:
	case outside:
		o.Word = IsStep
	default:
		o.Word = IsNoise
	}
}

// newValues are the values of inputs by their series, and these series in the order of the
// inputs. Assume may fill in what results lack.
func newValues(inputs []result.Input, assume func([]*benchfmt.Result)) (map[trend.Key][]float64, []trend.Key) {
	texts := &result.Texts{Keys: keysOf(), Inputs: inputs}
	var results []*benchfmt.Result
	for r := range texts.Records() {
		results = append(results, r.Clone())
	}
	for i, place := range texts.Places() {
		if place.Machine != "" && i == 0 && len(inputs) == 1 {
			for _, r := range results {
				if r.GetConfig("machine") == "" {
					setFile(r, "machine", place.Machine)
				}
			}
		}
	}
	if assume != nil {
		assume(results)
	}
	values := map[trend.Key][]float64{}
	var keys []trend.Key
	for _, r := range results {
		for _, v := range r.Values {
			k := trend.Key{Package: r.GetConfig("pkg"), Name: string(r.Name), Unit: v.Unit, Env: series.Env(r)}
			if values[k] == nil {
				keys = append(keys, k)
			}
			values[k] = append(values[k], v.Value)
		}
	}
	return values, keys
}

// middleOf is the median of values, of which there is one at least.
func middleOf(values []float64) float64 {
	s := slices.Sorted(slices.Values(values))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}
