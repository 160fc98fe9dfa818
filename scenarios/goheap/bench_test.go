package goheap_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/scenarios/goheap"
)

func BenchmarkSubSlice(b *testing.B)      { benchtest.Run(b, goheap.SubSlice) }
func BenchmarkDecodeNumbers(b *testing.B) { benchtest.Run(b, goheap.DecodeNumbers) }
func BenchmarkStringBytes(b *testing.B)   { benchtest.Run(b, goheap.StringBytes) }
func BenchmarkStridedColumn(b *testing.B) { benchtest.Run(b, goheap.StridedColumn) }
func BenchmarkRandomGather(b *testing.B)  { benchtest.Run(b, goheap.RandomGather) }
func BenchmarkStructField(b *testing.B)   { benchtest.Run(b, goheap.StructField) }
func BenchmarkRetention(b *testing.B)     { benchtest.Run(b, goheap.Retention) }
func BenchmarkStructByValue(b *testing.B) { benchtest.Run(b, goheap.StructByValue) }

func TestProof(t *testing.T) {
	t.Run("SubSlice", func(t *testing.T) { benchtest.Prove(t, goheap.SubSlice) })
	t.Run("DecodeNumbers", func(t *testing.T) { benchtest.Prove(t, goheap.DecodeNumbers) })
	t.Run("StringBytes", func(t *testing.T) { benchtest.Prove(t, goheap.StringBytes) })
	t.Run("StridedColumn", func(t *testing.T) { benchtest.Prove(t, goheap.StridedColumn) })
	t.Run("RandomGather", func(t *testing.T) { benchtest.Prove(t, goheap.RandomGather) })
	t.Run("StructField", func(t *testing.T) { benchtest.Prove(t, goheap.StructField) })
	t.Run("Retention", func(t *testing.T) { benchtest.Prove(t, goheap.Retention) })
	t.Run("StructByValue", func(t *testing.T) { benchtest.Prove(t, goheap.StructByValue) })
}
