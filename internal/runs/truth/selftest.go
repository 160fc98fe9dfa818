package truth

import (
	"context"
	"math"
	"time"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/result"
)

// The time of a self-test: a tenth of the run's. The small classes need the shortest
// for an interval, and more than the longest tells nothing more.
const (
	share    = 10
	shortest = 1200 * time.Millisecond
	longest  = 30 * time.Second
)

// Two classes need more than the shortest time. Where arms allocate, the heap is
// settled in every launch; arrays in memory vary most.
const (
	enoughToAllocate = 2500 * time.Millisecond
	enoughForMemory  = 6 * time.Second
)

// overtime is how many times its share a class may take for the sake of an interval.
const overtime = 15

// SelfTestTime is how long a run of that length compares identical code.
func SelfTestTime(run time.Duration) time.Duration { return min(max(run/share, shortest), longest) }

// Reserve is the part of a run's budget that the self-test takes: half of it at most.
func Reserve(budget time.Duration) time.Duration { return min(SelfTestTime(budget), budget/2) }

// SelfTestSpec is one self-test.
type SelfTestSpec struct {
	Rig
	Limit time.Duration // for all classes together; an interval may take longer
	Alpha float64       // the level of the run's intervals
	Fixed bool          // whether the run made a fixed number of launches
	Warn  func(format string, args ...any)
}

// SelfTest compares identical code with itself, by the rule of a run. A class that
// cannot be measured is a warning, since the run stands without it. The error is an
// interrupt. The classes before it are returned, too.
func SelfTest(ctx context.Context, s SelfTestSpec) (verdict.Fitness, error) {
	l := newLab(s.Rig)
	works := within(s.Works, s.Limit)
	run := result.Design{Alpha: s.Alpha}
	least := leastLaunches(verdict.FitDesign(run, len(works)).Alpha)
	end := time.Now().Add(s.Limit)
	var fitness verdict.Fitness
	for i, w := range works {
		limit := time.Until(end) / time.Duration(len(works)-i)
		m, err := l.measure(ctx, w, 0, alike(least, s.Fixed && s.Limit <= shortest, limit))
		if ctx.Err() != nil {
			return fitness, ctx.Err()
		}
		if err != nil {
			s.Warn("identical code of class %s could not be compared: %v", w.Class, err)
			continue
		}
		fitness = append(fitness, verdict.Goal{}.Twins(w.Class, m.logs, m.design(run, len(works))))
	}
	return fitness, nil
}

// within returns the works for which a time is enough.
func within(works []plant.Work, limit time.Duration) []plant.Work {
	needs := map[string]time.Duration{"copy": enoughToAllocate, "memory": enoughForMemory}
	var some []plant.Work
	for _, w := range works {
		if limit >= needs[w.Class] {
			some = append(some, w)
		}
	}
	return some
}

// alike is the rule for identical code: as long as there is time, and at least the
// launches of an interval. A brief self-test stops at those. The rule does not look at
// the results.
func alike(least int, brief bool, limit time.Duration) func(series) bool {
	return func(s series) bool {
		if len(s.logs) < least {
			return s.spent >= overtime*limit && s.spent > longest
		}
		return brief || s.spent >= limit
	}
}

// leastLaunches is the smallest number of launches that gives an interval at a level:
// all lie on one side of the median by chance with twice 2⁻ⁿ.
func leastLaunches(alpha float64) int { return int(math.Ceil(1 - math.Log2(alpha))) }
