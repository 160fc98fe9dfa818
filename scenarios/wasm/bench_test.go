package wasm_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/scenarios/wasm"
)

func BenchmarkWasmMemory(b *testing.B) { benchtest.Run(b, wasm.WasmMemory) }

func TestProof(t *testing.T) {
	t.Run("WasmMemory", func(t *testing.T) { benchtest.Prove(t, wasm.WasmMemory) })
}
