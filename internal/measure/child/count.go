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

// A case is counted as long as a block of it is timed: at least for countLeast rounds
// and for its span, because an operation may depend on when the collector ran last. A
// round longer than countSlow counts for four.
const (
	countLeast = 8
	countSlow  = 20 * time.Millisecond
)

// tallier counts events of operations.
type tallier struct{ *room }

// all counts the events of every visit, on sources of its own. It runs after all timing,
// so that no timed operation follows a counted one.
func (t tallier) all(records []*launch.Record, rng *rand.Rand) {
	if t.shop.Counters == nil {
		return
	}
	set := t.shop.Counters()
	defer set.Close()
	for i, v := range t.job.Visits {
		t.answers.begin(i)
		from := time.Now()
		if err := t.count(v, records[i], set, rng.Uint64()); err != nil {
			t.answers.fault("count events: %v", err)
			return
		}
		records[i].Took += time.Since(from)
	}
}

// count counts the events of one visit.
func (t tallier) count(v launch.Visit, r *launch.Record, set Counter, seed uint64) error {
	r.Counting = &launch.Counting{Lacks: slices.Clone(set.Lacks()), Alone: set.Alone()}
	t.heap.collect(v)
	open, err := t.stage.open(v, seed)
	if err != nil {
		return err
	}
	defer open.close()
	if open.crowd != nil {
		r.Counting.Lacks = crowded()
		return nil
	}
	t.heap.ready(v, open.ops)
	price, err := priceOf(set)
	if err != nil {
		return err
	}
	seen, err := t.countRounds(v, open, set)
	if err != nil {
		return err
	}
	for i, s := range seen {
		var never []events.Lack
		r.Rivals[i].Counts, never = s.perOp(price)
		for _, l := range never {
			if !slices.Contains(r.Counting.Lacks, l) {
				r.Counting.Lacks = append(r.Counting.Lacks, l)
			}
		}
	}
	return nil
}

// crowded are the lacks of a case of several goroutines.
func crowded() (all []events.Lack) {
	for _, name := range events.Names() {
		all = append(all, events.Lack{Event: name, Reason: "for cases of several goroutines: the counters are those of one thread"})
	}
	return all
}

// countRounds returns the counts of each rival. It throws the first round away unless it
// is slow, because the caches still hold another block.
func (t tallier) countRounds(v launch.Visit, open *opened, set Counter) ([]rivalCounts, error) {
	seen := make([]rivalCounts, len(open.ops))
	begin, first := time.Now(), true
	for left := countLeast; left > 0 || time.Since(begin) < open.span(t.job.Extent.Span); left-- {
		from := time.Now()
		for _, i := range open.block.Rand.Perm(len(open.ops)) {
			long := i < len(v.Long) && v.Long[i]
			if err := t.countSample(set, open.ops[i], v.Ops[i], long, &seen[i]); err != nil {
				return nil, err
			}
		}
		switch took := time.Since(from); {
		case first && took < open.span(t.job.Extent.Span):
			seen, begin, left = make([]rivalCounts, len(open.ops)), time.Now(), left+1
		case took > countSlow:
			left -= 3
		}
		first = false
	}
	return seen, nil
}

// rivalCounts are the counts of one rival.
type rivalCounts struct {
	tally        counters.Tally
	samples, ops int
}

// countSample counts one sample. It finds what a timed sample finds: the state that its
// op prepares, and one operation before it unless operations are long.
func (t tallier) countSample(set Counter, op bench.Op, n int, long bool, to *rivalCounts) (err error) {
	op.Held(func() {
		if !long {
			t.kept += op.Run(1)
		}
		var all uint64
		var tally counters.Tally
		if all, tally, err = countOps(set, op, n); err == nil {
			t.kept += all
			to.tally, to.samples, to.ops = to.tally.Add(tally), to.samples+1, to.ops+n
		}
	})
	return err
}

// countOps counts n operations.
func countOps(set Counter, op bench.Op, n int) (all uint64, t counters.Tally, err error) {
	t, err = set.Count(func() { all = op.Run(n) })
	return all, t, err
}

// priceOf is how much counting adds by itself, by event: the median of samples of an
// operation that does nothing. A median, because one preempted sample is no part of the
// price.
func priceOf(set Counter) (map[string]float64, error) {
	const tries = 101
	nothing := bench.Op{Run: func(int) uint64 { return 0 }}
	all := map[string][]float64{}
	for range tries {
		_, tally, err := countOps(set, nothing, 1)
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

// perOp is how often each event happens per operation, less the price of counting per
// sample. A result below 0 is noise about 0, and becomes 0. Only the sum of all samples
// is cut: cutting each sample would keep the noise above 0. Events that never were on a
// counter are returned as lacks.
func (s rivalCounts) perOp(price map[string]float64) (counts []launch.Count, never []events.Lack) {
	for _, r := range s.tally {
		n, known := r.Count()
		if !known {
			never = append(never, events.Busy(r.Event))
			continue
		}
		net := max(n-float64(s.samples)*price[r.Event], 0)
		counts = append(counts, launch.Count{Event: r.Event, PerOp: net / float64(s.ops), Share: r.Share()})
	}
	return counts, never
}
