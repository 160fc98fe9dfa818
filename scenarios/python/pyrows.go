package python

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// PyRows asks how to read an image whose rows lie anywhere, each behind a pointer, as
// imaging libraries keep them: bring the rows side by side, or follow the pointers. No
// stride can describe this layout. The buffer protocol has suboffsets for it.
//
// A view follows one pointer per row in every pass, and gets a buffer and a view of it
// in every operation. The rows lie in the memory of a bytearray, shuffled.
var PyRows = bench.Of[*rows]{
	Info: bench.Info{
		Name:     "PyRows",
		Question: "Bring the rows of an image side by side, or follow its pointers?",
		Class:    []bench.Class{bench.BreakEvenPasses},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "From PyObject_GetBuffer to PyBuffer_Release: for as long rows and pointers stay where they are.",
			Frees:    "Python, once the buffer is released and nothing else refers to the image.",
			Mutation: "Python may write to any row, or change a pointer, and the next pass sees it.",
			Threads:  "To get and to release need the GIL; reading without it races with whatever Python writes.",
			Failure:  "Who forgets the pointers reads them as numbers, and what lies behind them as the image.",
			Incident: bench.Incident{
				What:   "numpy took the pointers of such a buffer for its items, and arrays were filled with addresses.",
				Source: "numpy/numpy#5412",
			},
		},
		Grid: bench.Grid{
			Sizes:   []bench.Bytes{4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB},
			Passes:  []int{1, 4, 16},
			Axes:    []bench.Choice{{Key: row, Values: []string{"64B", "1KiB"}, Open: true}},
			Element: leastRow,
			Leave:   rowsLeft,
			Without: []string{bench.Touch, bench.Order, bench.Goroutines}, // the first two are the rows', and one has the GIL
		},
		Ready:    ready,
		Versions: versions, Blocks: blocks,
		Probes:   []string{"cgo-call", "getbuffer-full"},
		Contests: []bench.Contest{{View: "view", Copy: "copy"}, {View: "view", Copy: "reuse"}},
	},
	Source: openRows,
	Arms: []bench.Arm[*rows]{
		{Name: "copy", Kind: bench.Copy, Says: "memoryview.tobytes()", Open: rowsTobytes},
		{Name: "reuse", Kind: bench.Copy, Says: "buffer.View.CopyTo kept memory", Open: rowsReuse},
		{Name: "view", Kind: bench.View, Says: "buffer.View.Runs", Open: rowsFollow},
	},
}

// row is the key of the axis of bytes per row.
const row = "row"

// leastRow is the shortest row, of which sizes are multiples.
const leastRow = bench.Bytes(64)

// rowsLeft keeps many passes to one size.
func rowsLeft(c bench.Case) bool { return c.Passes > 1 && c.Size != 64*bench.KiB }
