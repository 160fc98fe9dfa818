package python

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// PyContiguous asks how to get the bytes of a Python object side by side.
// PyMemoryView_GetContiguous is a view if they already are. If they are not, it copies
// without a word. So the claim of the arm view depends on the case, and is proven for
// each. Python copies items with a stride twice: into a buffer of its own, and from
// there into the result.
//
// The strided object is every second item of another. view-walk does not bring its
// items side by side at all: it goes through the strides.
var PyContiguous = bench.Of[*items]{
	Info: bench.Info{
		Name:     "PyContiguous",
		Question: "Copy a Python object's bytes side by side, or ask for a view?",
		Class:    []bench.Class{bench.BreakEvenSize, bench.Liability},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "As long as the memoryview is held: it keeps the object, or the copy that was made in its place.",
			Frees:    "Python, once nothing refers to the memoryview.",
			Mutation: "Through a view every write is seen; through the copy of a strided object none is.",
			Threads:  "All steps need the GIL; reading without it races with whatever Python writes.",
			Failure:  "In silence: it copies from the day on which someone passes a slice with a step.",
			Incident: bench.Incident{
				What:   "PyPy's bytes() of a strided array took the bytes between its items for the items.",
				Source: "numpy/numpy#19536",
			},
		},
		Grid: bench.Grid{
			Sizes:   []bench.Bytes{64, 1 * bench.KiB, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB},
			Axes:    []bench.Choice{{Key: layout, Values: []string{"contiguous", "strided"}}},
			Element: word,
			Leave:   contiguousLeft,
			Without: []string{bench.Touch, bench.Order, bench.Goroutines}, // one has the GIL
		},
		Ready: ready, Versions: versions, Blocks: blocks,
		Probes: []string{"cgo-call", "memoryview"},
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "view-walk", Copy: "copy"},
			{View: "view-walk", Copy: "reuse-gather"},
		},
	},
	Source: openContiguous,
	Part:   itemsPart,
	Arms: []bench.Arm[*items]{
		{Name: "copy", Kind: bench.Copy, Says: "memoryview.tobytes()", Open: itemsTobytes},
		{Name: "reuse", Kind: bench.Copy, Says: "PyBuffer_ToContiguous to kept memory", Open: itemsToContiguous},
		{Name: "reuse-gather", Kind: bench.Copy, Says: "gather in Go into kept memory", Open: itemsGather},
		{Name: "view", Kind: bench.Kernel, Says: "PyMemoryView_GetContiguous", Open: itemsGetContiguous},
		{Name: "view-walk", Kind: bench.View, Says: "PyObject_GetBuffer, loop with a stride", Open: itemsWalk},
	},
}

// contiguousLeft leaves out large cases: Python takes a nanosecond or more to gather
// each byte, at any size.
func contiguousLeft(c bench.Case) bool {
	if c.Get(layout) == "strided" {
		return c.Size > 64*bench.KiB
	}
	return c.Size > 1*bench.MiB
}

// layout is the key of the axis of places of items in memory.
const layout = "layout"
