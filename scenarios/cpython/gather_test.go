//go:build cpython && cgo

package cpython

import (
	"bytes"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// gathers are expressions of buffers that lie apart, of 8-byte items.
var gathers = []struct{ name, expression string }{
	{"every 2nd", "memoryview(__import__('array').array('d', range(1 << 17)))[::2]"},
	{"every 8th", "memoryview(__import__('array').array('d', range(1 << 17)))[::8]"},
	{"backwards", "memoryview(__import__('array').array('d', range(1 << 15)))[::-1]"},
	{"columns", "memoryview(__import__('numpy').arange(1 << 17, dtype='d').reshape(256, 512)[:, ::2])"},
	{"transposed", "memoryview(__import__('numpy').arange(1 << 16, dtype='d').reshape(256, 256).T)"},
}

// gathering opens one of gathers, and what it has to become.
func gathering(tb testing.TB, py *Interpreter, expression string) (b *Buffer, v *buffer.View, want []byte) {
	tb.Helper()
	o, err := py.Eval(expression, nil)
	if err != nil {
		tb.Skip(err) // no numpy
	}
	tb.Cleanup(o.Close)
	if b, err = py.Buffer(o, FullRO); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = b.Release() })
	if v, err = b.View(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = v.Release() })
	text, err := py.Eval("o.tobytes()", map[string]*Object{"o": o})
	if err != nil {
		tb.Fatal(err)
	}
	defer text.Close()
	memory, err := text.Memory()
	if err != nil {
		tb.Fatal(err)
	}
	return b, v, bytes.Clone(memory)
}

// TestGather: Go and Python copy the same bytes.
func TestGather(t *testing.T) {
	py, err := Start()
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range gathers {
		t.Run(g.name, func(t *testing.T) {
			b, v, want := gathering(t, py, g.expression)
			got, own := make([]byte, len(want)), make([]byte, len(want))
			py.Do(func() { err = b.gather(got) })
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("PyBuffer_ToContiguous does not copy what tobytes does: %v", err)
			}
			if n, err := v.CopyTo(own, buffer.OrderC); n != len(want) || err != nil || !bytes.Equal(own, want) {
				t.Errorf("CopyTo = %d, %v, want the %d bytes of tobytes", n, err, len(want))
			}
		})
	}
}

// BenchmarkGather has View.CopyTo and PyBuffer_ToContiguous copy in turns.
func BenchmarkGather(b *testing.B) {
	py, err := Start()
	if err != nil {
		b.Fatal(err)
	}
	for _, g := range gathers {
		b.Run(g.name, func(b *testing.B) {
			theirs, ours, want := gathering(b, py, g.expression)
			to := make([]byte, len(want))
			var python, view stopwatch
			py.Do(func() {
				for b.Loop() {
					view.run(func() { _, err = ours.CopyTo(to, buffer.OrderC) })
					python.run(func() { err = theirs.gather(to) })
				}
			})
			if err != nil {
				b.Fatal(err)
			}
			items := float64(len(want) / 8)
			b.ReportMetric(view.median()/items, "ns/item")
			b.ReportMetric(python.median()/items, "python-ns/item")
			b.ReportMetric(python.median()/view.median(), "times-faster")
		})
	}
}
