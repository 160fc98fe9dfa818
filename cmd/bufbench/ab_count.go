package main

import (
	"fmt"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// mostFewest is where the search for a number ends: so many show everything.
const mostFewest = 1000

// fewestPairs is how many pairs of launches show a change at a level, where every
// one of them shows it.
func fewestPairs(level float64) int {
	var logs []float64
	for len(logs) < mostFewest {
		logs = append(logs, 1)
		if verdict.P(logs, result.Design{Stop: result.Fixed}) <= level {
			break
		}
	}
	return len(logs)
}

// fewestLayouts is how many layouts of each side show a change at a level, where
// those of one side are all slower than those of the other.
func fewestLayouts(level float64) int {
	var base, head []float64
	for n := range mostFewest {
		base, head = append(base, float64(n)), append(head, float64(mostFewest+n))
		if interval.RankSum(base, head) <= level {
			break
		}
	}
	return len(base)
}

// level is that of the strictest test in a table of so many benchmarks.
func (a *abRun) level(benchmarks int) float64 {
	if a.judging.goal.Correction == compare.Holm {
		return a.judging.goal.Alpha / float64(max(1, benchmarks))
	}
	return a.judging.goal.Alpha
}

// sighted refuses numbers of pairs or layouts that can show nothing, whatever is
// measured. Whoever wants no verdict may have them.
func (a *abRun) sighted(benchmarks int) error {
	if a.judging.failOn == "never" || a.wish.Instructions {
		return nil
	}
	level, of := a.level(benchmarks), ""
	if benchmarks > 1 {
		of = fmt.Sprintf(" of %d benchmarks", benchmarks)
	}
	if n := a.wish.Layouts; n > 0 {
		if least := fewestLayouts(level); n < least {
			return usagef("-layout %d can show no change%s at -alpha %v: take at least %d", n, of, a.judging.goal.Alpha, least)
		}
		return nil
	}
	if least := fewestPairs(level); a.count > 0 && a.count < least {
		return usagef("-count %d can show no change%s at -alpha %v: take at least %d, or leave -count out", a.count, of, a.judging.goal.Alpha, least)
	}
	return nil
}
