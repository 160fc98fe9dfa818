package session

import (
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/measure/runner"
)

// budget deals out the time of a whole run. Each scenario has a share by how long a
// launch of all its cases is likely to take. The scenarios behind it get what it leaves.
type budget struct {
	now   func() time.Time
	until time.Time            // of the run
	ends  map[string]time.Time // of scenarios that have begun
	left  []weighed            // scenarios that have not
}

// weighed is a scenario with the weight of its share.
type weighed struct {
	name   string
	weight float64
}

// newBudget gives a plan a time, from now on.
func newBudget(all time.Duration, p runner.Plan, now func() time.Time) *budget {
	b := &budget{now: now, until: now().Add(all), ends: map[string]time.Time{}}
	for _, t := range p.Tasks {
		one := p
		one.Tasks = []runner.Task{t}
		b.left = append(b.left, weighed{t.Info.Name, max(runner.Estimate(one, 1, 0).Seconds(), 1e-3)})
	}
	return b
}

// end is when a scenario's share is used up. The first question begins it.
func (b *budget) end(scenario string) time.Time {
	if end, begun := b.ends[scenario]; begun {
		return end
	}
	at := slices.IndexFunc(b.left, func(w weighed) bool { return w.name == scenario })
	if at < 0 {
		return b.until
	}
	all := 0.
	for _, w := range b.left[at:] {
		all += w.weight
	}
	share := b.left[at].weight / all
	b.left = b.left[at+1:]
	b.ends[scenario] = b.now().Add(time.Duration(share * float64(b.rest())))
	return b.ends[scenario]
}

// over reports whether a scenario's share is used up.
func (b *budget) over(scenario string) bool { return !b.now().Before(b.end(scenario)) }

// rest is how long the run still takes.
func (b *budget) rest() time.Duration { return max(0, b.until.Sub(b.now())) }
