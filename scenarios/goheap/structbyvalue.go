package goheap

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// StructByValue asks whether a struct goes by value or by pointer: to a function or a
// method, through a channel, a map, an interface, or a range loop. A case's size is that of
// the struct.
//
// Small structs go to a function in registers. Larger ones are copied in memory, by code in
// line, and since Go 1.26 profiles have no name for that (golang/go#81392). The functions
// here are not inlined: where one is, the compiler may leave the copy out. A value escapes to
// the heap in an interface and nowhere else.
//
// To a colleague: up to 64 bytes value and pointer are within a nanosecond or two of each
// other, at 4 KiB a pointer is four times as fast; but a pointer that makes a copy escape to
// the heap is two to three times slower than the value at every size.
var StructByValue = bench.Of[carried]{
	Info: bench.Info{
		Name:     "StructByValue",
		Question: "Pass a struct by value, or by pointer?",
		Class:    []bench.Class{bench.BreakEvenSize, bench.Liability},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "As long as it is held; a pointer to an element is of the old array once append moved the slice.",
			Frees:    "The collector; a variable whose pointer outlives its function is allocated on the heap.",
			Mutation: "Whoever has the pointer may write, and every holder sees it.",
			Threads:  "Any number may read at once; a write beside a read is a data race.",
			Failure:  "In silence: several pointers to what was meant to be several values are one.",
			Incident: bench.Incident{
				What:   "Let's Encrypt kept pointers to a loop variable: it checked one domain many times and not each once.",
				Source: "https://bugzilla.mozilla.org/show_bug.cgi?id=1619047",
			},
		},
		Grid: bench.Grid{
			Sizes:   structSizes(),
			Passes:  []int{1},
			Axes:    []bench.Choice{{Key: by, Values: []string{"call", "range", "chan", "map", "any"}}},
			Leave:   carriedLeft,
			Without: []string{bench.Touch, bench.Order}, // a value in registers has no address to touch
		},
		Probes: []string{"alloc", "kernel-call"},
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "copy", Copy: "copy-escaped"},
		},
	},
	Source: newCarried,
	Part:   carriedPart,
	Arms: []bench.Arm[carried]{
		{Name: "copy", Kind: bench.Copy, Says: "the value", Open: openCarried(byValue)},
		{Name: "copy-escaped", Kind: bench.Copy, Says: "a pointer to a copy that escapes", Open: openCarried(byEscaped)},
		{Name: "reuse", Kind: bench.Copy, Says: "a pointer to a kept copy", Open: openCarried(byKept)},
		{Name: "view", Kind: bench.View, Says: "a pointer to the original", Open: openCarried(byPointer)},
	},
}

// by is the axis of StructByValue: what the struct goes through.
const by = "by"

// carriedLeft leaves every size of a struct to calls, and three to the other ways.
func carriedLeft(c bench.Case) bool {
	if c.Get(by) == "call" {
		return !slices.Contains(structSizes(), c.Size)
	}
	return c.Size != 64 && c.Size != 512 && c.Size != 4*bench.KiB
}

// carried is a struct of the case's size: its memory, and the ways to carry it.
type carried struct {
	memory []byte
	ways   carrier
}

// newCarried makes the struct at the start of the block's data.
func newCarried(b *bench.Block) (carried, error) {
	ways, err := carrierOf(b)
	if err != nil {
		return carried{}, err
	}
	memory, err := b.Data()
	return carried{memory, ways}, err
}

// openCarried opens the arm that passes the struct as how says.
func openCarried(how passing) func(*bench.Block, carried) (bench.Op, error) {
	return func(b *bench.Block, c carried) (bench.Op, error) {
		run, err := c.ways.run(b, c.memory, how)
		return bench.Op{Run: run, Cost: costOf(b.Case, how)}, err
	}
}

// costOf counts the copies: a channel and a map copy a value in and out, an interface in and
// out too.
func costOf(c bench.Case, how passing) bench.Cost {
	moves, allocs := bench.Bytes(1), 0
	switch way := c.Get(by); how {
	case byPointer:
		moves = 0
	case byEscaped:
		allocs = 1
	case byValue:
		if way != "call" && way != "range" {
			moves = 2
		}
		if way == "any" {
			allocs = 1
		}
	}
	return bench.Cost{Copied: moves * c.Size, Allocs: allocs}
}

// carriedPart is the first bytes of the struct.
func carriedPart(_ *bench.Block, c carried) any {
	n := min(len(c.memory), int(bench.PartSize))
	return c.memory[:n:n]
}
