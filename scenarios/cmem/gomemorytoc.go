package cmem

import "github.com/bufbench/bufbench/bench"

// GoMemoryToC asks what a cgo binding asks of every argument: to hand C the
// pointer, or to copy the bytes into C memory first. C consumes them in every
// arm, with the same code.
//
// One buffer may be handed over by pointer for the time of a call. Many at once need a
// list of pointers, and every buffer in the list must be pinned. A pin costs as much
// for a small buffer as for a large one. With one buffer, view and view-calls are the
// same.
var GoMemoryToC = bench.Of[buffers]{
	Info: bench.Info{
		Name:     "GoMemoryToC",
		Question: "Hand Go memory to C by pointer, or copy it into C memory first?",
		Class:    []bench.Class{bench.BreakEvenSize},
		Grid: bench.Grid{
			Sizes: []bench.Bytes{
				64, 4 * bench.KiB, 16 * bench.KiB, 64 * bench.KiB,
				256 * bench.KiB, 1 * bench.MiB, 4 * bench.MiB,
			},
			Passes:  []int{1},
			Axes:    []bench.Choice{{Key: count, Values: []string{"1", "64"}}},
			Leave:   answered,
			Without: []string{bench.Touch, bench.Order}, // C reads all there is, in sequence
		},
		Ready:  ready,
		Probes: []string{"cgo-call", "cgo-noescape", "pin"},
		// Beside its bytes a view costs one crossing, and a pin per buffer if there
		// are many: it differs along an axis.
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "view", Copy: "reuse"},
			{View: "view-calls", Copy: "reuse"},
		},
		Card: bench.Card{
			Valid:    "Until the call returns; a pinned buffer until it is unpinned, however often C looks.",
			Frees:    "The collector, once nothing in Go refers to the buffer and nothing pins it.",
			Mutation: "Both sides see every write of the other at once: nobody in Go may write during the call.",
			Threads:  "Other goroutines may read meanwhile; the race detector sees nothing of what C does.",
			Failure:  "Passing a pointer to an unpinned pointer panics; storing one in C goes unseen without cgocheck2.",
			Incident: bench.Incident{
				What:   "The readv and writev of a binding kept Go pointers in a list in C memory; cgocheck=2 ended its tests.",
				Source: "ceph/go-ceph#412",
			},
		},
	},
	Source: scattered,
	Arms: []bench.Arm[buffers]{
		{Name: "copy", Kind: bench.Copy, Says: "C.CBytes for each buffer", Open: copyEach},
		{Name: "copy-arena", Kind: bench.Copy, Says: "malloc once, copy all buffers", Open: copyArena},
		{Name: "reuse", Kind: bench.Copy, Says: "copy into kept C memory", Open: copyKept},
		{Name: "view", Kind: bench.View, Says: "one call, runtime.Pinner for a list", Open: viewPinned},
		{Name: "view-calls", Kind: bench.View, Says: "a call with &p[0] for each buffer", Open: viewCalls},
	},
}

// count is the key of the axis that says in how many buffers the bytes lie.
const count = "buffers"

// answered leaves out of a default run sizes that tell nothing: 64 buffers of a
// byte each, and one buffer between the sizes that show it the same.
func answered(c bench.Case) bool {
	if c.Get(count) == "1" {
		return c.Size == 16*bench.KiB || c.Size == 256*bench.KiB
	}
	return c.Size < 4*bench.KiB
}
