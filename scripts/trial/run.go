package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/scripts/trial/works"
)

// Hidden arguments by which the program becomes a child of itself.
const (
	childCommand = "trial-child"
	busyCommand  = "keep-busy"
)

// limits are how long a comparison may take, by class.
var limits = map[string]time.Duration{
	"cache": 2 * time.Second, "call": 2 * time.Second, "memory": 5 * time.Second, "doctor-memory": 5 * time.Second,
}

const otherLimit = 3 * time.Second

// ballast is the live heap under works that allocate.
const ballast = 64 * bench.MiB

// job is one comparison to make.
type job struct {
	work  plant.Work
	parts int
	peer  bool
}

// run makes the comparisons in random order, so that no class meets the
// machine at one hour only.
func (t trial) run(ctx context.Context) error {
	out, err := openFile(t.out)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program to start children of it: %w", err)
	}
	if t.loaded {
		load := exec.CommandContext(ctx, self, busyCommand)
		if err := load.Start(); err != nil {
			return fmt.Errorf("start a load: %w", err)
		}
		defer load.Process.Kill()
	}
	var peer *peer
	if t.peer > 0 {
		if peer, err = buildPeer(ctx); err != nil {
			return err
		}
		defer peer.remove()
	}
	held, err := runner.Hold(self)
	if err != nil {
		return err
	}
	defer held.Close()
	b := bufbench{start: held.Children([]string{childCommand}, 0), visits: map[string]launch.Visit{}}
	jobs := t.jobs()
	for i, j := range jobs {
		o, err := b.compare(ctx, t, j)
		if err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "%d/%d %s %d: %s %.3f%% in %.2fs, %d launches\n",
			i+1, len(jobs), o.Work, o.Parts, o.Word, o.Center*100, o.Seconds, o.Launches)
		if err := out.add(o); err != nil {
			return err
		}
		if !j.peer {
			continue
		}
		p, err := peer.compare(ctx, j, o.Seconds)
		if err != nil {
			return err
		}
		p.Loaded = t.loaded
		if err := out.add(p); err != nil {
			return err
		}
	}
	return nil
}

// jobs are the comparisons of every class, its works in turn.
func (t trial) jobs() []job {
	classes := map[string][]plant.Work{}
	for _, w := range works.All() {
		if t.class.MatchString(w.Class) {
			classes[w.Class] = append(classes[w.Class], w)
		}
	}
	var jobs []job
	for _, works := range classes {
		add := func(n, parts int) {
			for i, drawn := range rand.Perm(n) {
				jobs = append(jobs, job{works[i%len(works)], parts, drawn < n*t.peer/100})
			}
		}
		add(t.same, 0)
		for _, parts := range works[0].Plants {
			add(t.planted, parts)
		}
	}
	rand.Shuffle(len(jobs), func(i, k int) { jobs[i], jobs[k] = jobs[k], jobs[i] })
	return jobs
}

// bufbench compares by launches.
type bufbench struct {
	start  runner.Launcher
	visits map[string]launch.Visit // calibrated, by work and case
}

// compare runs launches until the verdict is reached or the time is up.
func (b bufbench) compare(ctx context.Context, t trial, j job) (outcome, error) {
	v, err := b.calibrated(ctx, j)
	if err != nil {
		return outcome{}, err
	}
	o := outcome{
		Tool: "bufbench", Class: j.work.Class, Work: j.work.Name, Parts: j.parts, Loaded: t.loaded,
		Truth: plant.Truth(j.parts), Clock: string(v.Clock), Logs: map[string][]float64{},
	}
	limit := t.limit
	if limit == 0 {
		if limit = limits[j.work.Class]; limit == 0 {
			limit = otherLimit
		}
	}
	goal := t.goal
	goal.Margin = margin(j.parts)
	var judged verdict.Judgement
	begin := time.Now()
	var failed error
	plan := runner.Plan{
		Tasks: []runner.Task{{Info: j.work.Describe(), Rivals: j.work.Rivals(), Cases: []bench.Case{v.Case}, Earlier: []runner.Earlier{{Visit: v}}}},
		Seed:  rand.Uint64(), Conditions: j.conditions(),
		Rule: func(p runner.Progress) bool {
			if p.Launches == 0 {
				return false
			}
			judged = goal.Judge(o.Logs[o.Clock])
			return judged.Word != verdict.Undecided || time.Since(begin) >= limit
		},
	}
	err = runner.Run(ctx, plan, b.start, runner.Observer{
		Launch: func(records []*launch.Record) error {
			for _, unit := range verdict.Units() {
				if x := verdict.LogRatio(records[0], "twin", "copy", unit); !math.IsNaN(x) { // NaN where the system lacks the clock
					o.Logs[unit] = append(o.Logs[unit], x)
				}
			}
			return nil
		},
		Fault: func(f launch.Fault) { failed = errors.Join(failed, fmt.Errorf("%s: %s", f.Name(), f.Reason)) },
	})
	if err = errors.Join(err, failed); err != nil {
		return o, err
	}
	o.Seconds, o.Launches, o.Word = time.Since(begin).Seconds(), len(o.Logs[o.Clock]), string(judged.Word)
	o.Center = math.Log(judged.Time.Center)
	if judged.Time.Lo > 0 && !math.IsInf(judged.Time.Hi, 1) {
		o.Lo, o.Hi = math.Log(judged.Time.Lo), math.Log(judged.Time.Hi)
	}
	return o, nil
}

// conditions are those of a run, with the pages of the work.
func (j job) conditions() launch.Conditions {
	return launch.Conditions{Ballast: ballast, Pages: j.work.Pages}
}

// margin is what counts as the same: 1 %, or a third of what is to be found.
func margin(parts int) float64 {
	if parts > 100 {
		return 1 / float64(3*parts)
	}
	return verdict.DefaultMargin
}

// calibrated finds the operations of a sample, once per work and case.
func (b bufbench) calibrated(ctx context.Context, j job) (launch.Visit, error) {
	c := j.work.Case(j.parts)
	key := c.Name(j.work.Name, "")
	if v, known := b.visits[key]; known {
		return v, nil
	}
	plan := runner.Plan{Seed: rand.Uint64(), Conditions: j.conditions()}
	v, err := plan.Calibrate(ctx, b.start, j.work.Name, c)
	if err == nil {
		b.visits[key] = v
	}
	return v, err
}

// busy keeps a processor busy for ever.
func busy() {
	for n := uint64(1); n != 0; n += 2 {
	}
}
