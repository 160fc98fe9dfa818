package python

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// PyArray asks how Go reads the numbers of a Python array: taken out one by one
// as Python's floats, brought side by side, or walked in place. The numbers are
// doubles. A case's size is theirs, and their bits are summed.
//
// If they lie side by side, a view has nothing against it. With a stride, or with
// their bytes in the other order, a view pays for it in each pass and a copy once:
// hence the passes. The last three layouts are a field of numpy's records:
// behind a field of eight bytes; behind one of four, so that every second is not aligned;
// and there with the bytes in the other order too.
var PyArray = bench.Of[*items]{
	Info: bench.Info{
		Name:     "PyArray",
		Question: "Take the numbers out of a Python array, or walk them in place?",
		Class:    []bench.Class{bench.BreakEvenPasses},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "From PyObject_GetBuffer to PyBuffer_Release; for as long, an array.array cannot grow.",
			Frees:    "Python, once the buffer is released and nothing else refers to the array.",
			Mutation: "Python may write at any time, and every pass sees it: two passes may differ.",
			Threads:  "To get and to release need the GIL; reading without it races with whatever Python writes.",
			Failure:  "In silence: who forgets stride or byte order reads wrong numbers; numpy can free memory that is looked at.",
			Incident: bench.Incident{
				What:   "numpyeigen handed arrays with strides to Eigen as if they had none, which read wrong values.",
				Source: "fwilliams/numpyeigen#40",
			},
		},
		Grid: bench.Grid{
			Sizes:  []bench.Bytes{64 * bench.KiB, 256 * bench.KiB},
			Passes: []int{1, 4, 16},
			Axes: []bench.Choice{
				{Key: object, Values: []string{"array", "numpy"}},
				{Key: layout, Values: []string{"contiguous", "stride16B", "stride64B", "stride512B", "aligned", "packed", "bigendian"}},
			},
			Apart:   object, // numpy brings threads and an allocator of its own
			Element: word,
			Leave:   numbersLeft,
			Without: []string{bench.Touch, bench.Order, bench.Goroutines}, // one has the GIL
		},
		Ready: ready, Versions: versions, Blocks: blocks,
		Probes: []string{"cgo-call", "getbuffer"},
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "view", Copy: "copy-unpack"},
			{View: "view", Copy: "as-contiguous"},
			{View: "view", Copy: "reuse"},
		},
	},
	Source: openNumbers,
	Part:   itemsPart,
	Arms: []bench.Arm[*items]{
		{Name: "copy", Kind: bench.Copy, Says: "o.tolist()", Open: numbersList},
		{Name: "copy-unpack", Kind: bench.Copy, Says: "struct.unpack", Open: numbersUnpack},
		{Name: "as-contiguous", Kind: bench.Kernel, Says: "numpy.ascontiguousarray", Open: numbersContiguous},
		{Name: "reuse", Kind: bench.Copy, Says: "gather in Go into kept memory", Open: itemsGather},
		{Name: "view", Kind: bench.View, Says: "PyObject_GetBuffer, loop with a stride", Open: itemsWalk},
		{Name: "view-items", Kind: bench.View, Says: "PySequence_GetItem for each number", Open: numbersOneByOne},
	},
}

// numbersLeft leaves every layout at one size, and one at the other. What an
// array's own type changes shows at two layouts; sixteen passes stay where a copy
// may win late.
func numbersLeft(c bench.Case) bool {
	at, from := c.Get(layout), c.Get(object)
	switch {
	case c.Size != 64*bench.KiB:
		return c.Size != 256*bench.KiB || from != "numpy" || at != "stride64B" || c.Passes > 4
	case from == "array":
		return at != "contiguous" && at != "stride64B" || c.Passes > 4
	}
	return c.Passes > 4 && at != "stride16B" && at != "packed"
}
