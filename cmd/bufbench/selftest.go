package main

import (
	"context"
	"math"
	"time"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/planted"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// How long a run compares identical code: a tenth of its time, but as long as
// the small classes need for an interval, and no longer than tells.
const (
	selfTestShare = 10
	selfTestLeast = 1200 * time.Millisecond
	selfTestMost  = 30 * time.Second
)

// The times from which on there is enough for classes that take long, too: where
// arms allocate, the heap is settled in every launch, and arrays in memory vary
// most.
const (
	selfTestAllocates = 2500 * time.Millisecond
	selfTestLarge     = 6 * time.Second
)

// selfTestTime is how long a run of that length compares identical code.
func selfTestTime(run time.Duration) time.Duration {
	return min(max(run/selfTestShare, selfTestLeast), selfTestMost)
}

// within are the works that a time is enough for.
func within(works []planted.Work, limit time.Duration) []planted.Work {
	needs := map[string]time.Duration{"copy": selfTestAllocates, "memory": selfTestLarge}
	var some []planted.Work
	for _, w := range works {
		if limit >= needs[w.Class] {
			some = append(some, w)
		}
	}
	return some
}

// selfTest compares identical code with itself at the end of a run.
type selfTest struct{ program *program }

// Time implements [session.SelfTest].
func (s *selfTest) Time(run time.Duration) time.Duration { return selfTestTime(run) }

// Compare implements [session.SelfTest].
func (s *selfTest) Compare(ctx context.Context, twin session.Twin, warn func(string, ...any)) (verdict.Fitness, error) {
	m, err := s.program.newTwins(twin.Seed, twin.Pages)
	if err != nil {
		return nil, err
	}
	return m.compare(ctx, twin, warn)
}

// compare is the self-test in a time.
func (m *twins) compare(ctx context.Context, twin session.Twin, warn func(string, ...any)) (found verdict.Fitness, err error) {
	works := within(m.works, twin.Limit)
	run := result.Design{Alpha: twin.Alpha}
	least := leastOf(verdict.FitDesign(run, len(works)).Alpha)
	end := time.Now().Add(twin.Limit)
	for i, w := range works {
		share := time.Until(end) / time.Duration(len(works)-i)
		t, err := m.take(ctx, w, 0, alike(least, twin.Fixed && twin.Limit <= selfTestLeast, share))
		if ctx.Err() != nil {
			return found, ctx.Err()
		}
		if err != nil {
			warn("identical code of class %s could not be compared: %v", w.Class, err)
			continue
		}
		found = append(found, verdict.Goal{}.Twins(w.Class, t.logs, t.design(run, len(works))))
	}
	return found, nil
}

// alike is the rule for identical code: as long as there is time, and at least as
// many launches as an interval takes; no more than those behind a run that is
// brief because it has a fixed number itself. What the launches say has no part in
// it.
func alike(least int, brief bool, share time.Duration) func(taken) bool {
	return func(t taken) bool {
		if len(t.logs) < least {
			return t.spent >= 15*share && t.spent > selfTestMost
		}
		return brief || t.spent >= share
	}
}

// leastOf is how many launches it takes to have an interval at a level: all lie
// on one side of the median by chance with twice 2⁻ⁿ.
func leastOf(alpha float64) int { return int(math.Ceil(1 - math.Log2(alpha))) }
