package python

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// PyBuffer asks how Go reads the bytes of a Python object: through a copy, or
// through the buffer protocol. The GIL is held; what it costs is a question of
// its own.
var PyBuffer = bench.Of[*exporter]{
	Info: bench.Info{
		Name:     "PyBuffer",
		Question: "Copy the bytes out of a Python object, or look at its buffer?",
		Class:    []bench.Class{bench.BreakEvenSize},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "From PyObject_GetBuffer to PyBuffer_Release: meanwhile the buffer keeps the object.",
			Frees:    "Python, once the buffer is released and nothing else refers to the object.",
			Mutation: "Python may write to all but bytes, and it is seen; to resize is a BufferError meanwhile.",
			Threads:  "To get and to release need the GIL; reading without it races with whatever Python writes.",
			Failure:  "A buffer not released keeps its object for good; one read after release reads freed memory.",
			Incident: bench.Incident{
				What:   "msgpack's Packer moved its buffer while a memoryview looked at it, and Python crashed.",
				Source: "msgpack/msgpack-python#733",
			},
		},
		Grid: bench.Grid{
			Sizes: []bench.Bytes{
				16, 64, 256, 1 * bench.KiB, 4 * bench.KiB, 64 * bench.KiB,
				1 * bench.MiB, 16 * bench.MiB, 64 * bench.MiB,
			},
			Axes:    []bench.Choice{{Key: object, Values: []string{"bytes", "bytearray", "array", "numpy", "memoryview"}}},
			Apart:   object, // numpy brings threads and an allocator of its own
			Leave:   mirrored,
			Without: []string{bench.Goroutines}, // one has the GIL
		},
		Ready: ready, Versions: versions, Blocks: blocks,
		Probes: []string{"cgo-call", "kernel-call", "getbuffer", "getbuffer-full", "memoryview", "gil", "gil-take"},
		// Three break-evens of one protocol: an operation's steps before the look
		// decide from which size on a look pays. Against reuse there is none to
		// find: it is the view's operation and a copy more.
		Contests: []bench.Contest{
			{View: "view", Copy: "copy-bytes", Setup: []string{"getbuffer", "kernel-call"}},
			{View: "view-memoryview", Copy: "copy-bytes", Setup: []string{"memoryview", "kernel-call"}},
			{View: "view-kept", Copy: "copy-bytes", Setup: []string{"kernel-call"}},
		},
	},
	Source: openExporter,
	Part:   heldPart,
	Arms: []bench.Arm[*exporter]{
		{Name: "copy", Kind: bench.Copy, Says: "memoryview.tobytes(), then C.GoBytes", Open: copyTwice},
		{Name: "copy-bytes", Kind: bench.Copy, Says: "PyBytes_FromStringAndSize", Open: copyBytes},
		{Name: "reuse", Kind: bench.Copy, Says: "PyObject_GetBuffer, copy to kept memory", Open: copyReuse},
		{Name: "view", Kind: bench.View, Says: "PyObject_GetBuffer", Open: viewBuffer},
		{Name: "view-memoryview", Kind: bench.View, Says: "memoryview(o), PyMemoryView_GET_BUFFER", Open: viewMemoryView},
		{Name: "view-kept", Kind: bench.View, Says: "PyMemoryView_GET_BUFFER of a kept one", Open: viewKept},
		{Name: "view-next", Kind: bench.View, Says: "PyObject_GetBuffer, one call per object", Open: viewNext},
		{Name: "view-cpython", Kind: bench.View, Says: "cpython.With, which checks the type", Open: viewWith},
	},
}

// object is the key of the axis of types that export the buffer.
const object = "object"

// mirrored leaves cases out of a default run that would only repeat the answer of
// bytes: an exporter's own cost shows at small sizes, memory's at any type.
func mirrored(c bench.Case) bool {
	most := 1 * bench.MiB
	switch c.Get(object) {
	case "bytes":
		return false
	case "numpy":
		most = 16 * bench.MiB
	}
	return c.Size < 64 || c.Size == 256 || c.Size == 1*bench.KiB || c.Size > most
}
