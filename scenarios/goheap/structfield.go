package goheap

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// StructField asks how to read one field of many structs: copied into a column first, or out
// of the structs in every pass. The structs lie in a slice, or behind a slice of pointers. A
// case's size is that of the column, and the axis says how large a struct is.
//
// To a colleague: from the second or third pass on a column pays; and do not range by value
// over structs of a cache line or more: the copy of each makes the loop twice as slow at 64
// bytes, and four times as slow at 256.
var StructField = bench.Of[records]{
	Info: bench.Info{
		Name:     "StructField",
		Question: "Copy a field of many structs into a column, or walk the structs?",
		Class:    []bench.Class{bench.BreakEvenPasses},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "Until append moves the slice: a pointer to an element is of the old array from then on.",
			Frees:    "The collector, when neither the structs nor a pointer to one of them is held.",
			Mutation: "Whoever has a struct may write; every pass sees it, and a column made before does not.",
			Threads:  "Any number may read; a write to another field of the same struct is no race.",
			Failure:  "In silence: a write through an old pointer is lost, and a column goes stale.",
			Incident: bench.Incident{
				What:   "Pointers to components of a simulator were dangling once further components had been added.",
				Source: "gazebosim/gz-sim#182",
			},
		},
		Grid: bench.Grid{
			Sizes:   []bench.Bytes{64 * bench.KiB, 1 * bench.MiB},
			Passes:  []int{1, 2, 4, 16},
			Axes:    []bench.Choice{{Key: record, Values: []string{"64B", "16B", "256B"}}},
			Element: word,
			Leave:   func(c bench.Case) bool { return c.Size != 64*bench.KiB && (c.Get(record) != "64B" || c.Passes == 16) },
			Without: []string{bench.Touch, bench.Order},
		},
		Ready:    littleEndian,
		Contests: []bench.Contest{{View: "view", Copy: "copy"}, {View: "view", Copy: "reuse"}, {View: "view-pointers", Copy: "copy"}},
	},
	Source: newRecords,
	Part: func(_ *bench.Block, r records) any {
		return r.memory[:min(len(r.memory), int(bench.PartSize))]
	},
	Arms: []bench.Arm[records]{
		{Name: "copy", Kind: bench.Copy, Says: "the field into a new []uint64", Open: fieldFresh},
		{Name: "reuse", Kind: bench.Copy, Says: "the field into a kept []uint64", Open: fieldReuse},
		{Name: "view", Kind: bench.View, Says: "all[i].value", Open: fieldBy(bySlice)},
		{Name: "view-range", Kind: bench.View, Says: "r.value of for _, r := range all", Open: fieldBy(byRange)},
		{Name: "view-pointers", Kind: bench.View, Says: "pointers[i].value", Open: fieldBy(byPointers)},
	},
}

// record is the axis of StructField: the size of a struct.
const record = "struct"

// records are structs with a field for the reader.
type records struct {
	memory []byte
	walks  walks
}

// newRecords makes as many structs as the case's column has numbers.
func newRecords(b *bench.Block) (records, error) {
	rows := b.Case.Size / word
	all := []struct {
		size string
		make func(memory []byte, n int) walks
	}{{"16B", makeRows[[0]uint64]}, {"64B", makeRows[[6]uint64]}, {"256B", makeRows[[30]uint64]}}
	for _, one := range all {
		if one.size != b.Case.Get(record) {
			continue
		}
		each, err := bench.ParseBytes(one.size)
		if err != nil {
			return records{}, err
		}
		if err := affordable(b, "slice of structs", rows*each); err != nil {
			return records{}, err
		}
		memory := b.Touched(rows * each)
		if err := aligned(b, memory); err != nil {
			return records{}, err
		}
		b.Own(bench.Owner{Memory: memory, Poke: func(i int, x byte) error {
			memory[(i/int(word)+1)*int(each)-int(word)+i%int(word)] ^= x // the field is the last of a struct
			return nil
		}})
		return records{memory, one.make(memory, int(rows))}, nil
	}
	return records{}, fmt.Errorf("axis %s: %q is not 16B, 64B or 256B", record, b.Case.Get(record))
}

func (r records) pieces() bench.Pieces {
	return bench.Pieces{Each: word, Among: bench.Bytes(len(r.memory))}
}

func fieldFresh(b *bench.Block, r records) (bench.Op, error) {
	return gatherFresh(b, r.pieces(), func(to []byte) { r.walks.gather(asWords(to)) }), nil
}

func fieldReuse(b *bench.Block, r records) (bench.Op, error) {
	return gatherReuse(b, r.pieces(), func(to []byte) { r.walks.gather(asWords(to)) }), nil
}

// fieldBy walks the structs in one of the ways.
func fieldBy(how walk) func(*bench.Block, records) (bench.Op, error) {
	return func(b *bench.Block, r records) (bench.Op, error) {
		passes := b.Case.Passes
		consume := b.Through(func(_ []byte, passes int) uint64 { return r.walks.sum(how, passes) })
		return bench.Op{Run: func(n int) (sum uint64) {
			for range n {
				sum += consume(r.memory, passes)
			}
			return sum
		}}, nil
	}
}
