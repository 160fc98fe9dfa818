package cmem_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/scenarios/cmem"
)

func BenchmarkCMemory(b *testing.B)       { benchtest.Run(b, cmem.CMemory) }
func BenchmarkGoMemoryToC(b *testing.B)   { benchtest.Run(b, cmem.GoMemoryToC) }
func BenchmarkElementOrBulk(b *testing.B) { benchtest.Run(b, cmem.ElementOrBulk) }

func TestProof(t *testing.T) {
	t.Run("CMemory", func(t *testing.T) { benchtest.Prove(t, cmem.CMemory) })
	t.Run("GoMemoryToC", func(t *testing.T) { benchtest.Prove(t, cmem.GoMemoryToC) })
	t.Run("ElementOrBulk", func(t *testing.T) { benchtest.Prove(t, cmem.ElementOrBulk) })
}
