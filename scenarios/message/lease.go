package message

import (
	"sync"
	"sync/atomic"

	"github.com/bufbench/bufbench/bench"
)

// lease is a buffer of a pool that counts its holders, as grpc-go's mem.Buffer does.
type lease struct {
	holders atomic.Int32
	buffer  []byte
	pool    *sync.Pool
}

// leased returns a lease with one holder, of a pool for buffers of size bytes.
func leased(pool *sync.Pool, size bench.Bytes) *lease {
	l, _ := pool.Get().(*lease)
	if l == nil {
		l = &lease{buffer: make([]byte, size), pool: pool}
	}
	l.holders.Store(1)
	return l
}

// hold adds a holder.
func (l *lease) hold() { l.holders.Add(1) }

// free takes a holder away. After the last one the pool owns the buffer.
func (l *lease) free() {
	if l.holders.Add(-1) == 0 {
		l.pool.Put(l)
	}
}

// freeBoth is what an honest handler and its transport do at the end.
func freeBoth(l *lease) { l.free(); l.free() }

// joinLeased copies into a lease that transport and handler hold, and ends with release.
func joinLeased(arm string, release func(*lease), allocs int) func(*bench.Block, *Received) (bench.Op, error) {
	return func(b *bench.Block, r *Received) (bench.Op, error) {
		consume, passes, size, pool := b.Kernel, b.Case.Passes, b.Case.Size, r.pool(b, arm)
		return bench.Op{Cost: bench.Cost{Copied: size, Allocs: allocs}, Run: func(n int) (sum uint64) {
			for range n {
				l := leased(pool, size)
				r.Join(l.buffer)
				l.hold()
				sum += consume(l.buffer, passes)
				release(l)
			}
			return sum
		}}, nil
	}
}

// lendLeased lends the frames. For each of them the transport takes another buffer out of
// the pool, and the handler's Free brings one back.
func lendLeased(b *bench.Block, r *Received) (bench.Op, error) {
	consume, passes, next := b.Kernel, b.Case.Passes, make([]*lease, len(r.Frames))
	pool, largest := r.pool(b, "view-lease"), bench.Bytes(len(r.Frames[0]))
	cost := bench.Cost{Allocs: leaseAllocs}
	return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
		for range n {
			for i := range next {
				next[i] = leased(pool, largest)
				next[i].hold()
			}
			for i, f := range r.Frames {
				sum += consume(f, passes)
				freeBoth(next[i])
			}
		}
		return sum
	}}, nil
}

// joinPooled copies into a buffer of a pool and gives it back by release.
func joinPooled(arm string, release func(*sync.Pool, *[]byte)) func(*bench.Block, *Received) (bench.Op, error) {
	return func(b *bench.Block, r *Received) (bench.Op, error) {
		consume, passes, size, pool := b.Kernel, b.Case.Passes, b.Case.Size, r.pool(b, arm)
		return bench.Op{Cost: bench.Cost{Copied: size, Allocs: pooledAllocs}, Run: func(n int) (sum uint64) {
			for range n {
				p := pooled(pool, size)
				r.Join(*p)
				sum += consume(*p, passes)
				release(pool, p)
			}
			return sum
		}}, nil
	}
}

// pooled takes a buffer of size bytes out of a pool that has no others.
func pooled(pool *sync.Pool, size bench.Bytes) *[]byte {
	if p, _ := pool.Get().(*[]byte); p != nil {
		return p
	}
	fresh := make([]byte, size)
	return &fresh
}

func put(pool *sync.Pool, p *[]byte) { pool.Put(p) }

// putCleared lets no message be read by the next handler.
func putCleared(pool *sync.Pool, p *[]byte) {
	clear(*p)
	pool.Put(p)
}
