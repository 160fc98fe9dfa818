package cmem

import (
	"encoding/binary"
	"fmt"

	"github.com/bufbench/bufbench/bench"
)

// library is the axis of ElementOrBulk: what the library is written in.
const library = "library"

// elements are a column of 8-byte numbers in a library.
type elements struct {
	bytes  []byte // its memory, good until the block is closed
	access access
}

// access is how a library shows its numbers one by one.
type access interface {
	// get sums the numbers by a getter.
	get(passes int) uint64
	// each sums the numbers by a callback.
	each(passes int) uint64
	// fill stores the numbers by a getter.
	fill(to []byte)
}

// largestColumn is the limit of a column: two million numbers, each a call.
const largestColumn = 16 * bench.MiB

// newElements makes the column in the library that the case names.
func newElements(b *bench.Block) (elements, error) {
	if b.Case.Size > largestColumn {
		return elements{}, b.Skip(fmt.Sprintf("a column of %s, and at most %s are read by a call per number", b.Case.Size, largestColumn), "-sizes "+largestColumn.String())
	}
	switch in := b.Case.Get(library); in {
	case "go":
		data, err := b.Data()
		return elements{data, goAccess{goColumn(data)}}, err
	case "c":
		m, err := allocate(b)
		if err != nil {
			return elements{}, err
		}
		return elements{m.slice(), accessOf(m)}, nil
	default:
		return elements{}, fmt.Errorf("axis %s: %q is neither c nor go", library, in)
	}
}

// column is what a library in Go shows of its numbers.
type column interface {
	Len() int
	At(i int) uint64
	Each(yield func(uint64))
}

// goColumn implements column over its memory.
type goColumn []byte

func (c goColumn) Len() int { return len(c) / 8 }

func (c goColumn) At(i int) uint64 { return binary.LittleEndian.Uint64(c[8*i:]) }

func (c goColumn) Each(yield func(uint64)) {
	for i := range c.Len() {
		yield(c.At(i))
	}
}

// goAccess calls a library in Go. Its methods are called through an interface, and so the
// compiler does not see which column it is.
type goAccess struct{ column column }

func (a goAccess) get(passes int) (sum uint64) {
	for range passes {
		for i := range a.column.Len() {
			sum += a.column.At(i)
		}
	}
	return sum
}

func (a goAccess) each(passes int) (sum uint64) {
	add := func(x uint64) { sum += x }
	for range passes {
		a.column.Each(add)
	}
	return sum
}

func (a goAccess) fill(to []byte) {
	for i := range a.column.Len() {
		binary.LittleEndian.PutUint64(to[8*i:], a.column.At(i))
	}
}
