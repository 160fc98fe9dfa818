package price

import (
	"encoding/binary"
	"math/rand/v2"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// word is the length of a number, the usual piece.
const word = 8

// Pieces copies pieces into to by a loop. They come from memory that touched makes. Numbers
// are copied as Go copies the elements of a []uint64.
func Pieces(of bench.Pieces, to []byte, touched func(bench.Bytes) []byte) bench.Op {
	each := int(of.Each)
	n := len(to) / each
	from := touched(max(of.Among, bench.Bytes(len(to))))
	apart := max(len(from)/max(n, 1)/each, 1) // pieces from one to the next
	numbers, into := words(from), words(to)
	var all func()
	switch {
	case each == word && of.Decoded:
		all = func() { decode(into, from) }
	case each == word && !of.Scattered:
		all = func() { inOrder(into, numbers, apart) }
	default:
		at := make([]uint32, n)
		for i := range at {
			at[i] = uint32(i * apart)
		}
		if of.Scattered {
			rand.New(rand.NewPCG(1, 2)).Shuffle(n, func(i, j int) { at[i], at[j] = at[j], at[i] })
		}
		all = func() { blocks(to, from, each, at) }
		if each == word {
			all = func() { scattered(into, numbers, at) }
		}
	}
	return bench.Op{Run: func(n int) uint64 {
		for range n {
			all()
		}
		return 0
	}}
}

// words is the memory of p as numbers, and nil if there is room for none. The numbers of a
// misaligned case are misaligned too, as those of its arms are.
func words(p []byte) []uint64 {
	if len(p) < word {
		return nil
	}
	return unsafe.Slice((*uint64)(unsafe.Pointer(unsafe.SliceData(p))), len(p)/word)
}

// inOrder copies a number of from, and then the one so many numbers further.
func inOrder(to, from []uint64, apart int) {
	at := 0
	for i := range to {
		to[i] = from[at]
		at += apart
	}
}

// scattered copies the numbers at some places of from.
func scattered(to, from []uint64, at []uint32) {
	to = to[:len(at)]
	for i, k := range at {
		to[i] = from[k]
	}
}

// decode is the loop that users of encoding/binary write.
func decode(to []uint64, from []byte) {
	for i := range to {
		to[i] = binary.LittleEndian.Uint64(from[i*word:])
	}
}

// blocks copies the pieces of another length at some places of from.
func blocks(to, from []byte, each int, at []uint32) {
	for i, k := range at {
		copy(to[i*each:(i+1)*each], from[int(k)*each:])
	}
}
