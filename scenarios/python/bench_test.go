package python_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/scenarios/python"
)

func BenchmarkPyBuffer(b *testing.B)     { benchtest.Run(b, python.PyBuffer) }
func BenchmarkPySlice(b *testing.B)      { benchtest.Run(b, python.PySlice) }
func BenchmarkPyContiguous(b *testing.B) { benchtest.Run(b, python.PyContiguous) }
func BenchmarkPyExchange(b *testing.B)   { benchtest.Run(b, python.PyExchange) }
func BenchmarkPyArray(b *testing.B)      { benchtest.Run(b, python.PyArray) }
func BenchmarkPyRows(b *testing.B)       { benchtest.Run(b, python.PyRows) }

func BenchmarkGetBufferInfo(b *testing.B) { benchtest.Run(b, python.GetBufferInfo) }

func TestProof(t *testing.T) {
	t.Run("PyBuffer", func(t *testing.T) { benchtest.Prove(t, python.PyBuffer) })
	t.Run("PySlice", func(t *testing.T) { benchtest.Prove(t, python.PySlice) })
	t.Run("PyContiguous", func(t *testing.T) { benchtest.Prove(t, python.PyContiguous) })
	t.Run("PyExchange", func(t *testing.T) { benchtest.Prove(t, python.PyExchange) })
	t.Run("PyArray", func(t *testing.T) { benchtest.Prove(t, python.PyArray) })
	t.Run("PyRows", func(t *testing.T) { benchtest.Prove(t, python.PyRows) })
	t.Run("GetBufferInfo", func(t *testing.T) { benchtest.Prove(t, python.GetBufferInfo) })
}
