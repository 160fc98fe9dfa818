package grpc

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/message"
	"google.golang.org/grpc/mem"
)

// incoming are the frames as the transport hands them to a codec. It keeps a reference on
// each of them until the block is closed.
func incoming(b *bench.Block, r *message.Received) mem.BufferSlice {
	var all mem.BufferSlice
	for i := range r.Frames {
		all = append(all, mem.NewBuffer(&r.Frames[i], mem.NopBufferPool{}))
	}
	b.Defer(all.Free)
	return all
}

// pool is the library's default one, which the whole process shares. The transport may
// write to a free buffer of it.
func pool(b *bench.Block, r *message.Received) mem.BufferPool {
	p, size := mem.DefaultBufferPool(), int(b.Case.Size)
	r.Owns(func(i int, x byte) {
		free := p.Get(size)
		(*free)[i] ^= x
		p.Put(free)
	})
	return p
}

func copyMem(b *bench.Block, r *message.Received) (bench.Op, error) {
	consume, passes, from := b.Kernel, b.Case.Passes, pool(b, r)
	cost := bench.Cost{Copied: b.Case.Size, Allocs: bench.Uncounted}
	return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
		for range n {
			for _, f := range r.Frames {
				one := mem.Copy(f, from)
				sum += consume(one.ReadOnlyData(), passes)
				one.Free()
			}
		}
		return sum
	}}, nil
}

func copyAll(b *bench.Block, r *message.Received) (bench.Op, error) {
	consume, passes, frames := b.Kernel, b.Case.Passes, incoming(b, r)
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size, Allocs: 1}, Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(frames.Materialize(), passes)
		}
		return sum
	}}, nil
}

// toBuffer is what the codec of protobuf does. It copies several frames into one buffer,
// and a single frame it holds.
func toBuffer(b *bench.Block, r *message.Received) (bench.Op, error) {
	consume, passes, frames, from := b.Kernel, b.Case.Passes, incoming(b, r), pool(b, r)
	op := bench.Op{Kind: bench.View, Cost: bench.Cost{Allocs: bench.Uncounted}}
	if len(frames) > 1 {
		op.Kind, op.Cost.Copied = bench.Copy, b.Case.Size
	}
	op.Run = func(n int) (sum uint64) {
		for range n {
			one := frames.MaterializeToBuffer(from)
			sum += consume(one.ReadOnlyData(), passes)
			one.Free()
		}
		return sum
	}
	return op, nil
}

func viewMem(b *bench.Block, r *message.Received) (bench.Op, error) {
	consume, passes, frames := b.Kernel, b.Case.Passes, incoming(b, r)
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			frames.Ref()
			for _, f := range frames {
				sum += consume(f.ReadOnlyData(), passes)
			}
			frames.Free()
		}
		return sum
	}}, nil
}
