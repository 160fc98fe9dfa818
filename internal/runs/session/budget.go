package session

import (
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/measure/runner"
)

// budget deals out the time of a whole run. Each scenario has a share by how long a
// launch of all its cases is likely to take. The scenarios behind it get what it leaves.
// Proof and calibration come before a scenario's first question, so time for those to come
// is set aside, by how long they took so far.
type budget struct {
	now   func() time.Time
	until time.Time            // of the run
	ends  map[string]time.Time // of scenarios that have begun
	left  []weighed            // scenarios that have not

	asked   time.Time     // the last question
	between time.Duration // what passed before the first questions of scenarios
	proven  int           // their cases
}

// weighed is a scenario with the weight of its share.
type weighed struct {
	name   string
	weight float64
	cases  int
}

// newBudget gives a plan a time, from now on.
func newBudget(all time.Duration, p runner.Plan, now func() time.Time) *budget {
	b := &budget{now: now, until: now().Add(all), ends: map[string]time.Time{}, asked: now()}
	for _, t := range p.Tasks {
		one := p
		one.Tasks = []runner.Task{t}
		b.left = append(b.left, weighed{t.Info.Name, max(runner.Estimate(one, 1, 0).Seconds(), 1e-3), len(t.Cases)})
	}
	return b
}

// end is when a scenario's share is used up. The first question begins it.
func (b *budget) end(scenario string) time.Time {
	now := b.now()
	defer func() { b.asked = now }()
	if end, begun := b.ends[scenario]; begun {
		return end
	}
	at := slices.IndexFunc(b.left, func(w weighed) bool { return w.name == scenario })
	if at < 0 {
		return b.until
	}
	b.between += now.Sub(b.asked)
	for _, w := range b.left[:at+1] {
		b.proven += w.cases
	}
	one, behind := b.left[at], b.left[at+1:]
	all, toProve := one.weight, 0
	for _, w := range behind {
		all, toProve = all+w.weight, toProve+w.cases
	}
	aside := b.between * time.Duration(toProve) / time.Duration(max(b.proven, 1))
	b.left = behind
	b.ends[scenario] = now.Add(time.Duration(one.weight / all * float64(max(0, b.rest()-aside))))
	return b.ends[scenario]
}

// over reports whether a scenario's share is used up.
func (b *budget) over(scenario string) bool { return !b.now().Before(b.end(scenario)) }

// rest is how long the run still takes.
func (b *budget) rest() time.Duration { return max(0, b.until.Sub(b.now())) }
