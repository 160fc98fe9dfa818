package child

import (
	"context"
	"runtime"
	"runtime/pprof"
	"strconv"
	"time"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// profiler writes profiles of one arm. It never runs beside timing.
type profiler struct{ *room }

// all profiles the arm of the visits, in one or more cases.
func (p profiler) all() {
	if p.job.Files.Memory != "" {
		runtime.MemProfileRate = 4096
	}
	if name := p.job.Files.CPU; name != "" {
		f, err := wholefile.Create(name)
		if err == nil {
			defer f.Discard()
			err = pprof.StartCPUProfile(f)
		}
		if err != nil {
			p.answers.fault("write the CPU profile: %v", err)
			return
		}
		defer func() {
			pprof.StopCPUProfile()
			if err := f.Keep(); err != nil {
				p.answers.fault("write the CPU profile: %v", err)
			}
		}()
	}
	for i, v := range p.job.Visits {
		p.answers.begin(i)
		if err := p.profile(v); err != nil {
			p.answers.fault("%v", err)
			return
		}
	}
	p.writeHeap()
}

// profile runs one arm for the span, under labels for pprof's filters.
func (p profiler) profile(v launch.Visit) error {
	p.heap.collect(v)
	open, err := p.stage.open(v, p.job.Seed)
	if err != nil {
		return err
	}
	defer open.close()
	p.heap.ready(v, open.ops)
	timer := p.timer(open)
	for i, arm := range v.Arms {
		labels := pprof.Labels(
			"scenario", p.job.Scenario, "access", p.scenario.Rivals()[arm].Name,
			"size", v.Case.Size.String(), "passes", strconv.Itoa(v.Case.Passes))
		var failed error
		pprof.Do(context.Background(), labels, func(context.Context) {
			for more := p.span(); failed == nil && more(); {
				_, failed = timer.Round(open.ops[i:i+1], v.Ops[i:i+1])
			}
		})
		if failed != nil {
			return failed
		}
	}
	return nil
}

// span reports, from now on, whether the profile of an arm lasts. The span is CPU time of
// this thread, because the profile counts that: it takes longer on a busy machine. An arm
// that waits has four times the span.
func (p profiler) span() func() bool {
	const patience = 4
	span, begin := p.job.Files.Span, time.Now()
	cpu := p.shop.Clocks.CPU
	if cpu == nil {
		return func() bool { return time.Since(begin) < span }
	}
	used := cpu()
	return func() bool { return cpu()-used < span && time.Since(begin) < patience*span }
}

func (p profiler) writeHeap() {
	name := p.job.Files.Memory
	if name == "" {
		return
	}
	f, err := wholefile.Create(name)
	if err == nil {
		defer f.Discard()
		runtime.GC()
		err = pprof.Lookup("allocs").WriteTo(f, 0)
	}
	if err == nil {
		err = f.Keep()
	}
	if err != nil {
		p.answers.fault("write the memory profile: %v", err)
	}
}
