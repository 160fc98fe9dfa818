package cmem

import (
	"bytes"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// ElementOrBulk asks how the 8-byte numbers of a column come out of a library: by a call
// for each, by one copy of all, or in place. The library is one in C behind cgo, or one in Go
// behind an interface.
//
// To a colleague: 512 numbers out of C, by a call for each, take 30 times as long as one copy
// of them, and callbacks take longer still; behind an interface in Go a copy wins from some
// fifteen numbers on.
var ElementOrBulk = bench.Of[elements]{
	Info: bench.Info{
		Name:     "ElementOrBulk",
		Question: "Get numbers one by one, copy all at once, or look in place?",
		Class:    []bench.Class{bench.Dominant, bench.BreakEvenSize},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "Until the library frees or fills the column again, often at the next batch of rows.",
			Frees:    "The library, by its own call; Go's collector does not know memory of C.",
			Mutation: "The library may write to the column, and the view sees it; a getter sees it too.",
			Threads:  "As the library says: many allow one thread per column, and the race detector sees none of it.",
			Failure:  "After the next batch other numbers, after the free any, or the end of the process.",
			Incident: bench.Incident{
				What:   "A binding left the C memory of tensors unfreed: the free would have ended slices that users held.",
				Source: "yalue/onnxruntime_go#64",
			},
		},
		Grid: bench.Grid{
			Sizes:   []bench.Bytes{8, 64, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB},
			Passes:  []int{1, 4},
			Axes:    []bench.Choice{{Key: library, Values: []string{"c", "go"}}},
			Leave:   func(c bench.Case) bool { return c.Passes > 1 && c.Size != 4*bench.KiB },
			Element: 8,
			Without: []string{bench.Touch, bench.Order}, // a getter has no bytes
		},
		Probes: []string{"kernel-call"},
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "view-getter", Copy: "copy"},
		},
	},
	Source: newElements,
	Part: func(_ *bench.Block, e elements) any {
		n := min(len(e.bytes), int(bench.PartSize))
		return e.bytes[:n:n]
	},
	Arms: []bench.Arm[elements]{
		{Name: "copy", Kind: bench.Copy, Says: "one copy into new memory", Open: bulkFresh},
		{Name: "copy-getter", Kind: bench.Copy, Says: "a call per number into new memory", Open: filledFresh},
		{Name: "reuse", Kind: bench.Copy, Says: "one copy into kept memory", Open: bulkReuse},
		{Name: "view", Kind: bench.View, Says: "the column in place", Open: columnInPlace},
		{Name: "view-getter", Kind: bench.View, Says: "a call per number, summed", Open: columnGetter},
		{Name: "view-callback", Kind: bench.View, Says: "the library calls back per number", Open: columnCallback},
	},
}

func bulkFresh(b *bench.Block, e elements) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size, Allocs: 1}, Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(bytes.Clone(e.bytes), passes)
		}
		return sum
	}}, nil
}

func bulkReuse(b *bench.Block, e elements) (bench.Op, error) {
	consume, passes, own := b.Kernel, b.Case.Passes, b.Touched(b.Case.Size)
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size}, Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(own[:copy(own, e.bytes)], passes)
		}
		return sum
	}}, nil
}

func filledFresh(b *bench.Block, e elements) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	cost := bench.Cost{Copied: b.Case.Size, Allocs: 1, Zeroed: true, Pieces: bench.Pieces{Each: 8}}
	return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
		for range n {
			fresh := make([]byte, len(e.bytes))
			e.access.fill(fresh)
			sum += consume(fresh, passes)
		}
		return sum
	}}, nil
}

func columnInPlace(b *bench.Block, e elements) (bench.Op, error) {
	return walked(b, e, b.Kernel)
}

func columnGetter(b *bench.Block, e elements) (bench.Op, error) {
	return walked(b, e, b.Through(func(_ []byte, passes int) uint64 { return e.access.get(passes) }))
}

// columnCallback allocates where the library is behind an interface of Go: the function that
// it gets escapes, with the sum in it.
func columnCallback(b *bench.Block, e elements) (bench.Op, error) {
	op, err := walked(b, e, b.Through(func(_ []byte, passes int) uint64 { return e.access.each(passes) }))
	if b.Case.Get(library) == "go" {
		op.Cost.Allocs = 2
	}
	return op, err
}

// walked reads the column where it is.
func walked(b *bench.Block, e elements, consume bench.Consumer) (bench.Op, error) {
	passes := b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(e.bytes, passes)
		}
		return sum
	}}, nil
}
