package goheap

import (
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// StringBytes asks whether to convert a string to bytes, or to read the
// string's own memory as bytes. The way back, string(b), is not measured.
var StringBytes = bench.Of[string]{
	Info: bench.Info{
		Name:     "StringBytes",
		Question: "Convert between string and []byte, or share the memory?",
		Class:    []bench.Class{bench.Dominant, bench.Liability},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "As long as they are held: the bytes keep the memory of the whole string.",
			Frees:    "The collector, once neither the string nor the bytes are held.",
			Mutation: "Nobody may write while the string is in use: everybody takes it to be constant.",
			Threads:  "Any number may read at once, because nobody writes.",
			Failure:  "A write changes every string that shares the memory; in a literal it ends the process.",
			Incident: bench.Incident{
				What:   "Strings over a pooled buffer changed when it was used again: log data reached other customers.",
				Source: "grafana/tempo#5501",
			},
		},
	},
	Source: func(b *bench.Block) (string, error) {
		data, err := b.Data()
		// The block owns data; s keeps them alive; bytes need no alignment; nobody writes but proof, on purpose.
		return unsafe.String(unsafe.SliceData(data), len(data)), err
	},
	Part: func(_ *bench.Block, s string) any { return s[:min(len(s), int(bench.PartSize))] },
	Arms: []bench.Arm[string]{
		{Name: "copy", Kind: bench.Copy, Says: "[]byte(s)", Open: stringConvert},
		{Name: "reuse", Kind: bench.Copy, Says: "append(kept[:0], s...)", Open: stringAppend},
		{Name: "view", Kind: bench.View, Says: "unsafe.Slice of unsafe.StringData(s)", Open: stringView},
	},
}

func stringConvert(b *bench.Block, s string) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size, Allocs: 1}, Run: func(n int) (sum uint64) {
		for range n {
			sum += consume([]byte(s), passes)
		}
		return sum
	}}, nil
}

func stringAppend(b *bench.Block, s string) (bench.Op, error) {
	consume, passes, kept := b.Kernel, b.Case.Passes, b.Touched(b.Case.Size)
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size}, Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(append(kept[:0], s...), passes)
		}
		return sum
	}}, nil
}

func stringView(b *bench.Block, s string) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n { // the block owns the bytes, s keeps them alive; no alignment needed; operations never write
			sum += consume(unsafe.Slice(unsafe.StringData(s), len(s)), passes)
		}
		return sum
	}}, nil
}
