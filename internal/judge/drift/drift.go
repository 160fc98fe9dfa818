package drift

import (
	"maps"
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// Machine is how fast one machine and build was at every commit with works of it.
type Machine struct {
	Env   string
	Works int
	Moves []Move // by commit
}

// Move is how much longer everything took at one commit than usual.
type Move struct {
	At         int               // index of the commit on the line
	Works      interval.Estimate // the factor of the times of works
	Benchmarks interval.Estimate // the same for the project; only if Moved
	Moved      bool              // the interval of the works leaves out 1
	Together   bool              // the benchmarks moved with the machine
}

// sure is the confidence of the interval of works at one commit: few of many commits may
// be wrong. The benchmarks are asked only about those.
const sure, asked = 0.99, 0.95

// fewestCommits is how many commits say what is usual.
const fewestCommits = 4

// Of finds how machines moved, in the order of their series. Works are the series of the
// machine among all.
func Of(all []trend.Series) []Machine {
	var machines []Machine
	works, benchmarks := map[string][]trend.Series{}, map[string][]trend.Series{}
	for _, s := range all {
		switch {
		case !timed(s):
		case s.OfMachine():
			if works[s.Env] == nil {
				machines = append(machines, Machine{Env: s.Env})
			}
			works[s.Env] = append(works[s.Env], s)
		default:
			benchmarks[s.Env] = append(benchmarks[s.Env], s)
		}
	}
	for i := range machines {
		m := &machines[i]
		m.Works = len(works[m.Env])
		m.Moves = movesOf(works[m.Env])
		m.ask(benchmarks[m.Env])
	}
	return slices.DeleteFunc(machines, func(m Machine) bool { return len(m.Moves) < fewestCommits })
}

// timed reports whether a series is of times that noise and a machine can move.
func timed(s trend.Series) bool { return s.Unit == "sec/op" && !s.Exact }

// movesOf are the factors of works at every commit, against their medians over commits.
func movesOf(works []trend.Series) []Move {
	logs := map[int][]float64{}
	for _, w := range works {
		values := centers(w)
		usual := median(slices.Collect(maps.Values(values)))
		for at, x := range values {
			logs[at] = append(logs[at], x-usual)
		}
	}
	var moves []Move
	for at, x := range logs {
		e := factor(x, sure)
		moves = append(moves, Move{At: at, Works: e, Moved: e.Lo > 1 || e.Hi < 1})
	}
	slices.SortFunc(moves, func(a, b Move) int { return a.At - b.At })
	return moves
}

// factor is the estimate of logarithms, as a factor.
func factor(logs []float64, confidence float64) interval.Estimate {
	slices.Sort(logs) // whatever order they came in
	e := interval.HodgesLehmann(logs, confidence)
	e.Center, e.Lo, e.Hi = math.Exp(e.Center), math.Exp(e.Lo), math.Exp(e.Hi)
	return e
}

// centers are the logarithms of the medians of a series, by commit.
func centers(s trend.Series) map[int]float64 {
	all := map[int]float64{}
	for _, p := range s.Points {
		if m := median(p.Values); m > 0 {
			all[p.At] = math.Log(m)
		}
	}
	return all
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(values))
	return s[(len(s)-1)/2]/2 + s[len(s)/2]/2
}
