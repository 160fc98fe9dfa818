package clib

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
)

// CLibrary asks what a binding to a C library asks of every argument: to copy
// it into memory of C's, or to pass its address. A pass is a call of the
// library on all the bytes.
//
// zlib's crc32 and OpenBLAS's ddot read each byte once. deflate works long on it, after
// it has copied it to a window of its own: one copy more is hard to see. A copy does
// all that a view does, and more, so the copy is not expected to win at any size.
var CLibrary = bench.Of[*source]{
	Info: bench.Info{
		Name:     "CLibrary",
		Question: "Copy into C memory to call a C library, or pass a pointer?",
		Class:    []bench.Class{bench.Dominant, bench.Liability},
		Grid: bench.Grid{
			Sizes: []bench.Bytes{64, 4 * bench.KiB, 16 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB, 4 * bench.MiB},
			Axes: []bench.Choice{
				{Key: call, Values: []string{"crc32", "deflate", "ddot"}},
				{Key: memory, Values: []string{"go", "c", "python"}},
			},
			Element: 8, // a double
			Leave:   repeated,
			Without: []string{bench.Touch, bench.Order}, // the library reads as it likes
		},
		Ready:    ready,
		Versions: versions,
		Probes:   []string{"cgo-call"},
		Contests: []bench.Contest{{View: "view", Copy: "copy"}, {View: "view", Copy: "reuse"}},
		Card: bench.Card{
			Valid:    "For the call and no longer: what the library keeps must be C's memory, or pinned.",
			Frees:    "Who made it, be it the collector, free or the last reference; never the library.",
			Mutation: "Nobody may write during the call, or half of a checksum is of other data, without a word.",
			Threads:  "Other goroutines run on and must not write; a held GIL stops Python while the library works.",
			Failure:  "A pointer that was kept reads or writes what the memory became, or Go finds a bad pointer and ends.",
			Incident: bench.Incident{
				What:   "A zlib wrapper left a pointer past a Go buffer in C's stream, and Go ended programs over it.",
				Source: "golang/go#19135",
			},
		},
	},
	Source: openSource,
	Arms: []bench.Arm[*source]{
		{Name: "copy", Kind: bench.Copy, Says: "malloc, copy, call, free", Open: copyFresh},
		{Name: "reuse", Kind: bench.Copy, Says: "copy into kept C memory", Open: copyKept},
		{Name: "view", Kind: bench.View, Says: "a pointer to the bytes", Open: viewPointer},
	},
}

// The keys of the axes: the function called, and the owner of the bytes.
const (
	call   = "call"
	memory = "memory"
)

// The sizes of a default run. Whose memory it is shows at a few; deflate is
// slow.
var (
	usual    = []bench.Bytes{64, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB, 4 * bench.MiB}
	deflated = []bench.Bytes{64, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB}
	foreign  = []bench.Bytes{64, 16 * bench.KiB, 4 * bench.MiB}
)

// repeated leaves out of a default run what would only repeat an answer.
func repeated(c bench.Case) bool {
	switch {
	case c.Get(call) == "deflate":
		return c.Get(memory) != "go" || !slices.Contains(deflated, c.Size)
	case c.Get(memory) != "go":
		return !slices.Contains(foreign, c.Size)
	}
	return !slices.Contains(usual, c.Size)
}
