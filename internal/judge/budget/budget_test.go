package budget_test

import (
	"math"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// rival is an arm or a price of a made-up ledger.
type rival struct {
	name   string
	ns     float64 // per operation
	faults float64 // likewise
	work   launch.Work
	price  launch.Price // of a price
}

// ledger is a launch in which every sample of a rival takes its time, scaled.
func ledger(scale float64, own float64, rivals ...rival) *launch.Ledger {
	const ops = 1000
	l := &launch.Ledger{Collector: launch.Collector{Own: own, Others: 2 * own, Cycles: 3}}
	l.Record = launch.Record{Scenario: "S", Case: bench.Case{Size: 4096, Passes: 1}, Procs: 1}
	var round []loop.Sample
	for i, r := range rivals {
		if r.price.Item != "" {
			r.name = r.price.String()
			l.Prices = append(l.Prices, r.price)
		}
		l.Record.Rivals = append(l.Record.Rivals, launch.Rival{Name: r.name})
		l.Works = append(l.Works, r.work)
		took := time.Duration(r.ns * scale * ops)
		round = append(round, loop.Sample{Arm: i, Ops: ops, Wall: took, CPU: took, Usage: loop.Usage{Faults: int64(r.faults * ops)}})
	}
	for range launch.BlocksMin {
		l.Record.Blocks = append(l.Record.Blocks, launch.Block{Rounds: [][]loop.Sample{round, round, round}})
	}
	return l
}

// numbers are copied one by one.
var numbers = bench.Pieces{Each: 8, Among: 65536}

// bare is the read before some prices.
const bare = 40

// The prices of the made-up machine.
func prices() []rival {
	return []rival{
		{price: launch.Price{Item: launch.RawItem, Size: 4096}, ns: 300 + bare},
		{price: launch.Price{Item: launch.ObjectItem, Size: 48}, ns: 20 + bare},
		{price: launch.Price{Item: launch.FreshItem, Size: 4096}, ns: 400},
		{price: launch.Price{Item: launch.CopyItem, Size: 4096}, ns: 100},
		{price: launch.Price{Item: launch.ReadItem, Size: 4096}, ns: 50},
		{price: launch.Price{Item: launch.FaultItem}, ns: 700 + bare, faults: 1},
		{price: launch.Price{Item: launch.BareItem, Size: 4096}, ns: bare},
		{price: launch.Price{Item: launch.CallItem}, ns: 30 + bare, work: launch.Work{Calls: 1}},
		{price: launch.Price{Item: launch.RequestItem}, ns: 250 + bare, work: launch.Work{Requests: 1}},
		{price: launch.Price{Item: launch.SystemItem, Size: 4096}, ns: 600, work: launch.Work{Requests: 1}},
		{price: launch.Price{Item: launch.MapItem, Size: 4096}, ns: 5000 + 3*700, faults: 3},
		{price: launch.Price{Item: launch.CCopyItem, Size: 4096}, ns: 80 + 30, work: launch.Work{Calls: 1}},
		{price: launch.Price{Item: launch.PieceItem, Size: 4096, Pieces: numbers}, ns: 900},
		{price: launch.Price{Item: launch.ObjectItem, Size: 4096}, ns: 500 + bare},
		{price: launch.Price{Item: launch.CleanupItem}, ns: 150 + 20 + bare, work: launch.Work{Objects: []launch.Objects{{Size: 48, PerOp: 1}}}},
		{price: launch.Price{Item: launch.LookupItem, Name: "getbuffer"}, ns: 75, work: launch.Work{Calls: 2}},
	}
}

// arms are operations with known parts, and 10 ns beyond them. What they cost stands in
// the order of the rows.
var arms = []struct {
	rival
	parts map[budget.Row]float64
}{
	{rival{name: "copy", ns: 300 + 20 + 400 + 50 + 10, work: launch.Work{
		Objects: []launch.Objects{{Size: 4096, PerOp: 1}, {Size: 48, PerOp: 1}}, Copied: 4096, Reads: 1, Piece: 4096,
	}}, map[budget.Row]float64{budget.Allocation: 320 - 0.01*4144, budget.Collection: 0.01 * 4144, budget.Moving: 400, budget.Reading: 50}},
	{
		rival{name: "reuse", ns: 2*100 + 50 + 10, work: launch.Work{Copied: 8192, Reads: 1, Piece: 4096}},
		map[budget.Row]float64{budget.Moving: 200, budget.Reading: 50},
	},
	{
		rival{name: "view", ns: 2*30 + 15 + 50 + 10, work: launch.Work{Calls: 2, Protocol: []string{"getbuffer"}, Reads: 1, Piece: 4096}},
		map[budget.Row]float64{budget.Calls: 60, budget.Lookups: 15, budget.Reading: 50},
	},
	{
		rival{name: "file", ns: 600 + 2*700 + 10, faults: 2, work: launch.Work{System: 4096, Requests: 1}},
		map[budget.Row]float64{budget.System: 600, budget.Faults: 1400},
	},
	{
		rival{name: "mapping", ns: 5000 + 2*700 + 50 + 10, faults: 2, work: launch.Work{Mapped: 4096, Reads: 1, Piece: 4096}},
		map[budget.Row]float64{budget.System: 5000, budget.Faults: 1400, budget.Reading: 50},
	},
	{
		rival{name: "gather", ns: 500 + 900 + 50 + 10, work: launch.Work{ // the loop writes to memory that was set to zero
			Objects: []launch.Objects{{Size: 4096, PerOp: 1}}, Copied: 4096, Zeroed: true, Pieces: numbers, Reads: 1, Piece: 4096,
		}},
		map[budget.Row]float64{budget.Allocation: 500 - 0.01*4096, budget.Collection: 0.01 * 4096, budget.Moving: 900, budget.Reading: 50},
	},
	{
		rival{name: "python", ns: 80 + 400 + 300 + 50 + 10, work: launch.Work{ // C copies once, and Go once more
			Objects: []launch.Objects{{Size: 4096, PerOp: 1}}, Copied: 8192, InC: 4096, Reads: 1, Piece: 4096,
		}},
		map[budget.Row]float64{budget.Allocation: 300 - 0.01*4096, budget.Collection: 0.01 * 4096, budget.Moving: 480, budget.Reading: 50},
	},
	{
		rival{name: "guarded", ns: 20 + 150 + 50 + 10, work: launch.Work{ // without the object of the cleanup, which is counted
			Objects: []launch.Objects{{Size: 48, PerOp: 1}}, Cleanups: 1, Reads: 1, Piece: 4096,
		}},
		map[budget.Row]float64{budget.Allocation: 20 - 0.01*48, budget.Collection: 0.01 * 48, budget.Cleanups: 150, budget.Reading: 50},
	},
}

func book(launches int) budget.Book {
	var all []*launch.Ledger
	for i := range launches {
		var rivals []rival
		for _, a := range arms {
			rivals = append(rivals, a.rival)
		}
		all = append(all, ledger(1+0.1*float64(i), 0.01, append(rivals, prices()...)...))
	}
	return budget.Of(all)
}

// TestParts: every row is a count times a price, no cost stands in two rows, and the rest
// is what was put in beyond them.
func TestParts(t *testing.T) {
	b := book(1)
	for i, want := range arms {
		got := b.Budgets[i]
		if got.Arm != want.name || !near(got.Time.Center, want.ns) || !near(got.Unexplained.Center, 10) {
			t.Errorf("%s takes %v, of which %v is unexplained, want %s, %v and 10", got.Arm, got.Time.Center, got.Unexplained.Center, want.name, want.ns)
		}
		if len(got.Parts) != len(want.parts) {
			t.Errorf("%s has the rows %+v, want %v", got.Arm, got.Parts, want.parts)
		}
		for _, p := range got.Parts {
			if !near(p.Time.Center, want.parts[p.Row]) {
				t.Errorf("%s: %s takes %v, want %v", got.Arm, p.Row, p.Time.Center, want.parts[p.Row])
			}
		}
	}
	if got, want := b.Budgets[0].Others.Center, 0.02*4144; !near(got, want) {
		t.Errorf("the collector takes %v on other threads, want %v", got, want)
	}
}

func near(got, want float64) bool { return math.Abs(got-want) < 0.01 }

// TestAddsUp: with any number of launches, the parts and the rest are the time; intervals
// hold their centres, and are bounded from six launches on.
func TestAddsUp(t *testing.T) {
	for _, launches := range []int{1, 2, 6, 9} {
		b := book(launches)
		if b.Launches != launches || len(b.Differences) != len(arms)-1 {
			t.Errorf("%d launches: %d launches and %d differences", launches, b.Launches, len(b.Differences))
		}
		for _, one := range b.Budgets {
			adds(t, one.Arm, one.Time, one.Parts, one.Unexplained)
			if bounded := !math.IsInf(one.Time.Hi, 0); bounded != (launches >= 6) {
				t.Errorf("%s after %d launches: the interval is bounded: %t", one.Arm, launches, bounded)
			}
		}
		for _, one := range b.Differences {
			adds(t, one.Arm+" than "+one.Than, one.Time, one.Parts, one.Unexplained)
		}
	}
	if got := budget.Of(nil); got.Launches != 0 || len(got.Budgets) != 0 {
		t.Errorf("of no launch there is %+v", got)
	}
}

func adds(t *testing.T, what string, time interval.Estimate, parts []budget.Part, rest interval.Estimate) {
	t.Helper()
	sum := rest.Center
	for _, p := range parts {
		sum += p.Time.Center
	}
	if math.Abs(sum-time.Center) > 1e-6 || rest.Lo > rest.Center || rest.Hi < rest.Center {
		t.Errorf("%s: the parts and the rest are %v of %v, the rest within [%v, %v]", what, sum, time.Center, rest.Lo, rest.Hi)
	}
}

// TestDifferences are from the fastest arm, in pairs of one launch.
func TestDifferences(t *testing.T) {
	d := book(1).Differences[0]
	if d.Arm != "copy" || d.Than != "view" || !near(d.Time.Center, 780-135) || !near(d.Unexplained.Center, 0) {
		t.Errorf("the first difference is %+v, want copy over view, 645 ns, all of it explained", d)
	}
	for _, p := range d.Parts {
		if p.Row == budget.Calls && !near(p.Time.Center, -60) {
			t.Errorf("copy saves the calls of view: %v, want -60", p.Time.Center)
		}
	}
}

// TestUnread: without a kernel, reading is what the arm at 0 passes saves, less the calls
// that it saves too. With one, the price of reading stands, and a difference is told.
func TestUnread(t *testing.T) {
	calls := launch.Work{Calls: 2}
	walks := rival{name: "walks", ns: 500, work: calls}
	reads := rival{name: "reads", ns: 500, work: launch.Work{Reads: 1, Piece: 4096}}
	all := append([]rival{walks, reads}, prices()...)
	all = append(all,
		rival{price: launch.Price{Item: launch.UnreadItem, Name: "walks"}, ns: 100, work: launch.Work{Calls: 1}},
		rival{price: launch.Price{Item: launch.UnreadItem, Name: "reads"}, ns: 100},
	)
	var ledgers []*launch.Ledger
	for range 6 {
		ledgers = append(ledgers, ledger(1, 0, all...))
	}
	b := budget.Of(ledgers)
	w, r := b.Budgets[0], b.Budgets[1]
	if got := w.Parts[len(w.Parts)-1]; !w.Differenced || got.Row != budget.Reading || !near(got.Time.Center, 400-30) {
		t.Errorf("walks reads for %+v, differenced %t, want 370", got, w.Differenced)
	}
	if got := r.Parts[0]; r.Differenced || !near(got.Time.Center, 50) || !near(r.Unexplained.Center, 450) {
		t.Errorf("reads reads for %+v, and leaves %v, want 50 and 450", got, r.Unexplained.Center)
	}
	if got := w.Disagreements(nil); len(got) != 0 {
		t.Errorf("a difference disagrees with itself: %+v", got)
	}
	got := r.Disagreements(nil)
	if len(got) != 1 || got[0].Row != budget.Reading || got[0].Source != budget.UnreadSource || !near(got[0].Other.Center, 400) {
		t.Errorf("reads has the disagreements %+v, want one on reading", got)
	}
}

// halve makes the CPU time of every sample half of its wall time.
func halve(l *launch.Ledger) {
	for _, b := range l.Record.Blocks {
		for _, round := range b.Rounds {
			for i := range round {
				round[i].CPU = round[i].Wall / 2
			}
		}
	}
}

// TestWaiting: by the wall clock, the time without CPU time is a row.
func TestWaiting(t *testing.T) {
	l := ledger(1, 0, rival{name: "sleeps", ns: 100})
	halve(l)
	b := budget.Of([]*launch.Ledger{l}).Budgets[0]
	if len(b.Parts) != 1 || b.Parts[0].Row != budget.Waiting || !near(b.Parts[0].Time.Center, 50) || !near(b.Unexplained.Center, 50) {
		t.Errorf("an arm that waits half of 100 ns has %+v, and leaves %v", b.Parts, b.Unexplained.Center)
	}
}

// TestClock: the times of a budget are those of the clock that counts.
func TestClock(t *testing.T) {
	l := ledger(1, 0, rival{name: "view", ns: 100})
	l.Record.Clock = launch.Thread
	halve(l)
	if got := budget.Of([]*launch.Ledger{l}).Budgets[0].Time.Center; !near(got, 50) {
		t.Errorf("by the thread's clock view takes %v, want 50", got)
	}
}
