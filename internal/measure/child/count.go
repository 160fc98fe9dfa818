package child

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/counters"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Counter counts events of the thread that opened it.
type Counter interface {
	// Count counts while there is work, the price of counting included.
	Count(work func()) (counters.Tally, error)
	// Lacks are the events that it does not count, and why.
	Lacks() []events.Lack
	// Alone reports whether it leaves out what the kernel does for the thread.
	Alone() bool
	Close() error
}

// A case is counted as long as a block of it is timed: in countLeast rounds of a
// sample of every rival, and for its span, since what a life does may depend on
// when the collector was here. Rounds of more than countSlow count for four.
const (
	countLeast = 8
	countSlow  = 20 * time.Millisecond
)

// countAll counts the events of every visit: when all is timed, so that no timed
// life comes behind a counted one, and on sources of its own.
func (c *child) countAll(records []*launch.Record, rng *rand.Rand) {
	if c.shop.Counters == nil {
		return
	}
	set := c.shop.Counters()
	defer set.Close()
	for i, v := range c.job.Visits {
		c.begin(i)
		from := time.Now()
		if err := c.count(v, records[i], set, rng.Uint64()); err != nil {
			c.fault("count events: %v", err)
			return
		}
		records[i].Took += time.Since(from)
	}
}

// count counts the events of one visit.
func (c *child) count(v launch.Visit, r *launch.Record, set Counter, seed uint64) error {
	r.Counting = &launch.Counting{Lacks: slices.Clone(set.Lacks()), Alone: set.Alone()}
	c.collect(v)
	open, err := c.open(v, seed)
	if err != nil {
		return err
	}
	defer open.close()
	c.ready(v)
	price, err := priceOf(set)
	if err != nil {
		return err
	}
	seen, err := c.countRounds(v, open, set)
	if err != nil {
		return err
	}
	for i, s := range seen {
		var never []events.Lack
		r.Rivals[i].Counts, never = s.aLife(price)
		for _, l := range never {
			if !slices.Contains(r.Counting.Lacks, l) {
				r.Counting.Lacks = append(r.Counting.Lacks, l)
			}
		}
	}
	return nil
}

// countRounds returns what was counted of each rival. The first round is thrown
// away unless it is slow, as the caches are still another block's.
func (c *child) countRounds(v launch.Visit, open *opened, set Counter) ([]counted, error) {
	seen := make([]counted, len(open.ops))
	begin, first := time.Now(), true
	for left := countLeast; left > 0 || time.Since(begin) < c.span(open); left-- {
		from := time.Now()
		for _, i := range open.block.Rand.Perm(len(open.ops)) {
			long := i < len(v.Long) && v.Long[i]
			if err := c.countSample(set, open.ops[i], v.Lives[i], long, &seen[i]); err != nil {
				return nil, err
			}
		}
		switch took := time.Since(from); {
		case first && took < c.span(open):
			seen, begin, left = make([]counted, len(open.ops)), time.Now(), left+1
		case took > countSlow:
			left -= 3
		}
		first = false
	}
	return seen, nil
}

// counted is what was counted of one rival.
type counted struct {
	tally          counters.Tally
	samples, lives int
}

// countSample counts one sample, which finds what a timed one finds: the state
// that its op prepares, and one life before it unless its lives are long.
func (c *child) countSample(set Counter, op bench.Op, lives int, long bool, to *counted) (err error) {
	op.Held(func() {
		if !long {
			c.kept += op.Run(1)
		}
		var sum uint64
		var tally counters.Tally
		if sum, tally, err = lived(set, op, lives); err == nil {
			c.kept += sum
			to.tally, to.samples, to.lives = to.tally.Add(tally), to.samples+1, to.lives+lives
		}
	})
	return err
}

// lived counts lives of op.
func lived(set Counter, op bench.Op, lives int) (sum uint64, t counters.Tally, err error) {
	t, err = set.Count(func() { sum = op.Run(lives) })
	return sum, t, err
}

// priceOf is what counting counts of itself, by event: the median of samples of
// a life that does nothing, one preempted sample being no part of the price.
func priceOf(set Counter) (map[string]float64, error) {
	const tries = 101
	nothing := bench.Op{Run: func(int) uint64 { return 0 }}
	all := map[string][]float64{}
	for range tries {
		_, tally, err := lived(set, nothing, 1)
		if err != nil {
			return nil, fmt.Errorf("see what counting costs: %w", err)
		}
		for _, r := range tally {
			if n, known := r.Count(); known {
				all[r.Event] = append(all[r.Event], n)
			}
		}
	}
	price := map[string]float64{}
	for event, some := range all {
		slices.Sort(some)
		price[event] = some[len(some)/2]
	}
	return price, nil
}

// aLife is how often each event happens in a life, with the price of counting
// taken off every sample. What is below 0 then is noise about 0, and is 0: only
// the sum of all samples is cut, since cutting each would leave the noise that is
// above. Events that never were on a counter are returned as lacks.
func (s counted) aLife(price map[string]float64) (counts []launch.Count, never []events.Lack) {
	for _, r := range s.tally {
		n, known := r.Count()
		if !known {
			never = append(never, events.Busy(r.Event))
			continue
		}
		net := max(n-float64(s.samples)*price[r.Event], 0)
		counts = append(counts, launch.Count{Event: r.Event, Life: net / float64(s.lives), Share: r.Share()})
	}
	return counts, never
}
