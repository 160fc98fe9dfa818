//go:build cpython && cgo

package python

import (
	"slices"
	"testing"
	"time"

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
	for _, from := range []struct{ name, expression string }{
		{"array", "__import__('array').array('d', [1, 2, 3, 4])"},
		{"numpy", "__import__('numpy').arange(4.0)"},
	} {
		o, err := py.Eval(from.expression, nil)
		if err != nil {
			b.Skip(err)
		}
		defer o.Close()
		block := bench.NewBlock(bench.Case{Size: 32, Passes: 1}, 1)
		defer block.Close()
		e := &exporter{py, o}
		l, err := e.lease(block)
		if err != nil {
			b.Fatal(err)
		}
		lease := func(n int) {
			for range n {
				if aBuffer.call(l) != 0 {
					e.fail("get")
				}
				seen += float64(held(l)[0])
				letGo(l)
			}
		}
		look := func(s []float64) error { seen += s[0]; return nil }
		against(b, "with/"+from.name, py, func(n int) {
			for range n {
				if err := cpython.With(py, o, look); err != nil {
					b.Fatal(err)
				}
			}
		}, lease)
		against(b, "general/"+from.name, py, func(n int) {
			for range n {
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
				seen += s[0]
				v.Release()
				held.Release()
			}
		}, lease)
	}
}
