package message

import (
	"fmt"
	"sync"

	"github.com/bufbench/bufbench/bench"
)

// Received is a message in the buffers that a transport read it into.
type Received struct {
	Frames [][]byte

	owned []func(i int, x byte) // see [Received.Owns]
}

// receive makes the message, in frames that are no longer than the case says.
func receive(b *bench.Block) (*Received, error) {
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
	r := &Received{}
	if size <= limit {
		r.Frames = [][]byte{b.Touched(size)}
		b.Own(bench.Owner{Memory: r.Frames[0], Poke: r.poke})
		return r, nil
	}
	all := make([]byte, size)
	b.Fill(all)
	for from := bench.Bytes(0); from < size; from += limit {
		part := all[from:min(from+limit, size)]
		r.Frames = append(r.Frames, b.Bytes(bench.Bytes(len(part))))
		copy(r.Frames[len(r.Frames)-1], part)
	}
	b.Own(bench.Owner{Poke: r.poke}) // several frames have no range of addresses of their own
	return r, nil
}

// Join copies the frames one behind the other.
func (r *Received) Join(to []byte) {
	for _, f := range r.Frames {
		to = to[copy(to, f):]
	}
}

// Owns adds memory of the transport beside the frames, such as free buffers of a pool: the
// next message comes into them. change changes byte i as the Poke of a [bench.Owner] does.
func (r *Received) Owns(change func(i int, x byte)) { r.owned = append(r.owned, change) }

// pool is the pool of an arm, by its name. All goroutines share it.
func (r *Received) pool(b *bench.Block, arm string) *sync.Pool {
	p := b.Shared(arm, func() any { return new(sync.Pool) }).(*sync.Pool)
	r.Owns(func(i int, x byte) { changeFree(p, i, x) })
	return p
}

// changeFree changes byte i of a free buffer of a pool, if there is one.
func changeFree(p *sync.Pool, i int, x byte) {
	switch free := p.Get().(type) {
	case *[]byte:
		change(*free, i, x)
		p.Put(free)
	case *lease:
		change(free.buffer, i, x)
		p.Put(free)
	}
}

// poke changes byte i as the transport does. It owns the frames, and whatever the
// handlers gave back.
func (r *Received) poke(i int, x byte) error {
	for _, change := range r.owned {
		change(i, x)
	}
	for _, f := range r.Frames {
		if i < len(f) {
			f[i] ^= x
			return nil
		}
		i -= len(f)
	}
	return fmt.Errorf("poke a byte of %d frames: out of range", len(r.Frames))
}

// change changes byte i of a buffer, if it has so many.
func change(p []byte, i int, x byte) {
	if i < len(p) {
		p[i] ^= x
	}
}

// framePart is the first bytes of the first frame. It keeps that frame.
func framePart(_ *bench.Block, r *Received) any {
	n := min(len(r.Frames[0]), int(bench.PartSize))
	return r.Frames[0][:n:n]
}
