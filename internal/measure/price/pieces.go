package price

import (
	"encoding/binary"
	"math/rand/v2"

	"github.com/bufbench/bufbench/bench"
)

// word is the length of a number, the usual piece.
const word = 8

// Pieces copies pieces into to by a loop. They come from memory that touched makes.
func Pieces(of bench.Pieces, to []byte, touched func(bench.Bytes) []byte) bench.Op {
	each := int(of.Each)
	n := len(to) / each
	from := touched(max(of.Among, bench.Bytes(len(to))))
	step := 0
	if n > 0 {
		step = max(len(from)/n, each)
	}
	copyAll := func() { inOrder(to, from, each, step) }
	if of.Scattered {
		at := make([]uint32, n)
		for i, k := range rand.New(rand.NewPCG(1, 2)).Perm(n) {
			at[i] = uint32(k * step)
		}
		copyAll = func() { scattered(to, from, each, at) }
	}
	return bench.Op{Run: func(n int) uint64 {
		for range n {
			copyAll()
		}
		return 0
	}}
}

// inOrder copies a piece of from each step bytes.
func inOrder(to, from []byte, each, step int) {
	at := 0
	if each != word {
		for i := 0; i+each <= len(to); i += each {
			copy(to[i:i+each], from[at:])
			at += step
		}
		return
	}
	for i := 0; i+word <= len(to); i += word {
		binary.LittleEndian.PutUint64(to[i:], binary.LittleEndian.Uint64(from[at:]))
		at += step
	}
}

// scattered copies the pieces that begin at some bytes of from.
func scattered(to, from []byte, each int, at []uint32) {
	if each != word {
		for i, k := range at {
			copy(to[i*each:(i+1)*each], from[k:])
		}
		return
	}
	for i, k := range at {
		binary.LittleEndian.PutUint64(to[i*word:], binary.LittleEndian.Uint64(from[k:]))
	}
}
