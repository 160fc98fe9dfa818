package main

import (
	"context"
	"path/filepath"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/truth"
)

// selfTestKeeps returns the part of a run's budget for the self-test.
func (s *session) selfTestKeeps() time.Duration {
	if s.selfTestOff || len(s.program.same) == 0 {
		return 0
	}
	return truth.Reserve(s.stop.budget)
}

// selfTest compares identical code with itself, and notes the outcome. A test that
// fails is a warning: earlier measurements stand. The error is an interrupt.
func (s *session) selfTest(ctx context.Context) error {
	if s.selfTestOff || len(s.program.same) == 0 || len(s.lines) == 0 {
		return nil
	}
	limit := truth.SelfTestTime(time.Since(s.begun))
	if s.stop.budget > 0 {
		limit = s.selfTestKeeps()
	}
	rig, err := s.program.rig(s.plan.Seed, s.plan.Pages)
	if err != nil {
		return err
	}
	s.fitness, err = truth.SelfTest(ctx, truth.SelfTestSpec{Rig: rig, Limit: limit, Alpha: s.stop.alpha(), Fixed: s.stop.fixed > 0, Warn: s.warn})
	if err == nil {
		s.fits()
	}
	return err
}

// fits writes the outcome of the self-test to the file, and bad news to standard error.
func (s *session) fits() {
	if unfit := s.fitness.Unfit(); unfit != "" {
		s.progress.say("unfit: %s: no verdict on times is worth more than that (bufbench doctor -calibrate says what this machine can tell)", unfit)
		s.file.Note("%s", result.UnfitNote(unfit))
		return
	}
	if noise := s.fitness.Noise(); noise != "" {
		s.file.Note("%s", result.FitNote("identical code "+noise))
	}
}

// saysFit prints the outcome of the self-test, and that of this machine's last
// calibration, if there is one.
func (s *session) saysFit() error {
	if err := report.Alike(s.program.stdout, s.fitness); err != nil {
		return err
	}
	if c, known := truth.Last[report.Calibration](truth.FileIn(filepath.Dir(s.file.Path()))); known {
		return report.Detects(s.program.stdout, c)
	}
	return nil
}

// rig measures identical code in children of this program.
func (p *program) rig(seed uint64, pages bench.Pages) (truth.Rig, error) {
	self, err := p.holdSelf()
	if err != nil {
		return truth.Rig{}, err
	}
	return truth.Rig{Works: p.same, Start: self.Children([]string{plant.WorksChild}, 0), Seed: seed, Pages: pages}, nil
}
