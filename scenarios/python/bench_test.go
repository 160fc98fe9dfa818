package python_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/scenarios/python"
)

func BenchmarkPyBuffer(b *testing.B) { benchtest.Run(b, python.PyBuffer) }

func TestProof(t *testing.T) {
	t.Run("PyBuffer", func(t *testing.T) { benchtest.Prove(t, python.PyBuffer) })
}
