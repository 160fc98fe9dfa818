package message

import (
	"fmt"
	"sync"

	"github.com/bufbench/bufbench/bench"
)

// received is a message in the buffers that a transport read it into.
type received struct {
	frames [][]byte
	pools  []*sync.Pool // of the arms, with buffers of the type *[]byte or *lease
}

// receive makes the message, in frames that are no longer than the case says.
func receive(b *bench.Block) (*received, error) {
	size, limit := b.Case.Size, b.Case.Size
	if at := b.Case.Get(frame); at != whole {
		var err error
		if limit, err = bench.ParseBytes(at); err != nil {
			return nil, fmt.Errorf("axis %s: %w", frame, err)
		}
		if limit%8 != 0 {
			return nil, fmt.Errorf("axis %s: frames of %s are no whole numbers of 8 bytes", frame, limit)
		}
	}
	r := &received{}
	if size <= limit {
		r.frames = [][]byte{b.Touched(size)}
		b.Own(bench.Owner{Memory: r.frames[0], Poke: r.poke})
		return r, nil
	}
	all := make([]byte, size)
	b.Fill(all)
	for from := bench.Bytes(0); from < size; from += limit {
		part := all[from:min(from+limit, size)]
		r.frames = append(r.frames, b.Bytes(bench.Bytes(len(part))))
		copy(r.frames[len(r.frames)-1], part)
	}
	b.Own(bench.Owner{Poke: r.poke}) // several frames have no range of addresses of their own
	return r, nil
}

// join copies the frames one behind the other.
func (r *received) join(to []byte) {
	for _, f := range r.frames {
		to = to[copy(to, f):]
	}
}

// pool is a pool of an arm. The transport may write to what lies in it.
func (r *received) pool() *sync.Pool {
	p := new(sync.Pool)
	r.pools = append(r.pools, p)
	return p
}

// poke changes byte i as the transport does. It owns the frames, and whatever the
// handlers gave back: the next message comes into that.
func (r *received) poke(i int, x byte) error {
	for _, p := range r.pools {
		switch free := p.Get().(type) {
		case *[]byte:
			change(*free, i, x)
			p.Put(free)
		case *lease:
			change(free.buffer, i, x)
			p.Put(free)
		}
	}
	for _, f := range r.frames {
		if i < len(f) {
			f[i] ^= x
			return nil
		}
		i -= len(f)
	}
	return fmt.Errorf("poke a byte of %d frames: out of range", len(r.frames))
}

// change changes byte i of a buffer, if it has so many.
func change(p []byte, i int, x byte) {
	if i < len(p) {
		p[i] ^= x
	}
}

// framePart is the first bytes of the first frame. It keeps that frame.
func framePart(_ *bench.Block, r *received) any {
	n := min(len(r.frames[0]), int(bench.PartSize))
	return r.frames[0][:n:n]
}
