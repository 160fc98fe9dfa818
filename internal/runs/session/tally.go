package session

import (
	"cmp"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// tally counts the cases of a run's grid. Their number is known beforehand and does not
// grow.
type tally struct {
	plan runner.Plan
	done map[string]bool          // cases of the grid, by name; true is measured enough
	took map[string]time.Duration // the longest launch so far, by scenario
}

func newTally(p runner.Plan) *tally {
	t := &tally{plan: p, done: map[string]bool{}, took: map[string]time.Duration{}}
	for _, task := range p.Tasks {
		for _, c := range task.Cases {
			t.done[runner.Key(task.Info.Name, c)] = false
		}
	}
	return t
}

// close notes that a case has been measured enough. A case beyond the grid is not
// counted.
func (t *tally) close(scenario string, c bench.Case) {
	if name := runner.Key(scenario, c); !t.done[name] {
		if _, ofGrid := t.done[name]; ofGrid {
			t.done[name] = true
		}
	}
}

// closed is how many cases of the grid are done.
func (t *tally) closed() (n int) {
	for _, done := range t.done {
		if done {
			n++
		}
	}
	return n
}

// launched notes how long a launch took.
func (t *tally) launched(records []*launch.Record) {
	var took time.Duration
	for _, r := range records {
		took += r.Took
	}
	if len(records) > 0 {
		t.took[records[0].Scenario] = max(t.took[records[0].Scenario], took)
	}
}

// launch is how long a launch of a scenario may take: as long as the longest so far, or
// before there is one, as its sizes let expect.
func (t *tally) launch(scenario string) time.Duration {
	if took := t.took[scenario]; took > 0 {
		return took
	}
	for _, task := range t.plan.Tasks {
		if task.Info.Name == scenario {
			return launchOf(t.plan, task)
		}
	}
	return 0
}

// launchOf guesses the time of the longest launch of a task: several small cases share
// one.
func launchOf(p runner.Plan, task runner.Task) (longest time.Duration) {
	var small []time.Duration
	for _, c := range task.Cases {
		one := p
		one.Tasks = []runner.Task{{Rivals: task.Rivals, Cases: []bench.Case{c}}}
		took := runner.Estimate(one, 1, 0)
		longest = max(longest, took)
		if c.Size < large {
			small = append(small, took)
		}
	}
	slices.SortFunc(small, func(a, b time.Duration) int { return cmp.Compare(b, a) })
	shared := time.Duration(0)
	for _, took := range small[:min(atOnce, len(small))] {
		shared += took
	}
	return max(longest, shared)
}

// large cases have launches of their own.
const large = 16 * bench.MiB
