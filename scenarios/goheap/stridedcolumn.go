package goheap

import (
	"encoding/binary"
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// stride is the axis of StridedColumn: the length of a row.
const stride = "stride"

// StridedColumn asks how to read a column of a row-major matrix of 8-byte
// numbers: gathered into contiguous memory first, or with the stride in every
// pass. A case's size is that of the column. At zero passes, reuse over the copy
// ceiling is what a strided copy costs over a plain one.
var StridedColumn = bench.Of[column]{
	Info: bench.Info{
		Name:     "StridedColumn",
		Question: "Gather a column of a matrix, or walk it with a stride?",
		Class:    []bench.Class{bench.BreakEvenPasses},
		Kernel:   kernel.Sum,
		Grid: bench.Grid{
			Sizes:   []bench.Bytes{64 * bench.KiB, 1 * bench.MiB},
			Passes:  []int{1, 2, 4, 16},
			Axes:    []bench.Choice{{Key: stride, Values: []string{"16B", "64B", "512B", "4KiB"}}},
			Element: word,
			Leave:   columnLeft,
			Without: []string{bench.Touch, bench.Order},
		},
		Contests: []bench.Contest{{View: "view", Copy: "copy"}, {View: "view", Copy: "reuse"}},
		Card: bench.Card{
			Valid:    "As long as someone holds it: the collector then keeps the whole matrix.",
			Frees:    "The collector, when no column of the matrix is held any more.",
			Mutation: "Whoever has the matrix may write; every pass sees it, and two passes may differ.",
			Threads:  "Any number may read; a write to the column meanwhile is a race, one to another column is none.",
			Failure:  "In silence: code that forgets the stride reads the numbers of other columns.",
			Incident: bench.Incident{
				What:   "A PDF library took the rows of images to lie side by side: distorted pictures; its fix copies them.",
				Source: "unidoc/unidoc#448",
			},
		},
	},
	Source: newColumn,
	Arms: []bench.Arm[column]{
		{Name: "copy", Kind: bench.Copy, Says: "gather into new memory", Open: columnFresh},
		{Name: "reuse", Kind: bench.Copy, Says: "gather into kept memory", Open: columnReuse},
		{Name: "view", Kind: bench.View, Says: "a loop with a stride", Open: columnView},
		{Name: "view-at", Kind: bench.View, Says: "At(row, column) of an interface", Open: columnAt},
	},
	Part: func(_ *bench.Block, c column) any {
		rows := min(c.rows(), int(bench.PartSize/word))
		return c.cells[:(rows-1)*c.stride+int(word)]
	},
}

// columnLeft leaves every stride at one size and one stride at the others.
// Sixteen passes stay where a row is two numbers: there the copy wins late.
func columnLeft(c bench.Case) bool {
	if c.Size != 64*bench.KiB {
		return c.Get(stride) != "64B" || c.Passes != 1 && c.Passes != 4
	}
	return c.Passes == 16 && c.Get(stride) != "16B"
}

// column is one of a matrix's columns.
type column struct {
	cells  []byte // from its first number to its last, with what lies between
	stride int    // from a number to the next, in bytes
}

func (c column) rows() int { return (len(c.cells)-int(word))/c.stride + 1 }

// newColumn makes a matrix with as many rows as the case's column has numbers,
// and draws the column.
func newColumn(b *bench.Block) (column, error) {
	row, err := bench.ParseBytes(b.Case.Get(stride))
	if err != nil {
		return column{}, fmt.Errorf("axis %s: %w", stride, err)
	}
	if row%word != 0 {
		return column{}, fmt.Errorf("axis %s: rows of %s are no whole numbers of %s", stride, row, word)
	}
	rows := b.Case.Size / word
	if err := affordable(b, "matrix", rows*row); err != nil {
		return column{}, err
	}
	matrix := b.Touched(rows * row)
	first := b.Rand.IntN(int(row/word)) * int(word)
	c := column{matrix[first : first+int((rows-1)*row+word)], int(row)}
	b.Own(bench.Owner{Memory: matrix, Poke: func(i int, x byte) error {
		c.cells[i/int(word)*c.stride+i%int(word)] ^= x
		return nil
	}})
	return c, nil
}

func columnFresh(b *bench.Block, c column) (bench.Op, error) {
	return gatherFresh(b, c.pieces(), c.gather), nil
}

func columnReuse(b *bench.Block, c column) (bench.Op, error) {
	return gatherReuse(b, c.pieces(), c.gather), nil
}

func (c column) pieces() bench.Pieces {
	return bench.Pieces{Each: word, Among: bench.Bytes(c.rows() * c.stride)}
}

// gather copies what is asked for side by side.
func (c column) gather(to []byte) { kernel.GatherStrided(to, c.cells, c.stride) }

func columnView(b *bench.Block, c column) (bench.Op, error) {
	passes := b.Case.Passes
	consume := b.Through(func(p []byte, passes int) uint64 { return kernel.SumStrided(p, c.stride, passes) })
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(c.cells, passes)
		}
		return sum
	}}, nil
}

// columnAt walks as code for any matrix does, gonum's among it: by a call of an
// interface's method for each number.
func columnAt(b *bench.Block, c column) (bench.Op, error) {
	passes, rows, matrix := b.Case.Passes, c.rows(), numbers(c)
	consume := b.Through(func(_ []byte, passes int) uint64 { return sumAt(matrix, rows, passes) })
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(c.cells, passes)
		}
		return sum
	}}, nil
}

// numbers is a matrix to code that does not know how it lies in memory.
type numbers interface{ At(row, column int) uint64 }

// At is a number of the matrix whose column 0 is c.
func (c column) At(row, column int) uint64 {
	return binary.LittleEndian.Uint64(c.cells[row*c.stride+column*int(word):])
}

// sumAt is never inlined, or the compiler would see which At is called.
//
//go:noinline
func sumAt(m numbers, rows, passes int) (sum uint64) {
	for range passes {
		for row := range rows {
			sum += m.At(row, 0)
		}
	}
	return sum
}
