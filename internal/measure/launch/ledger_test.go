package launch_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

func ledger() *launch.Ledger {
	price := launch.Price{Item: launch.ReadItem, Size: 64}
	round := []loop.Sample{{Ops: 1, Wall: 5}, {Ops: 1, Wall: 3}}
	return &launch.Ledger{
		Record: launch.Record{
			Scenario: "S", Case: bench.Case{Size: 64, Passes: 1}, Procs: 1,
			Rivals: []launch.Rival{{Name: "view"}, {Name: price.String()}},
			Blocks: []launch.Block{{Rounds: [][]loop.Sample{round}}},
		},
		Works: make([]launch.Work, 2), Prices: []launch.Price{price},
	}
}

func TestLedgerCheck(t *testing.T) {
	if err := ledger().Check(); err != nil {
		t.Fatal(err)
	}
	for want, spoil := range map[string]func(l *launch.Ledger){
		"without samples":        func(l *launch.Ledger) { l.Record.Blocks = nil },
		"2 rivals has 1 works":   func(l *launch.Ledger) { l.Works = l.Works[:1] },
		"2 prices":               func(l *launch.Ledger) { l.Prices = append(l.Prices, l.Prices...) },
		"a price of -1 bytes":    func(l *launch.Ledger) { l.Prices[0].Size = -1 },
		"a price at 64 bytes":    func(l *launch.Ledger) { l.Prices[0].Place.Line = 64 },
		"copies -1 and 0 bytes":  func(l *launch.Ledger) { l.Works[0].Copied = -1 },
		"maps -1 bytes":          func(l *launch.Ledger) { l.Works[0].Mapped = -1 },
		"NaN and 0 calls":        func(l *launch.Ledger) { l.Works[0].Calls = math.NaN() },
		"allocates +Inf objects": func(l *launch.Ledger) { l.Works[0].Objects = []launch.Objects{{Size: 8, PerOp: math.Inf(1)}} },
		"takes -1 and 0 ns":      func(l *launch.Ledger) { l.Collector.Own = -1 },
		"no line":                func(l *launch.Ledger) { l.Lacks = []string{"a\nb"} },
	} {
		l := ledger()
		spoil(l)
		if err := l.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Check = %v, want %q", err, want)
		}
		if m := (launch.Message{Ledger: l}); m.Check() == nil {
			t.Errorf("a message with that ledger passes: %q", want)
		}
	}
}

// TestPricesOfWork: memory for a copy is not set to zero, a copy into new memory has a
// price of its own, and so has reading what a long copy left in memory.
func TestPricesOfWork(t *testing.T) {
	at := bench.Case{Size: 4096, Passes: 1}
	fresh := launch.Work{Copied: 4096, Piece: 4096, Objects: []launch.Objects{{Size: 4096, PerOp: 1}, {Size: 48, PerOp: 2}}}
	if p := fresh.ObjectPrice(fresh.Objects[0]); p.Item != launch.RawItem {
		t.Errorf("the memory of a copy costs %v, want raw", p)
	}
	if p := fresh.ObjectPrice(fresh.Objects[1]); p.Item != launch.ObjectItem || p.Size != 48 {
		t.Errorf("another object costs %v, want an object of 48 bytes", p)
	}
	fresh.Zeroed = true
	if p := fresh.ObjectPrice(fresh.Objects[0]); p.Item != launch.ObjectItem {
		t.Errorf("memory that is set to zero costs %v, want an object", p)
	}
	fresh.Zeroed = false
	loops := bench.Pieces{Each: 8, Among: 64 * bench.KiB, Scattered: true}
	if got, want := (launch.Price{Item: launch.PieceItem, Size: 4096, Pieces: loops}).String(), "price:pieces:4KiB:8B:64KiB:scattered"; got != want {
		t.Errorf("pieces are named %q, want %q", got, want)
	}
	for _, test := range []struct {
		name string
		w    launch.Work
		want []launch.Payment
	}{
		{"into new memory", fresh, []launch.Payment{{Price: launch.Price{Item: launch.FreshItem, Size: 4096}, Times: 1}}},
		{"twice into kept memory", launch.Work{Copied: 8192}, []launch.Payment{{Price: launch.Price{Item: launch.CopyItem, Size: 4096}, Times: 2}}},
		{"once into each", launch.Work{Copied: 8192, Objects: fresh.Objects[:1]}, []launch.Payment{
			{Price: launch.Price{Item: launch.FreshItem, Size: 4096}, Times: 1},
			{Price: launch.Price{Item: launch.CopyItem, Size: 4096}, Times: 1},
		}},
		{"a part", launch.Work{Copied: 1024}, []launch.Payment{{Price: launch.Price{Item: launch.CopyItem, Size: 1024}, Times: 1}}},
		{"none", launch.Work{}, nil},
		{"once in C, and once into new memory", launch.Work{Copied: 8192, InC: 4096, Objects: fresh.Objects[:1]}, []launch.Payment{
			{Price: launch.Price{Item: launch.FreshItem, Size: 4096}, Times: 1},
			{Price: launch.Price{Item: launch.CCopyItem, Size: 4096}, Times: 1},
		}},
		{"into memory set to zero", launch.Work{Copied: 4096, Zeroed: true, Objects: fresh.Objects[:1]}, []launch.Payment{
			{Price: launch.Price{Item: launch.CopyItem, Size: 4096}, Times: 1},
		}},
		{"by a loop", launch.Work{Copied: 4096, Zeroed: true, Pieces: loops, Objects: fresh.Objects[:1]}, []launch.Payment{
			{Price: launch.Price{Item: launch.PieceItem, Size: 4096, Pieces: loops}, Times: 1},
		}},
	} {
		if got := test.w.Copies(at); !slices.Equal(got, test.want) {
			t.Errorf("copies %s cost %v, want %v", test.name, got, test.want)
		}
	}
	long := launch.Work{Copied: 4 * bench.MiB, Piece: 64}
	if got, want := long.ReadPrice().Item, launch.FarReadItem; got != want {
		t.Errorf("reading a long copy costs a %s, want %s", got, want)
	}
	for _, near := range []launch.Work{{Copied: 4 * bench.MiB, InC: 4 * bench.MiB}, {Copied: 4 * bench.MiB, Pieces: loops}} {
		if got, want := near.ReadPrice().Item, launch.ReadItem; got != want {
			t.Errorf("reading what C or a loop has copied costs a %s, want %s", got, want)
		}
	}
	for want, at := range map[string]launch.Place{
		"price:read:4KiB": {}, "price:read:4KiB:line+16": {Line: 16}, "price:read:4KiB:source+0": {Source: true},
	} {
		fresh.Place = at
		if got := fresh.ReadPrice().String(); got != want {
			t.Errorf("a read at %+v is named %q, want %q", at, got, want)
		}
	}
}
