package goheap

import (
	"bytes"
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// Retention asks what to do with a small part of a message that outlives the rest. Keep the
// part, and with it the whole message; clone it; copy it into an arena; or intern it. A case's size is that of the part, the axis says of how large a message.
//
// Time is the smaller half of the answer. The larger one is the memory, "retained ÷ used"
// in a report: a part of 64 bytes keeps 1 MiB, which is 16384 times as much.
//
// To a colleague: a clone of 64 bytes costs some 50 ns and frees the message. Clones take less
// heap as soon as they, each rounded up to its size class, are smaller than the message. So
// clone, unless you keep nearly all of it.
var Retention = bench.Of[kept]{
	Info: bench.Info{
		Name:     "Retention",
		Question: "Keep a part of a large message, or clone what is kept?",
		Class:    []bench.Class{bench.Liability},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "As long as it is held: the part keeps the whole message alive.",
			Frees:    "The collector, once no part of the message is held; one part of a thousand is enough to keep it.",
			Mutation: "A write to the message changes the part; a pool that reuses the message overwrites it.",
			Threads:  "Any number may read at once; a write beside a read is a data race.",
			Failure:  "Memory grows with the size of messages, and not with what is kept; heap profiles blame the reader.",
			Incident: bench.Incident{
				What:   "Findings of a secret scanner were substrings of the text that was scanned, and kept all of it.",
				Source: "betterleaks/betterleaks#308",
			},
		},
		Grid: bench.Grid{
			Sizes:  []bench.Bytes{16, 64, 256, 4 * bench.KiB},
			Passes: []int{1},
			Axes:   []bench.Choice{{Key: of, Values: []string{"1MiB", "64KiB", "part"}}},
			Leave:  func(c bench.Case) bool { return c.Get(of) != "1MiB" && c.Size != 64 },
		},
		Probes: []string{"alloc", "kernel-call"},
	},
	Source: newKept,
	Part:   keptPart,
	Arms: []bench.Arm[kept]{
		{Name: "copy", Kind: bench.Copy, Says: "bytes.Clone of the part", Open: keptClone},
		{Name: "copy-intern", Kind: bench.Kernel, Says: "a map of parts seen before", Open: keptIntern},
		{Name: "reuse", Kind: bench.Copy, Says: "append to a kept arena", Open: keptArena},
		{Name: "view", Kind: bench.View, Says: "message[i:j:j]", Open: keptView},
	},
}

// of is the axis of Retention: the size of the message that the part is of.
const of = "of"

// kept is the part of a message that is kept.
type kept []byte

// newKept makes a message and draws a part of it.
func newKept(b *bench.Block) (kept, error) {
	message, size := b.Case.Size, b.Case.Size
	if at := b.Case.Get(of); at != "part" {
		parsed, err := bench.ParseBytes(at)
		if err != nil {
			return nil, fmt.Errorf("axis %s: %w", of, err)
		}
		message = max(message, parsed)
	}
	if err := affordable(b, "message", message); err != nil {
		return nil, err
	}
	all := b.Touched(message)
	from := b.Rand.IntN(int((message-size)/cacheLine)+1) * cacheLine
	part := all[from : from+int(size)]
	b.Own(bench.Owner{Memory: part, Poke: func(i int, x byte) error { part[i] ^= x; return nil }})
	return part, nil
}

// cacheLine is where parts begin: a part that straddles another line costs as much more in
// every arm.
const cacheLine = 64

// keptPart is the first bytes of the part.
func keptPart(_ *bench.Block, k kept) any {
	n := min(len(k), int(bench.PartSize))
	return k[:n:n]
}

func keptClone(b *bench.Block, k kept) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size, Allocs: 1}, Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(bytes.Clone(k), passes)
		}
		return sum
	}}, nil
}

// keptIntern looks the part up. It copies a part that it never saw: once per sample at
// most.
func keptIntern(b *bench.Block, k kept) (bench.Op, error) {
	consume, passes, seen := b.Kernel, b.Case.Passes, map[string][]byte{}
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			own, is := seen[string(k)]
			if !is {
				own = bytes.Clone(k)
				seen[string(k)] = own
			}
			sum += consume(own, passes)
		}
		return sum
	}}, nil
}

// arenaSize is how much an arena holds at least before it begins anew.
const arenaSize = 64 * bench.KiB

// keptArena copies parts one behind the other, as into a block that is freed as a whole.
func keptArena(b *bench.Block, k kept) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	arena, at := b.Touched(max(arenaSize, b.Case.Size)), 0
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size}, Run: func(n int) (sum uint64) {
		for range n {
			if at+len(k) > len(arena) {
				at = 0
			}
			own := arena[at : at+len(k)]
			at += copy(own, k)
			sum += consume(own, passes)
		}
		return sum
	}}, nil
}

func keptView(b *bench.Block, k kept) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(k[:len(k):len(k)], passes)
		}
		return sum
	}}, nil
}
