package drift

import (
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/track/trend"
)

// near is how many usual commits say what a benchmark took before and after a move.
const near = 6

// ask holds the benchmarks of a machine against its moves.
func (m *Machine) ask(benchmarks []trend.Series) {
	usual := map[int]bool{}
	for _, move := range m.Moves {
		usual[move.At] = !move.Moved
	}
	logs := map[int][]float64{}
	for _, s := range benchmarks {
		values := centers(s)
		var at []int // commits of the series on which the machine was as usual
		for _, p := range s.Points {
			if _, has := values[p.At]; has && usual[p.At] {
				at = append(at, p.At)
			}
		}
		for _, move := range m.Moves {
			if x, has := values[move.At]; has && move.Moved && len(at) > 0 {
				logs[move.At] = append(logs[move.At], x-around(values, at, move.At))
			}
		}
	}
	for i := range m.Moves {
		if move := &m.Moves[i]; move.Moved && len(logs[move.At]) > 0 {
			move.Benchmarks = factor(logs[move.At], asked)
			move.Together = move.together()
		}
	}
}

// around is the median of the values at the commits nearest to one. All are in order.
func around(values map[int]float64, at []int, commit int) float64 {
	i, _ := slices.BinarySearch(at, commit)
	low, high := max(0, i-near/2), min(len(at), i+near/2)
	low, high = max(0, high-near), min(len(at), low+near)
	var some []float64
	for _, c := range at[low:high] {
		some = append(some, values[c])
	}
	return median(some)
}

// together reports whether the benchmarks moved to the same side as the machine, and lie
// nearer to what is usual without its factor.
func (m Move) together() bool {
	same := m.Works.Lo > 1 && m.Benchmarks.Lo > 1 || m.Works.Hi < 1 && m.Benchmarks.Hi < 1
	away, left := math.Log(m.Benchmarks.Center), math.Log(m.Benchmarks.Center/m.Works.Center)
	return same && math.Abs(left) < math.Abs(away)
}

// Cancel divides times by the factors of their machine, and multiplies rates by them, at
// the commits at which benchmarks moved together with it. It does not modify what it gets.
func Cancel(all []trend.Series, machines []Machine) []trend.Series {
	factors := map[string]map[int]float64{}
	for _, m := range machines {
		for _, move := range m.Moves {
			if move.Together {
				if factors[m.Env] == nil {
					factors[m.Env] = map[int]float64{}
				}
				factors[m.Env][move.At] = move.Works.Center
			}
		}
	}
	steady := slices.Clone(all)
	for i, s := range steady {
		if of := factors[s.Env]; of != nil && !s.OfMachine() && (timed(s) || s.Unit == "B/s") {
			steady[i].Points = divided(s.Points, of, s.Unit == "B/s")
		}
	}
	return steady
}

// divided are points without the factors of their commits.
func divided(points []trend.Point, factors map[int]float64, rate bool) []trend.Point {
	out := slices.Clone(points)
	for i, p := range out {
		f, moved := factors[p.At]
		if !moved {
			continue
		}
		if rate {
			f = 1 / f
		}
		out[i].Values = slices.Clone(p.Values)
		for j := range out[i].Values {
			out[i].Values[j] /= f
		}
	}
	return out
}
