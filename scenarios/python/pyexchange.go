package python

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// PyExchange asks how bytes cross between Go and Python, either way, and what the
// GIL adds. Each arm has a counterpart in the other direction:
//
//	arm           to Go                        to Python
//	copy          C.GoBytes of the buffer      PyBytes_FromStringAndSize
//	copy-bulk     make and copy                PyByteArray_FromStringAndSize
//	copy-twice    tobytes, then C.GoBytes      malloc and copy, then a bytes object
//	reuse         copy to a kept slice         copy to a kept bytearray
//	view          unsafe.Slice of the buffer   PyMemoryView_FromMemory of pinned bytes
//	view-counted  a buffer.View of the buffer  cpython.Export, which counts its buffers
//
// The GIL is held throughout, or taken and given back in each operation: by a thread
// that keeps its state in Python, or by a thread without one. There every
// PyGILState_Ensure makes a state, and every PyGILState_Release destroys it.
var PyExchange = bench.Of[*exchange]{
	Info: bench.Info{
		Name:     "PyExchange",
		Question: "Copy bytes between Go and Python, or lend them?",
		Class:    []bench.Class{bench.BreakEvenSize},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "To Go: until PyBuffer_Release. To Python: until Go unpins, and nothing says when Python is done.",
			Frees:    "Who made it: Python when the buffer is released, Go's collector when the bytes are unpinned.",
			Mutation: "Both sides see every write of the other at once.",
			Threads:  "The GIL guards the steps, not the bytes: a goroutine without it may read what Python is writing.",
			Failure:  "A memoryview that outlives the pin reads what the memory became; a buffer never released leaks.",
			Incident: bench.Incident{
				What:   "PyMemoryView_FromMemory has no owner to keep: its memoryview outlived the memory and dangled.",
				Source: "python/cpython#93425",
			},
		},
		Grid: bench.Grid{
			Sizes: []bench.Bytes{64, 256, 1 * bench.KiB, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB},
			Axes: []bench.Choice{
				{Key: direction, Values: []string{"togo", "topython"}},
				{Key: gil, Values: []string{"held", "taken", "ensured"}},
			},
			Leave:   exchangeLeft,
			Without: []string{bench.Goroutines}, // one has the GIL
		},
		Ready: ready, Versions: versions, Blocks: blocks,
		Probes: []string{"cgo-call", "getbuffer", "pin", "gil", "gil-take"},
		// The set-up of a view differs along both axes.
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "view", Copy: "copy-bulk"},
			{View: "view", Copy: "reuse"},
			{View: "view-counted", Copy: "copy"},
		},
	},
	Source: openExchange,
	Part:   exchangePart,
	Arms: []bench.Arm[*exchange]{
		{Name: "copy", Kind: bench.Copy, Says: "C.GoBytes / PyBytes_FromStringAndSize", Open: exchangeCopy},
		{Name: "copy-bulk", Kind: bench.Copy, Says: "copy / PyByteArray_FromStringAndSize", Open: exchangeBulk},
		{Name: "copy-twice", Kind: bench.Copy, Says: "tobytes() + C.GoBytes / malloc + bytes", Open: exchangeTwice},
		{Name: "reuse", Kind: bench.Copy, Says: "copy into a kept slice / bytearray", Open: exchangeReuse},
		{Name: "view", Kind: bench.View, Says: "unsafe.Slice / PyMemoryView_FromMemory", Open: exchangeView},
		{Name: "view-counted", Kind: bench.View, Says: "buffer.View / cpython.Export", Open: exchangeCounted},
	},
}

// The keys of the axes: the direction of the bytes, and the policy of the GIL.
const (
	direction = "direction"
	gil       = "gil"
)

// exchangeLeft leaves the GIL's price at two sizes: it is the same at all.
func exchangeLeft(c bench.Case) bool {
	if c.Get(gil) == "held" {
		return c.Size > 1*bench.MiB
	}
	return c.Size != 64 && c.Size != 4*bench.KiB
}
