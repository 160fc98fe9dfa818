package cmem_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/scenarios/cmem"
)

func BenchmarkCMemory(b *testing.B) { benchtest.Run(b, cmem.CMemory) }

func TestProof(t *testing.T) {
	t.Run("CMemory", func(t *testing.T) { benchtest.Prove(t, cmem.CMemory) })
}
