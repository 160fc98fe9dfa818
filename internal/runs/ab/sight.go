package ab

import (
	"fmt"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
)

// mostFewest ends the search for the fewest pairs or layouts: so many show everything.
const mostFewest = 1000

// fewestPairs returns how many pairs of launches show a change at a level, if every pair
// shows it.
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

// fewestLayouts returns how many layouts of each side show a change at a level, if all
// layouts of one side are slower than all of the other.
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

// level returns the level of the strictest test in a table of so many benchmarks.
func (p Policy) level(benchmarks int) float64 {
	if p.Goal.Correction == compare.Holm {
		return p.Goal.Alpha / float64(max(1, benchmarks))
	}
	return p.Goal.Alpha
}

// checkSight refuses a number of pairs or layouts that can show nothing, whatever is
// measured. Without a verdict, every number is allowed.
func (s Spec) checkSight(benchmarks int) error {
	p := s.Policy
	if p.NoVerdict || s.Revisions.Sampling.Instructions {
		return nil
	}
	level, of := p.level(benchmarks), ""
	if benchmarks > 1 {
		of = fmt.Sprintf(" of %d benchmarks", benchmarks)
	}
	if n := s.Revisions.Linking.Layouts; n > 0 {
		if least := fewestLayouts(level); n < least {
			return option.Valuef("layout", n, "it can show no change%s at a level (alpha) of %v: take at least %d", of, p.Goal.Alpha, least)
		}
		return nil
	}
	if least := fewestPairs(level); p.Count > 0 && p.Count < least {
		return option.Valuef("count", p.Count, "it can show no change%s at a level (alpha) of %v: take at least %d, or leave it out", of, p.Goal.Alpha, least)
	}
	return nil
}
