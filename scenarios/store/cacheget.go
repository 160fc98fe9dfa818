package store

import (
	"encoding/json"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// CacheGet asks what a cache in memory returns: its own entry, or a copy. An entry is a
// struct with a slice in it, and a case's size is that of the slice. The cache is a map of
// a thousand entries behind a lock.
//
// A struct by value is a copy of its fields, and shares the slice. It looks like a copy and
// is a view.
//
// To a colleague: a clone costs 70 ns at 64 bytes and 0.6 µs at 4 KiB, and a round trip through
// JSON 50 to 100 times that.
var CacheGet = bench.Of[*cached]{
	Info: bench.Info{
		Name:     "CacheGet",
		Question: "Clone what a cache returns, or share its entry?",
		Class:    []bench.Class{bench.Dominant, bench.Liability},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "As long as it is held, evicted or not; the cache may have a newer entry by then.",
			Frees:    "The collector, after cache and holders: an eviction frees nothing that is held.",
			Mutation: "Nobody may write: every holder sees it, and so does every later Get.",
			Threads:  "Any number may read; one who writes races with them, because the cache's lock ends with Get.",
			Failure:  "In silence: one request reads what another one wrote into the entry.",
			Incident: bench.Incident{
				What:   "SigNoz's cache returned the same object to all, and what they did to it was a data race.",
				Source: "SigNoz/signoz#8408",
			},
		},
		Grid: bench.Grid{
			Sizes:  []bench.Bytes{64, 512, 4 * bench.KiB, 64 * bench.KiB},
			Passes: []int{1},
			Leave:  func(c bench.Case) bool { return c.Size > 256*bench.KiB }, // see largestEntry
		},
		Probes:   []string{"alloc", "kernel-call"},
		Contests: []bench.Contest{{View: "view", Copy: "copy"}, {View: "view", Copy: "reuse"}},
	},
	Source: newCached,
	Part:   entryPart,
	Arms: []bench.Arm[*cached]{
		{Name: "copy", Kind: bench.Copy, Says: "a deep clone", Open: getDeep},
		{Name: "copy-json", Kind: bench.Copy, Says: "a JSON round trip", Open: getJSON},
		{Name: "reuse", Kind: bench.Copy, Says: "copy into kept memory", Open: getKept},
		{Name: "view", Kind: bench.View, Says: "the pointer", Open: getPointer},
		{Name: "view-value", Kind: bench.View, Says: "the struct by value", Open: getValue},
	},
}

func getDeep(b *bench.Block, c *cached) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size, Allocs: 1}, Run: func(n int) (sum uint64) {
		for range n {
			e := c.values.get(entryKey).clone()
			sum += consume(e.Body, passes)
		}
		return sum
	}}, nil
}

// getJSON is a clone of any type, without a method for it. The bytes travel in base64.
func getJSON(b *bench.Block, c *cached) (bench.Op, error) {
	consume, passes, size := b.Kernel, b.Case.Passes, b.Case.Size
	base64 := (size + 2) / 3 * 4
	return bench.Op{Cost: bench.Cost{Copied: base64 + size, Allocs: bench.Uncounted}, Run: func(n int) (sum uint64) {
		for range n {
			text, err := json.Marshal(c.pointers.get(entryKey))
			must(err)
			var e entry
			must(json.Unmarshal(text, &e))
			sum += consume(e.Body, passes)
		}
		return sum
	}}, nil
}

func getKept(b *bench.Block, c *cached) (bench.Op, error) {
	consume, passes, kept := b.Kernel, b.Case.Passes, b.Touched(b.Case.Size)
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size}, Run: func(n int) (sum uint64) {
		for range n {
			kept = append(kept[:0], c.pointers.get(entryKey).Body...)
			sum += consume(kept, passes)
		}
		return sum
	}}, nil
}

func getPointer(b *bench.Block, c *cached) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(c.pointers.get(entryKey).Body, passes)
		}
		return sum
	}}, nil
}

func getValue(b *bench.Block, c *cached) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			e := c.values.get(entryKey)
			sum += consume(e.Body, passes)
		}
		return sum
	}}, nil
}
