package truth

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
)

// CalibrationSpec is one calibration.
type CalibrationSpec struct {
	Rig
	Limit   time.Duration // for all classes together, about
	Results string        // the folder of results
	Machine string        // the name of this machine's folder among them
	Begin   func(class string, number int)
}

// Calibration is what a machine can tell, by class of work.
type Calibration struct {
	Machine string
	Go      string // the version that built this program
	Date    time.Time
	Classes []verdict.Calibration
	Fitness verdict.Fitness
	File    File // where to keep it
}

// Calibrate compares identical code with itself and with planted slowdowns. It calls
// Begin before each class. It returns the classes before an error, too, but nil if it
// did not begin.
func Calibrate(ctx context.Context, s CalibrationSpec) (*Calibration, error) {
	if s.Limit <= 0 {
		return nil, option.Valuef("max-time", s.Limit, "calibrating needs time")
	}
	file, err := newFile(s.Results, s.Machine)
	if err != nil {
		return nil, err
	}
	c := &Calibration{Machine: s.Machine, Go: runtime.Version(), Date: time.Now().UTC().Truncate(time.Second), File: file}
	l := newLab(s.Rig)
	for i, w := range s.Works {
		s.Begin(w.Class, i+1)
		class, twins, err := l.calibrate(ctx, w, s.Limit/time.Duration(len(s.Works)))
		if err != nil {
			return c, fmt.Errorf("calibrate class %s: %w", w.Class, err)
		}
		c.Classes, c.Fitness = append(c.Classes, class), append(c.Fitness, twins)
	}
	return c, nil
}

// calibrate calibrates a class in a time: half of it for identical code, the rest for
// slowdowns.
func (l *lab) calibrate(ctx context.Context, w plant.Work, limit time.Duration) (c verdict.Calibration, same verdict.Twins, err error) {
	times := []time.Duration{time.Second, 10 * time.Second} // what can be told after so long
	s, err := l.measure(ctx, w, 0, func(s series) bool { return s.spent >= limit/2 })
	if err != nil {
		return c, same, err
	}
	run := result.Design{Stop: result.Sequential} // as a run judges by default
	c = verdict.Calibrate(w.Class, s.logs, s.each(), times...)
	same = verdict.Goal{}.Twins(w.Class, s.logs, s.design(run, len(l.Works)))
	for _, parts := range w.Plants {
		p, err := l.find(ctx, w, parts, limit/2/time.Duration(len(w.Plants)))
		if err != nil {
			return c, same, err
		}
		c.Planted = append(c.Planted, p)
	}
	return c, same, nil
}

// find looks for a slowdown of one part in so many until it is found, or the time is up.
func (l *lab) find(ctx context.Context, w plant.Work, parts int, limit time.Duration) (verdict.Plant, error) {
	var judged verdict.Judgement
	_, err := l.measure(ctx, w, parts, func(s series) bool {
		judged = verdict.Goal{}.Judge(s.logs)
		return len(s.logs) > 0 && (s.spent >= limit || judged.Word != verdict.Undecided)
	})
	return verdict.Plant{Effect: 1 / float64(parts), Against: judged}, err
}
