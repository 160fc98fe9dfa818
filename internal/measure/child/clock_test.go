package child_test

import (
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// The thread's clock counts only where it tells all that the arms do.
func TestClockFor(t *testing.T) {
	const us = time.Microsecond
	sample := func(wall, cpu, process time.Duration) loop.Sample {
		return loop.Sample{Ops: 1, Wall: wall, CPU: cpu, Process: process}
	}
	var (
		good      = sample(50*us, 50*us, 50*us)                      // all is on the thread
		nearly    = sample(50*us, 48_100, 51_400)                    // within a fiftieth and a reading, and a twentieth
		short     = sample(50*us, 47_900, 47_900)                    // a fiftieth is missing, and more than a reading
		crowded   = sample(50*us, 50*us, 53_600)                     // a twentieth more in the process, and more than a reading
		preempted = sample(4*time.Millisecond, 50*us, 50*us)         // another process had the processor
		asleep    = sample(50*us, 5*us, 5*us)                        // it waits for something
		helped    = sample(50*us, 50*us, 95*us)                      // a thread of its own works too
		both      = sample(4*time.Millisecond, 50*us, 4050*us)       // preempted by a thread of this process
		clockless = loop.Sample{Ops: 1, Wall: 50 * us}               // no such clocks
		ahead     = sample(50*us, 50*us+100, 50*us+50)               // the clocks are read one by one
		brief     = sample(10*us, 9*us, 10*us)                       // the clocks may be read a microsecond apart
		processed = loop.Sample{Ops: 1, Wall: 50 * us, CPU: 50 * us} // no clock of the process
	)
	type round = []loop.Sample
	two := launch.Visit{Arms: []int{0, 2}, Ops: []int{1, 1}}
	for _, test := range []struct {
		name   string
		visit  launch.Visit
		rounds []round
		want   launch.Clock
	}{
		{"all on the thread", two, []round{{good, good}, {good, good}}, launch.Thread},
		{"within the tolerance", two, []round{{nearly, nearly}}, launch.Thread},
		{"the clocks are read one by one", two, []round{{ahead, good}}, launch.Thread},
		{"a short sample", two, []round{{brief, brief}}, launch.Thread},
		{"no clock of the process", two, []round{{processed, good}}, launch.Thread},
		{"a fiftieth is missing", two, []round{{short, good}}, launch.Wall},
		{"a twentieth is elsewhere", two, []round{{good, crowded}}, launch.Wall},
		{"the collector is on", launch.Visit{Arms: two.Arms, Collector: true}, []round{{good, good}}, launch.Wall},
		{"an arm sleeps", two, []round{{good, asleep}, {good, asleep}, {good, asleep}}, launch.Wall},
		{"the other sleeps", two, []round{{asleep, good}, {asleep, good}}, launch.Wall},
		{"an arm has threads of its own", two, []round{{good, helped}, {good, helped}}, launch.Wall},
		{"no clock of the thread", two, []round{{clockless, clockless}, {clockless, clockless}}, launch.Wall},
		{"one sample is preempted", two, []round{{good, preempted}, {good, good}, {good, good}}, launch.Thread},
		{"each arm has one good sample", two, []round{{preempted, preempted}, {good, preempted}, {preempted, good}}, launch.Thread},
		{"another goroutine works once", two, []round{{helped, good}, {good, both}, {good, good}}, launch.Thread},
		{"no sample is good", two, []round{{preempted, good}, {helped, good}, {both, good}}, launch.Wall},
		{"a reference sleeps", two, []round{{good, good, asleep}, {good, good, asleep}}, launch.Thread},
		{"a reference has threads of its own", two, []round{{good, good, helped, clockless}}, launch.Thread},
		{"a reference cannot stand in for an arm", two, []round{{good, asleep, good}}, launch.Wall},
		{"one arm", launch.Visit{Arms: []int{1}}, []round{{good, asleep}}, launch.Thread},
	} {
		if got := child.ClockFor(test.visit, test.rounds); got != test.want {
			t.Errorf("%s: the clock that counts is %q, want %q", test.name, got, test.want)
		}
	}
}
