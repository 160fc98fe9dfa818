package python

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// PySlice asks how Python code hands out a part of a bytes object: as bytes of
// their own, or as a slice of a memoryview. Operations take the steps of b[i:j] in
// calls of Python's C interface, with slice objects made before. So nothing of the
// interpreter's loop is measured.
//
// A case of many windows cuts its bytes into so many slices, one behind the other, as
// the parser of a message does. Then a slice's own cost counts, and the copy of a
// small one is cheap. A million slices, of two bytes at least, are measured on demand:
// -axis windows=1000000 -sizes 16MiB.
var PySlice = bench.Of[*sliced]{
	Info: bench.Info{
		Name:     "PySlice",
		Question: "Slice bytes in Python, or slice a memoryview of them?",
		Class:    []bench.Class{bench.BreakEvenSize},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "As long as it is held: a slice of a memoryview keeps the whole object, and holds its buffer.",
			Frees:    "Python, once neither the object nor any slice of a memoryview of it is referred to.",
			Mutation: "Bytes never change; over a bytearray every write is seen, on either side.",
			Threads:  "To slice and to drop a slice need the GIL; reading without it races with whatever Python writes.",
			Failure:  "A bytearray cannot be resized while a forgotten slice lives: a BufferError, far from where it was made.",
			Incident: bench.Incident{
				What:   "The Neo4j driver left memoryviews open, so that in rare cases its buffer could not be resized.",
				Source: "neo4j/neo4j-python-driver#837",
			},
		},
		Grid: bench.Grid{
			Sizes: []bench.Bytes{
				64, 256, 1 * bench.KiB, 4 * bench.KiB, 16 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB, 16 * bench.MiB,
			},
			Axes:    []bench.Choice{{Key: windows, Values: []string{"1", "64"}, Open: true}},
			Leave:   windowsLeft,
			Without: []string{bench.Goroutines}, // one has the GIL
		},
		Ready: ready, Versions: versions, Blocks: blocks,
		Probes: []string{"cgo-call", "memoryview"},
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "view-memoryview", Copy: "copy"},
			{View: "view", Copy: "reuse"},
		},
	},
	Source: openSliced,
	Part:   slicedPart,
	Arms: []bench.Arm[*sliced]{
		{Name: "copy", Kind: bench.Copy, Says: "b[i:j]", Open: sliceBytes},
		{Name: "reuse", Kind: bench.Copy, Says: "kept[:] = m[i:j]", Open: sliceAssign},
		{Name: "view", Kind: bench.View, Says: "m[i:j] of a kept memoryview", Open: sliceView},
		{Name: "view-memoryview", Kind: bench.View, Says: "memoryview(b)[i:j]", Open: sliceViewMade},
	},
}

// windows is the key of the axis of slices per operation.
const windows = "windows"

// windowsLeft leaves 64 windows at three sizes: 64 bytes each, 1 KiB, 16 KiB.
func windowsLeft(c bench.Case) bool {
	many := []bench.Bytes{4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB}
	return c.Get(windows) == "64" && !slices.Contains(many, c.Size)
}
