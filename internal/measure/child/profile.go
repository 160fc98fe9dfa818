package child

import (
	"context"
	"runtime"
	"runtime/pprof"
	"strconv"
	"time"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// profileAll profiles the arms of the visits, which are one arm in one or more
// cases. It never runs beside timing.
func (c *child) profileAll() {
	if c.job.Files.Memory != "" {
		runtime.MemProfileRate = 4096
	}
	if name := c.job.Files.CPU; name != "" {
		f, err := wholefile.Create(name)
		if err == nil {
			defer f.Discard()
			err = pprof.StartCPUProfile(f)
		}
		if err != nil {
			c.fault("write the CPU profile: %v", err)
			return
		}
		defer func() {
			pprof.StopCPUProfile()
			if err := f.Keep(); err != nil {
				c.fault("write the CPU profile: %v", err)
			}
		}()
	}
	for i, v := range c.job.Visits {
		c.begin(i)
		if err := c.profile(v); err != nil {
			c.fault("%v", err)
			return
		}
	}
	c.writeHeap()
}

// profile lives one arm for the span, under labels that pprof can filter by.
func (c *child) profile(v launch.Visit) error {
	c.collect(v)
	open, err := c.open(v, c.job.Seed)
	if err != nil {
		return err
	}
	defer open.close()
	c.ready(v)
	timer := loop.New(c.shop.Clocks, open.block.Rand)
	for i, arm := range v.Arms {
		labels := pprof.Labels(
			"scenario", c.job.Scenario, "access", c.scenario.Rivals()[arm].Name,
			"size", v.Case.Size.String(), "passes", strconv.Itoa(v.Case.Passes))
		var failed error
		pprof.Do(context.Background(), labels, func(context.Context) {
			for end := time.Now().Add(c.job.Files.Span); failed == nil && time.Now().Before(end); {
				_, failed = timer.Round(open.ops[i:i+1], v.Lives[i:i+1])
			}
		})
		if failed != nil {
			return failed
		}
	}
	return nil
}

func (c *child) writeHeap() {
	name := c.job.Files.Memory
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
		c.fault("write the memory profile: %v", err)
	}
}
