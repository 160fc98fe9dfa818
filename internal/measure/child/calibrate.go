package child

import (
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// calibrator finds how to sample the arms of a case.
type calibrator struct{ *room }

// all calibrates every arm of every visit, without a proof.
func (c calibrator) all() {
	for i, v := range c.job.Visits {
		c.answers.begin(i)
		trial := launch.Trial{Visit: v}
		trial.Visit.Arms = nil
		for arm := range c.scenario.Rivals() {
			trial.Visit.Arms = append(trial.Visit.Arms, arm)
		}
		err := c.allocating(&trial.Visit)
		if err == nil {
			err = c.calibrate(&trial)
		}
		if trial.Skip = bench.Skipped(err); trial.Skip == nil && err != nil {
			c.answers.fault("%v", err)
			continue
		}
		c.answers.say(launch.Message{Trial: &trial})
	}
}

// allocating finds out whether an arm of the visit allocates.
func (c calibrator) allocating(v *launch.Visit) error {
	open, err := c.stage.open(launch.Visit{Case: v.Case, Arms: v.Arms}, c.job.Seed)
	if err != nil {
		return err
	}
	defer open.close()
	for _, op := range open.ops {
		objects, _ := loop.LeastAllocations(op, 1)
		v.Collector = v.Collector || objects >= 0.5
	}
	return nil
}

// calibrate finds how many operations a sample of every arm has, and the fastest
// reference of every role.
func (c calibrator) calibrate(t *launch.Trial) error {
	c.heap.collect(t.Visit)
	if err := c.stage.means(t.Visit); err != nil {
		return err
	}
	candidates := c.candidates()
	v := t.Visit
	for _, r := range candidates {
		v.References = append(v.References, reference.ID{Role: r.Role, Name: r.Name})
	}
	open, err := c.stage.open(v, c.job.Seed)
	if err != nil {
		return err
	}
	defer open.close()
	c.heap.ready(v, open.ops)
	timer := c.timer(open)
	single := stateOf(v.Case).single()
	for i, op := range open.ops {
		if single && i < len(v.Arms) {
			v.Ops = append(v.Ops, 1)
			continue
		}
		v.Ops = append(v.Ops, max(timer.Calibrate(op), 1+open.crowd.further()))
	}
	if !single {
		v.Ops = loop.AlikeOps(v.Ops)
	}
	rounds, err := timer.Rounds(open.ops, v.Ops, trial)
	if err != nil {
		return c.named(v, err)
	}
	least := make([]time.Duration, len(open.ops))
	for i := range least {
		least[i] = rounds[0][i].Wall / time.Duration(v.Ops[i])
		for _, round := range rounds[1:] {
			least[i] = min(least[i], round[i].Wall/time.Duration(v.Ops[i]))
		}
	}
	choose(t, v, least)
	t.Visit.Clock = clockFor(t.Visit, rounds)
	return nil
}

// trial is how long candidates run against each other. Short ones get more rounds: on a
// busy machine three do not tell the fastest, and the ceiling of a slower one would
// accuse honest arms.
var trial = loop.Extent{Rounds: 3, Span: 20 * time.Millisecond}

// reading is by how much two readings of the CPU clocks may differ.
const reading = time.Microsecond

// clockFor chooses the clock that counts, for all arms of a case alike. It is the CPU
// time of the thread if the arms do all their work on it, because no preemption spoils
// it. It is wall time if one of them allocates (the collector works on other threads),
// waits or uses threads of its own.
func clockFor(v launch.Visit, rounds [][]loop.Sample) launch.Clock {
	if v.Collector {
		return launch.Wall
	}
	for i := range v.Arms {
		alone := false // in one sample at least, as any may be preempted
		for _, round := range rounds {
			s := round[i]
			alone = alone || s.CPU > 0 && float64(s.CPU+reading) > 0.98*float64(s.Wall) && float64(s.Process) < 1.05*float64(s.CPU+reading)
		}
		if !alone {
			return launch.Wall
		}
	}
	return launch.Thread
}

// candidates are the references for this scenario. If its arms read in plain Go, that is
// the ceiling of reading: whoever runs it wants to know the speed of the reader.
func (c calibrator) candidates() []reference.Candidate {
	wanted := map[string]bool{reference.CeilingRead: true, reference.CeilingCopy: true, reference.CeilingStream: true}
	info := c.scenario.Describe()
	plain := c.stage.reader != nil && info.Kernel != nil
	for _, name := range info.Probes {
		wanted[reference.Probe(name)] = true
	}
	var found []reference.Candidate
	for _, r := range c.shop.References {
		if wanted[r.Role] && (r.Role != reference.CeilingRead || !plain || r.Name == kernel.Plain) {
			found = append(found, r)
		}
	}
	return found
}

// choose keeps the fastest reference of each role. least is the shortest time of an
// operation, per rival.
func choose(t *launch.Trial, v launch.Visit, least []time.Duration) {
	arms := len(v.Arms)
	t.Visit.Ops = v.Ops[:arms:arms]
	long := loop.LongOps(least)
	single := stateOf(v.Case).single() // an untimed operation would warm what is to be cold
	for i := range arms {
		t.Visit.Long = append(t.Visit.Long, single || long[i])
	}
	best := map[string]int{}
	for i, r := range v.References {
		if j, known := best[r.Role]; !known || least[arms+i] < least[arms+j] {
			best[r.Role] = i
		}
	}
	for i, r := range v.References {
		if best[r.Role] == i {
			t.Visit.References = append(t.Visit.References, r)
			t.Visit.Ops = append(t.Visit.Ops, v.Ops[arms+i])
			t.Visit.Long = append(t.Visit.Long, long[arms+i])
		}
	}
}
