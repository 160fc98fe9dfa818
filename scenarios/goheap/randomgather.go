package goheap

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// RandomGather asks how to read 8-byte numbers that an index list picks out of
// a table of eight times their size: gathered into contiguous memory first, or
// through the list in every pass. A case's size is that of the picked numbers.
var RandomGather = bench.Of[picked]{
	Info: bench.Info{
		Name:     "RandomGather",
		Question: "Gather what an index list picks, or go through the list?",
		Class:    []bench.Class{bench.BreakEvenPasses},
		Kernel:   kernel.Sum,
		Grid: bench.Grid{
			Sizes:   []bench.Bytes{64 * bench.KiB, 1 * bench.MiB, 8 * bench.MiB},
			Passes:  []int{1, 2, 4, 16},
			Element: word,
			Leave:   func(c bench.Case) bool { return c.Passes > 4 && c.Size > 1*bench.MiB },
			Without: []string{bench.Touch, bench.Order},
		},
		Contests: []bench.Contest{{View: "view", Copy: "copy"}, {View: "view", Copy: "reuse"}},
		Card: bench.Card{
			Valid:    "As long as the list stays what it was; the collector keeps the whole table for it.",
			Frees:    "The collector, when neither the table nor the list is held any more.",
			Mutation: "Whoever has the table or the list may write; every pass sees it, and two passes may differ.",
			Threads:  "Any number may read; a write to the list or to a picked number meanwhile is a race.",
			Failure:  "In silence: a list that is used again picks other rows; an index beyond the table panics.",
			Incident: bench.Incident{
				What:   "A query engine wrote to an index list that several vectors shared, and corrupted what they showed.",
				Source: "facebookincubator/velox#6629",
			},
		},
	},
	Source: newPicked,
	Arms: []bench.Arm[picked]{
		{Name: "copy", Kind: bench.Copy, Says: "gather into new memory", Open: pickedFresh},
		{Name: "reuse", Kind: bench.Copy, Says: "gather into kept memory", Open: pickedReuse},
		{Name: "view", Kind: bench.View, Says: "a loop over the index list", Open: pickedView},
	},
	Part: func(_ *bench.Block, p picked) any {
		return picked{p.table, p.index[:min(len(p.index), int(bench.PartSize/word))]}
	},
}

// spread is how many times larger the table is than what is picked from it.
const spread = 8

// picked are numbers of a table.
type picked struct {
	table []byte
	index []uint32 // word i of the table begins at byte 8*i
}

// newPicked draws one of every eight numbers of the table: one per cache line, none
// twice. The list is in random order.
func newPicked(b *bench.Block) (picked, error) {
	if err := affordable(b, "table", spread*b.Case.Size); err != nil {
		return picked{}, err
	}
	p := picked{b.Touched(spread * b.Case.Size), make([]uint32, b.Case.Size/word)}
	for i := range p.index {
		p.index[i] = uint32(i*spread + b.Rand.IntN(spread))
	}
	b.Rand.Shuffle(len(p.index), func(i, j int) { p.index[i], p.index[j] = p.index[j], p.index[i] })
	b.Own(bench.Owner{Memory: p.table, Poke: func(i int, x byte) error {
		p.table[int(p.index[i/int(word)])*int(word)+i%int(word)] ^= x
		return nil
	}})
	return p, nil
}

func pickedFresh(b *bench.Block, p picked) (bench.Op, error) {
	return gatherFresh(b, p.pieces(), p.gather), nil
}

func pickedReuse(b *bench.Block, p picked) (bench.Op, error) {
	return gatherReuse(b, p.pieces(), p.gather), nil
}

func (p picked) pieces() bench.Pieces {
	return bench.Pieces{Each: word, Among: bench.Bytes(len(p.table)), Scattered: true}
}

// gather copies what is asked for side by side.
func (p picked) gather(to []byte) { kernel.GatherIndexed(to, p.table, p.index) }

func pickedView(b *bench.Block, p picked) (bench.Op, error) {
	passes := b.Case.Passes
	consume := b.Through(func(table []byte, passes int) uint64 { return kernel.SumIndexed(table, p.index, passes) })
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(p.table, passes)
		}
		return sum
	}}, nil
}
