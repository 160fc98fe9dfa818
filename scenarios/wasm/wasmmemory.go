package wasm

import (
	"bytes"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// WasmMemory asks how bytes leave the memory of a WebAssembly module, the guest: as a slice
// of that memory, or as a copy. The runtime is wazero. It keeps a guest's memory in a Go
// slice, so a view is a slice of a slice, with a call for the bounds.
//
// The guest may write to its memory whenever it runs. When the memory grows, wazero appends
// to its slice. Go may move it then, and a view stays behind with the old bytes.
//
// To a colleague: a clone of 64 bytes costs 55 ns; kept memory has nine tenths of what the view
// saves, and nothing to fear from the guest's next call.
var WasmMemory = bench.Of[*guest]{
	Info: bench.Info{
		Name:     "WasmMemory",
		Question: "Copy bytes out of a Wasm guest's memory, or read them there?",
		Class:    []bench.Class{bench.Dominant, bench.Liability},
		Kernel:   kernel.Sum,
		Ready:    ready,
		Versions: versions,
		Card: bench.Card{
			Valid:    "Until the guest runs again: it may write there, or grow and leave the view behind.",
			Frees:    "The collector, after module and views; the guest's allocator may reuse the bytes long before.",
			Mutation: "Host and guest see each other's writes, until memory.grow moves the memory: then neither does.",
			Threads:  "A guest runs on one goroutine at a time; who reads its memory meanwhile races with it.",
			Failure:  "In silence: the view shows what the guest wrote later, or what was there before it grew.",
			Incident: bench.Incident{
				What:   "Extism kept variables as views of a plugin's memory, and the next call's reset zeroed them all.",
				Source: "extism/go-sdk#22",
			},
		},
		Grid: bench.Grid{
			Sizes:  []bench.Bytes{64, 512, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB},
			Passes: []int{1},
		},
		Probes:   []string{"alloc", "kernel-call"},
		Contests: []bench.Contest{{View: "view", Copy: "copy"}, {View: "view", Copy: "reuse"}},
	},
	Source: instantiate,
	Part:   memoryPart,
	Arms: []bench.Arm[*guest]{
		{Name: "copy", Kind: bench.Copy, Says: "bytes.Clone(Memory.Read)", Open: readClone},
		{Name: "reuse", Kind: bench.Copy, Says: "copy into kept memory", Open: readReuse},
		{Name: "view", Kind: bench.View, Says: "Memory.Read", Open: readView},
	},
}

func readClone(b *bench.Block, g *guest) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size, Allocs: 1}, Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(bytes.Clone(g.read()), passes)
		}
		return sum
	}}, nil
}

func readReuse(b *bench.Block, g *guest) (bench.Op, error) {
	consume, passes, kept := b.Kernel, b.Case.Passes, b.Touched(b.Case.Size)
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size}, Run: func(n int) (sum uint64) {
		for range n {
			kept = append(kept[:0], g.read()...)
			sum += consume(kept, passes)
		}
		return sum
	}}, nil
}

func readView(b *bench.Block, g *guest) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(g.read(), passes)
		}
		return sum
	}}, nil
}
