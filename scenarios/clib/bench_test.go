package clib_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/scenarios/clib"
)

func BenchmarkCLibrary(b *testing.B) { benchtest.Run(b, clib.CLibrary) }

func TestProof(t *testing.T) {
	t.Run("CLibrary", func(t *testing.T) { benchtest.Prove(t, clib.CLibrary) })
}
