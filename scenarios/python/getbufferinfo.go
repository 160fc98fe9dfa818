package python

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// GetBufferInfo asks what an extension should do with a memoryview: return a copy of
// the bytes, as the article's get_buffer_info does, or read them through
// PyMemoryView_GET_BUFFER. The caller has the memoryview, and the GIL is held. The
// bytes are ASCII, because the article's copy is a str.
var GetBufferInfo = bench.Of[*exporter]{
	Info: bench.Info{
		Name:     "GetBufferInfo",
		Question: "Copy what a memoryview is over, or read it in place?",
		Class:    []bench.Class{bench.Dominant, bench.BreakEvenSize},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "Until the memoryview is released: GET_BUFFER lends a pointer and takes no export.",
			Frees:    "Python, once the memoryview and every other view of the owner are gone.",
			Mutation: "Python may write to it, and it is seen; the memoryview keeps the owner's size.",
			Threads:  "Keep the GIL, or take an export: other Python code may release the memoryview meanwhile.",
			Failure:  "Of another type, released or with steps, GET_BUFFER gives garbage or ends the process.",
			Incident: bench.Incident{
				What:   "A memoryview kept its pointer across a call that released it, and wrote to freed memory.",
				Source: "python/cpython#92888",
			},
		},
		Grid: bench.Grid{
			Sizes: []bench.Bytes{
				64, 1 * bench.KiB, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB, 16 * bench.MiB, 64 * bench.MiB,
			},
			Without: []string{bench.Goroutines}, // one has the GIL
		},
		Ready: ready, Versions: versions, Blocks: blocks,
		Probes: []string{"cgo-call", "kernel-call", "getbuffer"},
		// The checked pointer costs less than any copy at every size. An export
		// of the view's own costs two calls into C: below some size a copy to
		// kept memory, which needs none, costs less.
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "view-export", Copy: "copy", Setup: []string{"getbuffer", "kernel-call"}},
			{View: "view-export", Copy: "reuse", Setup: []string{"getbuffer", "kernel-call"}},
		},
	},
	Source: openText,
	Part:   heldPart,
	Arms: []bench.Arm[*exporter]{
		{Name: "copy", Kind: bench.Copy, Says: "Py_BuildValue(\"y#\")", Open: infoBytes},
		{Name: "copy-s", Kind: bench.Copy, Says: "Py_BuildValue(\"s#\")", Open: infoText},
		{Name: "copy-contiguous", Kind: bench.Copy, Says: "PyBuffer_ToContiguous into bytes", Open: infoContiguous},
		{Name: "reuse", Kind: bench.Copy, Says: "copy into kept memory", Open: infoReuse},
		{Name: "view", Kind: bench.View, Says: "PyMemoryView_GET_BUFFER", Open: infoView},
		{Name: "view-export", Kind: bench.View, Says: "PyObject_GetBuffer", Open: viewBuffer},
	},
}
