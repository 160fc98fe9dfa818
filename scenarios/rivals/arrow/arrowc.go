package arrow

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
	"github.com/bufbench/bufbench/scenarios/rivals/built"
)

// ArrowC asks how Go takes over an array that C lends by Arrow's C data interface: as a
// copy, or where it is. In each operation the producer fills the struct, the consumer
// imports it with arrow-go, reads the values and releases it. The array is of uint8.
//
// The producer counts its loans and returns. An operation panics if the numbers differ, or
// if an array came back twice.
var ArrowC = bench.Of[*lent]{
	Info: bench.Info{
		Name:     "ArrowC",
		Question: "Copy an Arrow array that C lends, or read it in place?",
		Class:    []bench.Class{bench.BreakEvenSize, bench.Liability},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "Until the release callback is called: arrow-go calls it with the last Release of the imported array.",
			Frees:    "The producer, in the callback; the consumer calls it exactly once, and moves the struct to keep it.",
			Mutation: "The producer must not write before the callback; a Go producer must lend C memory, or pinned memory.",
			Threads:  "The array may be read by any thread, and released on another one than it was made on.",
			Failure:  "Without Release the producer's memory leaks; who releases two copies of the struct frees it twice.",
			Incident: bench.Incident{
				What:   "An exported array of Go memory leaves Go pointers in C memory; with cgocheck2 the process ends.",
				Source: "apache/arrow-go#70",
			},
		},
		Grid: bench.Grid{
			Sizes:  []bench.Bytes{64, 1 * bench.KiB, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB, 16 * bench.MiB},
			Passes: []int{1},
		},
		Ready:  ready,
		Probes: []string{"cgo-call", "kernel-call", "alloc"},
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "view", Copy: "reuse"},
			{View: "view-struct", Copy: "view"},
		},
		Versions: func() []bench.Version {
			return []bench.Version{built.Version("arrow", "github.com/apache/arrow-go/v18")}
		},
	},
	Source: lend,
	Part:   part,
	Arms: []bench.Arm[*lent]{
		{Name: "copy", Kind: bench.Copy, Says: "import, bytes.Clone, Release", Open: copyFresh},
		{Name: "reuse", Kind: bench.Copy, Says: "import, copy into kept memory, Release", Open: copyReuse},
		{Name: "view", Kind: bench.View, Says: "ImportCArrayWithType, then Release", Open: view},
		{Name: "view-schema", Kind: bench.View, Says: "ImportCArray with its schema, Release", Open: viewSchema},
		{Name: "view-struct", Kind: bench.View, Says: "the struct by hand, without arrow-go", Open: viewStruct},
	},
}
