package session

import (
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
)

// disturbance is what the kernel had counted when a run began.
type disturbance struct {
	counts machine.Disturbance
	clocks machine.Clocks
}

func disturbances() disturbance {
	return disturbance{machine.Disturbed("/"), machine.ReadClocks()}
}

// disturbed names the disturbances that may have spoiled the run.
func (r *run) disturbed(before disturbance) {
	if n := r.seen.samples; n > 0 {
		r.file.Note("preempted %.2g %% of %d samples", 100*float64(r.seen.preempted)/float64(n), n)
	}
	d := machine.Disturbed("/").Since(before.counts)
	if d.Throttles > 0 {
		r.file.warn("the control group was out of its quota of CPU %s, for %s: wall times hold that waiting, CPU times do not (give it more)",
			count(int(d.Throttles), "time", "times"), d.Throttled.Round(time.Millisecond))
	}
	slept, set := machine.ReadClocks().Since(before.clocks)
	if slept > time.Second {
		r.file.warn("the machine was suspended for %s: what was measured then may be cold, and is kept", slept.Round(time.Second))
	}
	if set.Abs() > time.Second {
		r.file.warn("the clock was set by %s during the run: the date in the name of the results is the old one, and no time was measured by it", set.Round(time.Second))
	}
	if d.Stolen > 100*time.Millisecond {
		r.file.warn("other guests of this machine took %s of its processors", d.Stolen.Round(10*time.Millisecond))
	}
	if line := r.counting.turned(); line != "" {
		r.file.warn("%s", line)
	}
}
