package child

import (
	"fmt"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// proveAll proves and calibrates every visit.
func (c *child) proveAll() {
	proven := map[string]oddity{} // at the awkward sizes, by the case's further axes
	for i, v := range c.job.Visits {
		c.begin(i)
		trial := launch.Trial{Visit: v}
		odd := c.awkward(v.Case, proven)
		err := odd.err
		if err == nil {
			err = c.try(&trial, odd)
		}
		switch skip := bench.Skipped(err); {
		case skip != nil:
			trial.Skip = skip
		case err != nil:
			c.fault("%v", err)
			continue
		}
		c.say(launch.Message{Trial: &trial})
	}
}

// oddity is what is wrong where sizes are odd.
type oddity struct {
	arms map[int]string // the faults of single arms
	err  error          // what is wrong with all of them
}

// awkward proves the arms where sizes are odd, once for each value of the
// further axes.
func (c *child) awkward(at bench.Case, proven map[string]oddity) oddity {
	key := fmt.Sprint(at.Axes)
	if odd, known := proven[key]; known {
		return odd
	}
	grid := c.scenario.Describe().Grid
	odd := oddity{arms: map[int]string{}}
	for _, size := range bench.AwkwardSizes {
		small := bench.Case{Size: grid.Round(size), Passes: 1, Axes: at.Axes}
		evidence, err := c.proof().Case(c.scenario, small)
		if bench.Skipped(err) != nil {
			continue // the case speaks for itself
		}
		for i, e := range evidence {
			if e.Fault != "" && odd.arms[i] == "" {
				odd.arms[i] = fmt.Sprintf("at size %s: %s", small.Size, e.Fault)
			}
		}
		if err != nil {
			odd.err = fmt.Errorf("at size %s: %w", small.Size, err)
			break
		}
	}
	proven[key] = odd
	return odd
}

func (c *child) proof() proof.Prover {
	return proof.Prover{Seed: c.job.Seed, ReadChars: c.shop.ReadChars}
}

// try proves one case and finds how many lives make a sample.
func (c *child) try(t *launch.Trial, odd oddity) error {
	var err error
	if t.Evidence, err = c.proof().Case(c.scenario, t.Visit.Case); err != nil {
		return err
	}
	for i, e := range t.Evidence {
		if e.Fault == "" {
			t.Evidence[i].Fault = odd.arms[i]
		}
		if t.Evidence[i].Fault == "" {
			t.Visit.Arms = append(t.Visit.Arms, i)
			t.Visit.Collector = t.Visit.Collector || e.Allocs >= 0.5
		}
	}
	if len(t.Visit.Arms) == 0 {
		return nil
	}
	return c.calibrate(t)
}

// calibrateAll calibrates every arm of every visit, and takes their word for
// what they do.
func (c *child) calibrateAll() {
	for i, v := range c.job.Visits {
		c.begin(i)
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
			c.fault("%v", err)
			continue
		}
		c.say(launch.Message{Trial: &trial})
	}
}

// allocating sees whether an arm of the visit allocates.
func (c *child) allocating(v *launch.Visit) error {
	open, err := c.open(launch.Visit{Case: v.Case, Arms: v.Arms}, c.job.Seed)
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

// calibrate finds the lives of every arm and the fastest reference of every
// role.
func (c *child) calibrate(t *launch.Trial) error {
	c.collect(t.Visit)
	if err := c.means(t.Visit); err != nil {
		return err
	}
	candidates := c.candidates()
	v := t.Visit
	for _, r := range candidates {
		v.References = append(v.References, reference.ID{Role: r.Role, Name: r.Name})
	}
	open, err := c.open(v, c.job.Seed)
	if err != nil {
		return err
	}
	defer open.close()
	c.ready(v)
	timer := loop.New(c.shop.Clocks, open.block.Rand)
	single := stateOf(v.Case).single()
	for i, op := range open.ops {
		if single && i < len(v.Arms) {
			v.Lives = append(v.Lives, 1)
			continue
		}
		v.Lives = append(v.Lives, timer.Calibrate(op))
	}
	if !single {
		v.Lives = loop.AlikeOps(v.Lives)
	}
	rounds, err := timer.Rounds(open.ops, v.Lives, trial)
	if err != nil {
		return c.named(v, err)
	}
	life := make([]time.Duration, len(open.ops))
	for i := range life {
		life[i] = rounds[0][i].Wall / time.Duration(v.Lives[i])
		for _, round := range rounds[1:] {
			life[i] = min(life[i], round[i].Wall/time.Duration(v.Lives[i]))
		}
	}
	choose(t, v, life)
	t.Visit.Clock = clockFor(t.Visit, rounds)
	return nil
}

// trial is how long candidates run against each other: of short ones more rounds,
// since on a busy machine three are not enough to tell the fastest, and a ceiling
// of another would accuse honest arms.
var trial = loop.Extent{Rounds: 3, Span: 20 * time.Millisecond}

// reading is what two readings of the CPU clocks may differ by.
const reading = time.Microsecond

// clockFor is the rule for which clock counts, for all arms of a case alike:
// the CPU time of the thread, which no preemption spoils, where the arms do
// all their work on it; wall time as soon as one of them allocates (the
// collector works on other threads), waits or uses threads of its own.
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

// candidates are the references that may stand beside this scenario.
func (c *child) candidates() []reference.Candidate {
	wanted := map[string]bool{reference.CeilingRead: true, reference.CeilingCopy: true, reference.CeilingStream: true}
	for _, name := range c.scenario.Describe().Probes {
		wanted[reference.Probe(name)] = true
	}
	var found []reference.Candidate
	for _, r := range c.shop.References {
		if wanted[r.Role] {
			found = append(found, r)
		}
	}
	return found
}

// choose keeps the fastest reference of each role.
func choose(t *launch.Trial, v launch.Visit, life []time.Duration) {
	arms := len(v.Arms)
	t.Visit.Lives = v.Lives[:arms:arms]
	long := loop.LongOps(life)
	single := stateOf(v.Case).single() // an untimed life would warm what is to be cold
	for i := range arms {
		t.Visit.Long = append(t.Visit.Long, single || long[i])
	}
	best := map[string]int{}
	for i, r := range v.References {
		if j, known := best[r.Role]; !known || life[arms+i] < life[arms+j] {
			best[r.Role] = i
		}
	}
	for i, r := range v.References {
		if best[r.Role] == i {
			t.Visit.References = append(t.Visit.References, r)
			t.Visit.Lives = append(t.Visit.Lives, v.Lives[arms+i])
			t.Visit.Long = append(t.Visit.Long, long[arms+i])
		}
	}
}
