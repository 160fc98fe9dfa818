package price

import (
	"strings"

	"github.com/bufbench/bufbench/bench"
)

// Object allocates a slice of size bytes, which are set to zero.
func Object(size bench.Bytes) bench.Op {
	return bench.Op{Run: func(n int) uint64 {
		for range n {
			_ = fresh(size)
		}
		return 0
	}}
}

// fresh returns memory from the heap: the result of a function that is not inlined
// escapes.
//
//go:noinline
func fresh(size bench.Bytes) []byte { return make([]byte, size) }

// Raw allocates size bytes and leaves them as they are. Copies into new memory are
// allocated so: bytes.Clone, C.GoBytes and make followed by copy.
func Raw(size bench.Bytes) bench.Op {
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			var b strings.Builder // the one way of the standard library to such memory
			b.Grow(int(size))
			sum += uint64(b.Len()) // 0
		}
		return sum
	}}
}

// Copy copies the first bytes of from into one part of a room after the other, size
// bytes each. A room of one part is the same memory again and again. No cache holds the
// destination if the room is larger than the caches, as with memory that an allocator
// hands out.
func Copy(room []byte, size bench.Bytes, from []byte) bench.Op {
	if bench.Bytes(len(room)) == size { // no time goes into finding the next part
		return bench.Op{Run: func(n int) uint64 {
			for range n {
				move(room, from)
			}
			return 0
		}}
	}
	at := parts{room: room, size: int(size)}
	return bench.Op{Run: func(n int) uint64 {
		for range n {
			move(at.next(), from)
		}
		return 0
	}}
}

// Read calls consume with one part of a room after the other, as Copy writes them. Its
// checksum is 0, since those of the parts differ.
func Read(room []byte, size bench.Bytes, consume bench.Consumer, passes int) bench.Op {
	if bench.Bytes(len(room)) == size {
		return bench.Op{Run: func(n int) uint64 {
			for range n {
				consume(room, passes) // a call through a function value is never removed
			}
			return 0
		}}
	}
	at := parts{room: room, size: int(size)}
	return bench.Op{Run: func(n int) uint64 {
		for range n {
			consume(at.next(), passes)
		}
		return 0
	}}
}

// Behind does one operation of op after each call of consume with a piece.
func Behind(consume bench.Consumer, piece []byte, op bench.Op) bench.Op {
	return bench.Op{Hold: op.Hold, Run: func(n int) uint64 {
		for range n {
			consume(piece, 1)
			op.Run(1)
		}
		return 0
	}}
}

// parts are the parts of a room, in turn.
type parts struct {
	room     []byte
	size, at int
}

func (p *parts) next() []byte {
	if p.at+p.size > len(p.room) {
		p.at = 0
	}
	part := p.room[p.at : p.at+p.size]
	p.at += p.size
	return part
}

// move is a copy that no compiler removes.
//
//go:noinline
func move(to, from []byte) { copy(to, from) }
