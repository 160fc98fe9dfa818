//go:build cpython && cgo

package python

import (
	"errors"
	"slices"
	"testing"
	"time"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/buffer"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// against measures ours and the rival in turns, and reports medians: the time of each,
// and ours over the rival's in the same turn.
func against(b *testing.B, name string, py *cpython.Interpreter, ours, rival func(n int)) {
	const turn = 200 // operations of one way before the other
	b.Run(name, func(b *testing.B) {
		var ratios, mine, theirs []float64
		py.Do(func() {
			ours(1)
			rival(1)
			b.ResetTimer()
			for i := range b.N {
				first, second := ours, rival
				if i%2 == 1 { // neither always comes first
					first, second = rival, ours
				}
				x, y := timed(first, turn), timed(second, turn)
				if i%2 == 1 {
					x, y = y, x
				}
				mine, theirs, ratios = append(mine, x), append(theirs, y), append(ratios, x/y)
			}
		})
		b.ReportMetric(median(mine)/turn, "ns/op")
		b.ReportMetric(median(theirs)/turn, "rival-ns/op")
		b.ReportMetric(median(ratios), "ours/rival")
	})
}

func timed(f func(n int), n int) float64 {
	start := time.Now()
	f(n)
	return float64(time.Since(start))
}

func median(s []float64) float64 {
	slices.Sort(s)
	return s[len(s)/2]
}

var seen float64

// BenchmarkBridge is package cpython against leases written by hand, as the scenario
// PyBuffer has them: two calls of C per operation, and no check of what they find.
func BenchmarkBridge(b *testing.B) {
	py := started()
	block := bench.NewBlock(bench.Case{Size: 32, Passes: 1}, 1)
	defer block.Close()
	for _, from := range []struct{ name, expression string }{
		{"array", "__import__('array').array('d', [1, 2, 3, 4])"},
		{"numpy", "__import__('numpy').arange(4.0)"},
	} {
		o, err := py.Eval(from.expression, nil)
		if err != nil {
			b.Skip(err)
		}
		defer o.Close()
		e := &exporter{py, o}
		look := func(s []float64) error { seen += s[0]; return nil }
		with := func(n int) {
			for range n {
				if err := cpython.With(py, o, look); err != nil {
					b.Fatal(err)
				}
			}
		}
		against(b, "with/rival=simple/"+from.name, py, with, leasing(b, block, e, aBuffer))
		against(b, "with/rival=full/"+from.name, py, with, leasing(b, block, e, anyBuffer))
		general := func(n int) {
			for range n {
				seen += viewed(b, py, o)
			}
		}
		against(b, "view/rival=simple/"+from.name, py, general, leasing(b, block, e, aBuffer))
		against(b, "view/rival=full/"+from.name, py, general, leasing(b, block, e, anyBuffer))
	}
	exporting(b, py, block)
}

// leasing is a lease written by hand: got, looked at and released.
func leasing(b *testing.B, block *bench.Block, e *exporter, t taking) func(n int) {
	l, err := e.lease(block)
	if err != nil {
		b.Fatal(err)
	}
	return func(n int) {
		for range n {
			if t.call(l) != 0 {
				e.fail(t.doing)
			}
			seen += float64(held(l)[0])
			letGo(l)
		}
	}
}

// viewed is the first number of o by the way that is open to any layout.
func viewed(b *testing.B, py *cpython.Interpreter, o *cpython.Object) float64 {
	held, err := py.Buffer(o, cpython.FullRO)
	if err != nil {
		b.Fatal(err)
	}
	v, err := held.View()
	if err != nil {
		b.Fatal(err)
	}
	s, err := buffer.As[float64](v)
	if err != nil {
		b.Fatal(err)
	}
	x := s[0]
	if err := errors.Join(v.Release(), held.Release()); err != nil {
		b.Fatal(err)
	}
	return x
}

// exporting is a slice that Python gets and gives back, against a memoryview of pinned
// memory, which nobody counts.
func exporting(b *testing.B, py *cpython.Interpreter, block *bench.Block) {
	s := make([]float64, 4)
	data := make([]byte, 32)
	l, err := (&exporter{py: py, object: new(cpython.Object)}).lease(block)
	if err != nil {
		b.Fatal(err)
	}
	against(b, "export/rival=memoryview", py, func(n int) {
		for range n {
			v := buffer.Of(s)
			e, err := py.Export(v)
			if err != nil {
				b.Fatal(err)
			}
			if err := errors.Join(v.Release(), e.Close()); err != nil {
				b.Fatal(err)
			}
		}
	}, func(n int) {
		if !lendPinned(l, data, n) {
			b.Fatal("no memoryview")
		}
	})
}

// What is left of a kept buffer's cost: As, against the cast of its memory by hand.
func BenchmarkBridgeKept(b *testing.B) {
	py := started()
	o, err := py.Eval("__import__('array').array('d', [1, 2, 3, 4])", nil)
	if err != nil {
		b.Fatal(err)
	}
	defer o.Close()
	held, err := py.Buffer(o, cpython.FullRO)
	if err != nil {
		b.Fatal(err)
	}
	defer held.Release()
	v, err := held.View()
	if err != nil {
		b.Fatal(err)
	}
	defer v.Release()
	n := 0
	memory, err := o.Memory()
	if err != nil {
		b.Fatal(err)
	}
	against(b, "rival=cast", py, func(times int) {
		for range times {
			s, err := buffer.As[float64](v)
			if err != nil {
				b.Fatal(err)
			}
			n += len(s)
		}
	}, func(times int) {
		for range times {
			n += len(numbersOf(memory))
		}
	})
	seen += float64(n)
}

// numbersOf is memory as numbers, with the one check that a caller cannot do without.
//
//go:noinline
func numbersOf(memory []byte) []float64 {
	// Unsafe: the array holds whole numbers, aligned, and is open.
	return unsafe.Slice((*float64)(unsafe.Pointer(unsafe.SliceData(memory))), len(memory)/8)
}
