package child

import (
	"math/rand/v2"
	"runtime"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// A launch visits each case for [launch.BlocksMin] blocks. Then it goes round again
// until it has measured startupFactor times as long as it took to start, and as long as
// it took to settle the heap, or until every case has blocksMax blocks. A process that
// starts slowly must not cost more than it tells.
const (
	blocksMax     = 8
	startupFactor = 3
)

// measurer takes the samples of a launch.
type measurer struct{ *room }

// all measures every visit and then hands over the records. Nothing is written while
// there is something to measure.
func (m measurer) all() {
	rng := rand.New(rand.NewPCG(m.job.Seed, 1))
	records := make([]*launch.Record, len(m.job.Visits))
	defer func() { m.hand(records) }()
	if m.timeAll(records, rng) && m.job.Counters {
		tallier{m.room}.all(records, rng)
	}
}

// timeAll fills in the records with blocks. It is false after a fault.
func (m measurer) timeAll(records []*launch.Record, rng *rand.Rand) bool {
	ready := time.Since(m.job.Spawned)
	var measured time.Duration
	for round := range blocksMax {
		if round >= launch.BlocksMin && measured >= startupFactor*startup(ready, records[0])+m.heap.settling {
			break
		}
		for i, v := range m.job.Visits {
			m.answers.begin(i)
			if records[i] == nil {
				records[i] = m.record(v)
			}
			from := time.Now()
			block, span := m.block(v, records[i], rng.Uint64())
			records[i].Took += time.Since(from)
			if block == nil {
				return false
			}
			measured += span
			records[i].Blocks = append(records[i].Blocks, *block)
		}
	}
	return true
}

// startup is the time of the launch before it could measure: the start of the process,
// and by how much the first source took longer than the second (a Python to start, a
// library to load).
func startup(ready time.Duration, first *launch.Record) time.Duration {
	return ready + max(0, first.Blocks[0].Setup-first.Blocks[1].Setup)
}

// hand hands over the records with enough blocks, also after a panic in a later visit.
func (m measurer) hand(records []*launch.Record) {
	for _, r := range records {
		if r != nil && len(r.Blocks) >= launch.BlocksMin {
			m.answers.say(launch.Message{Record: r})
		}
	}
}

func (m measurer) record(v launch.Visit) *launch.Record {
	r := &launch.Record{
		Scenario: m.job.Scenario, Case: v.Case, Seed: m.job.Seed, Procs: runtime.GOMAXPROCS(0),
		Clock: v.Clock, Collector: v.Collector,
	}
	rivals := m.scenario.Rivals()
	for _, i := range v.Arms {
		r.Rivals = append(r.Rivals, launch.Rival{Name: rivals[i].Name})
	}
	for _, chosen := range v.References {
		r.Rivals = append(r.Rivals, launch.Rival{Name: chosen.Role})
	}
	return r
}

// block measures one fresh source. It returns nil after a fault.
func (m measurer) block(v launch.Visit, r *launch.Record, seed uint64) (*launch.Block, time.Duration) {
	m.heap.collect(v)
	open, err := m.stage.open(v, seed)
	if err != nil {
		m.answers.fault("%v", err)
		return nil, 0
	}
	defer open.close()
	if len(r.Blocks) == 0 {
		m.account(v, r, open.ops)
	}
	m.heap.ready(v, open.ops)
	begin := time.Now()
	timer := m.timer(open)
	x := m.job.Extent
	x.Span = open.span(m.job.Extent.Span)
	timer.Long = v.Long
	rounds, err := timer.Rounds(open.ops, v.Ops, x)
	if err != nil {
		m.answers.fault("%v", m.named(v, err))
		return nil, 0
	}
	span := time.Since(begin)
	return &launch.Block{
		Seed: seed, Setup: open.setup, At: open.at(), Sources: 1 + len(open.ring), Rounds: rounds,
		Asked: open.pages.asked, Granted: m.granted(v),
	}, span
}

// granted is how much of this process lies in huge pages. It only asks if a buffer is
// large enough for one, because the answer takes a page walk.
func (m measurer) granted(v launch.Visit) bench.Bytes {
	if v.Case.Size < launch.HugeFrom || m.shop.HugeBytes == nil {
		return 0
	}
	n, _ := m.shop.HugeBytes()
	return bench.Bytes(n)
}

// account counts what one operation of each rival allocates in this launch.
func (m measurer) account(v launch.Visit, r *launch.Record, ops []bench.Op) {
	for i, op := range ops {
		r.Rivals[i].Moved = op.Cost.Copied + op.Cost.System
		r.Rivals[i].Allocs, r.Rivals[i].Allocated = allocations(op, v.Ops[i])
	}
}

// allocations is what one operation of op allocates. It counts again if that is not what
// the op declares, because allocations of other goroutines are counted too.
func allocations(op bench.Op, n int) (objects float64, size bench.Bytes) {
	if objects, size = loop.Allocations(op, n); objects != float64(op.Cost.Allocs) {
		return loop.LeastAllocations(op, n)
	}
	return objects, size
}
