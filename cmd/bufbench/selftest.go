package main

import (
	"context"
	"math"
	"path/filepath"
	"time"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/planted"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
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

// selfTestKeeps is what is left of a run's budget for comparing identical code:
// half of it at most.
func (s *session) selfTestKeeps() time.Duration {
	if s.selfTestOff || len(s.program.same) == 0 {
		return 0
	}
	return min(selfTestTime(s.stop.budget), s.stop.budget/2)
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

// selfTest compares identical code with itself in what time the run has for it,
// by the rule of the run, and notes what comes of it. A test that fails is a
// warning: what was measured before stands. The error is an interrupt.
func (s *session) selfTest(ctx context.Context) error {
	if s.selfTestOff || len(s.program.same) == 0 || len(s.lines) == 0 {
		return nil
	}
	limit := selfTestTime(time.Since(s.begun))
	if s.stop.budget > 0 {
		limit = s.selfTestKeeps()
	}
	m, err := s.program.newTwins(s.plan.Seed, s.plan.Pages)
	if err != nil {
		return err
	}
	return s.compareTwins(ctx, m, limit)
}

// compareTwins is the self-test in a time.
func (s *session) compareTwins(ctx context.Context, m *twins, limit time.Duration) error {
	works := within(m.works, limit)
	run := result.Design{Alpha: s.stop.alpha()}
	least := leastOf(verdict.FitDesign(run, len(works)).Alpha)
	end := time.Now().Add(limit)
	for i, w := range works {
		share := time.Until(end) / time.Duration(len(works)-i)
		t, err := m.take(ctx, w, 0, alike(least, s.stop.fixed > 0 && limit <= selfTestLeast, share))
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			s.warn("identical code of class %s could not be compared: %v", w.Class, err)
			continue
		}
		s.fitness = append(s.fitness, verdict.Goal{}.Twins(w.Class, t.logs, t.design(run, len(works))))
	}
	s.fits()
	return nil
}

// alike is the rule for identical code: as long as there is time, and at least as
// many launches as an interval takes; no more than those behind a run that is
// brief because it has a fixed number itself. What the launches say has no part in
// it.
func alike(least int, brief bool, share time.Duration) func(taken) bool {
	return func(t taken) bool {
		if len(t.logs) < least {
			return t.spent >= overtime*share && t.spent > selfTestMost
		}
		return brief || t.spent >= share
	}
}

// leastOf is how many launches it takes to have an interval at a level: all lie
// on one side of the median by chance with twice 2⁻ⁿ.
func leastOf(alpha float64) int { return int(math.Ceil(1 - math.Log2(alpha))) }

// fits says in the file, and where it is bad news on standard error, what came
// of the self-test.
func (s *session) fits() {
	if unfit := report.Unfit(s.fitness); unfit != "" {
		s.progress.say("unfit: %s: no verdict on times is worth more than that (bufbench doctor -calibrate says what this machine can tell)", unfit)
		s.file.Note("%s", result.UnfitNote(unfit))
		return
	}
	if noise := report.Noise(s.fitness); noise != "" {
		s.file.Note("%s", result.FitNote("identical code "+noise))
	}
}

// saysFit prints what came of the self-test, and what this machine can tell by
// its calibration, if there is one.
func (s *session) saysFit() error {
	if err := report.Alike(s.program.stdout, s.fitness); err != nil {
		return err
	}
	if c, known := calibrated(filepath.Dir(s.file.Path())); known {
		return report.Detects(s.program.stdout, c)
	}
	return nil
}
