package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/regular"
	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/planted"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/urfave/cli/v3"
)

// calibrateFlags are those of doctor that are about calibrating.
func calibrateFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "calibrate", Usage: "compare identical code and planted slowdowns: what can this machine tell?"},
		&cli.DurationFlag{Name: "max-time", Value: time.Minute, Usage: "with -calibrate: how long it takes, about"},
		&cli.StringFlag{Name: "results", Value: "results", Usage: "with -calibrate: `folder` of results, beside which it is kept"},
	}
}

// calibrating checks the flags of doctor that are about calibrating, and reports
// whether it was asked for.
func calibrating(c *cli.Command) (bool, error) {
	if c.Bool("calibrate") {
		switch {
		case c.Bool("controls"):
			return true, usagef("-controls and -calibrate: one at a time")
		case c.Duration("max-time") <= 0:
			return true, usagef("-max-time %s: calibrating needs time", c.Duration("max-time"))
		}
		return true, nil
	}
	for _, name := range []string{"max-time", "results"} {
		if c.IsSet(name) {
			return false, usagef("-%s goes with -calibrate", name)
		}
	}
	return false, nil
}

// calibrationTimes are those of which it is said what they can tell.
var calibrationTimes = []time.Duration{time.Second, 10 * time.Second}

// calibrate measures what this machine can tell, prints it and keeps it beside
// its results.
func (p *program) calibrate(ctx context.Context, limit time.Duration, results string, asJSON bool) error {
	defer p.measuring.begin()()
	m, err := p.newTwins(rand.Uint64(), bench.BasePages)
	if err != nil {
		return err
	}
	file := calibrationFile(filepath.Join(results, machine.ID(machine.Read("/"))))
	if err := wholefile.MakeFolder(filepath.Dir(file)); err != nil {
		return fmt.Errorf("make the results folder: %w (-results names another)", err)
	}
	c := report.Calibration{
		Machine: machine.ID(machine.Read("/")), Go: runtime.Version(), Date: time.Now().UTC().Truncate(time.Second),
		Seconds: limit.Seconds(), Alpha: verdict.SequentialAlpha, Power: verdict.Power, Classes: []report.ClassJSON{},
	}
	var fitness verdict.Fitness
	for i, w := range p.same {
		fmt.Fprintf(p.stderr, "calibrating %s, %d of %d\n", w.Class, i+1, len(p.same))
		one, twins, failed := m.class(ctx, w, limit/time.Duration(len(p.same)))
		if failed != nil {
			err = fmt.Errorf("calibrate class %s: %w", w.Class, failed)
			break
		}
		c.Classes, fitness = append(c.Classes, report.Class(one)), append(fitness, twins)
	}
	c.Fit = report.Fitness(fitness)
	if printed := p.printCalibration(c, fitness, asJSON); printed != nil || err != nil {
		return errors.Join(err, printed)
	}
	if err := keepCalibration(file, c); err != nil {
		return err
	}
	fmt.Fprintf(p.stderr, "calibration: %s\n", file)
	return nil
}

// class calibrates a class in a time: half of it for identical code, the rest for
// slowdowns.
func (m *twins) class(ctx context.Context, w planted.Work, limit time.Duration) (c verdict.Calibration, same verdict.Twins, err error) {
	t, err := m.take(ctx, w, 0, func(t taken) bool { return t.spent >= limit/2 })
	if err != nil {
		return c, same, err
	}
	c = verdict.Calibrate(w.Class, t.logs, t.each(), calibrationTimes...)
	same = verdict.Goal{}.Twins(w.Class, t.logs, t.design(sequentially, len(m.works)))
	share := limit / 2 / time.Duration(max(len(w.Plants), 1))
	for _, parts := range w.Plants {
		var judged verdict.Judgement
		_, err := m.take(ctx, w, parts, func(t taken) bool {
			judged = verdict.Goal{}.Judge(t.logs)
			return len(t.logs) > 0 && (t.spent >= share || judged.Word != verdict.Undecided)
		})
		if err != nil {
			return c, same, err
		}
		c.Planted = append(c.Planted, verdict.Plant{Effect: 1 / float64(parts), Against: judged})
	}
	return c, same, nil
}

func (p *program) printCalibration(c report.Calibration, f verdict.Fitness, asJSON bool) error {
	form := report.TextForm
	if asJSON {
		form = report.JSONForm
	}
	return c.Forms(f).Write(p.stdout, form)
}

// calibrationFile is where the calibrations of the machine of a folder are kept,
// one a line.
func calibrationFile(folder string) string { return filepath.Join(folder, "calibration.jsonl") }

// keepCalibration adds a line.
func keepCalibration(file string, c report.Calibration) error {
	line, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("keep the calibration: %w", err)
	}
	if err := wholefile.Append(file, append(line, '\n')); err != nil {
		return fmt.Errorf("keep the calibration: %w", err)
	}
	return nil
}

// calibrated is the last calibration that is kept in the folder of a machine, by
// a build with this version of Go. What cannot be read is passed over: it was cut
// short, or is of another version.
func calibrated(folder string) (last report.Calibration, known bool) {
	const most = 16 << 20
	text, err := regular.ReadFile(calibrationFile(folder), most)
	if err != nil {
		return last, false
	}
	for _, line := range slices.Backward(bytes.Split(text, []byte("\n"))) {
		var c report.Calibration
		if json.Unmarshal(line, &c) == nil && c.Go == runtime.Version() && c.Machine == filepath.Base(folder) {
			return c, true
		}
	}
	return last, false
}
