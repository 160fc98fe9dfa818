package message

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// ReceiveBuffer asks how a handler gets the bytes of a message that a transport read
// into its receive buffer: as a copy of its own, from a pool or not, or as a view of the
// buffer. The read itself is the same for all and is not measured.
//
// A view may be borrowed until the handler returns. Or the handler keeps the buffer, and
// the transport takes another one for the next message: a fresh one, or a leased one.
//
// To a colleague: a copy into a pooled buffer costs what a copy into kept memory costs, from
// 4 KiB on a third to a sixth of a fresh one; giving the buffer away saves next to nothing up
// to 64 KiB, because the next one must be allocated; and where a Free is lost, every message
// is a fresh copy again, while the pool hides it: nothing leaks. With four goroutines per
// processor a fresh copy of 4 KiB takes 2.2 times the CPU time, and a pooled one 1.4 times.
var ReceiveBuffer = bench.Of[*Received]{
	Info: bench.Info{
		Name:     "ReceiveBuffer",
		Question: "Copy a message out of the receive buffer, or lend the buffer?",
		Class:    []bench.Class{bench.BreakEvenSize, bench.Liability},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "Until the handler returns, or the lease is freed: the next message comes into the same buffer.",
			Frees:    "Whoever holds the last reference, by Free or Put; one that is never freed goes to the collector.",
			Mutation: "After Put the pool owns the buffer, and the next message is written into it.",
			Threads:  "A lease counts its holders atomically; a buffer that was put back may belong to another goroutine.",
			Failure:  "A view kept past Put reads another message: no panic, and no race detector if it is one goroutine.",
			Incident: bench.Incident{
				What:   "Labels pointed into a pooled gRPC buffer: a size read from them was 6.7 exabytes, and Thanos panicked.",
				Source: "thanos-io/thanos#8745",
			},
		},
		Grid: bench.Grid{
			Sizes:   []bench.Bytes{64, 256, 1 * bench.KiB, 4 * bench.KiB, 16 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB},
			Passes:  []int{1},
			Axes:    []bench.Choice{{Key: frame, Values: []string{whole, "16KiB"}}, {Key: bench.Goroutines, Values: []string{"1", "P", "4P"}, Open: true}},
			Leave:   fewMessages,
			Without: []string{bench.Touch, bench.Order}, // views of several frames are read in pieces
		},
		Probes: []string{"pool-get", "alloc", "kernel-call"},
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "view-handover", Copy: "copy"},
			{View: "copy-pool", Copy: "copy"},
			{View: "copy-lease", Copy: "copy"},
		},
	},
	Source: receive,
	Part:   framePart,
	Arms: []bench.Arm[*Received]{
		{Name: "copy", Kind: bench.Copy, Says: "copy into new memory", Open: joinFresh},
		{Name: "copy-pool", Kind: bench.Copy, Says: "copy into a buffer of a sync.Pool", Open: joinPooled("copy-pool", put)},
		{Name: "copy-cleared", Kind: bench.Copy, Says: "the same, cleared before Put", Open: joinPooled("copy-cleared", putCleared)},
		{Name: "copy-lease", Kind: bench.Copy, Says: "copy into a counted lease, freed", Open: joinLeased("copy-lease", freeBoth, leaseAllocs)},
		{Name: "reuse", Kind: bench.Copy, Says: "copy into kept memory", Open: joinReuse},
		{Name: "view", Kind: bench.View, Says: "the frames, until the handler returns", Open: lend},
		{Name: "view-lease", Kind: bench.View, Says: "the frames, counted; next from a pool", Open: lendLeased},
		{Name: "view-handover", Kind: bench.View, Says: "the frames for good; the next are new", Open: handOver},
	},
}

// frame is the axis of ReceiveBuffer: how large the frames of a message are at most.
const (
	frame = "frame"
	whole = "one" // frame has all of it
)

// fewMessages leaves out messages of one frame under a limit of frames, and all sizes but
// one under several goroutines.
func fewMessages(c bench.Case) bool {
	if c.Get(bench.Goroutines) != "" && (c.Size != 4*bench.KiB || c.Get(frame) != whole) {
		return true
	}
	return c.Get(frame) != whole && c.Size <= 16*bench.KiB
}

func joinFresh(b *bench.Block, r *Received) (bench.Op, error) {
	consume, passes, size := b.Kernel, b.Case.Passes, b.Case.Size
	return bench.Op{Cost: bench.Cost{Copied: size, Allocs: 1, Zeroed: true}, Run: func(n int) (sum uint64) {
		for range n {
			fresh := make([]byte, size)
			r.Join(fresh)
			sum += consume(fresh, passes)
		}
		return sum
	}}, nil
}

func joinReuse(b *bench.Block, r *Received) (bench.Op, error) {
	consume, passes, kept := b.Kernel, b.Case.Passes, b.Touched(b.Case.Size)
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size}, Run: func(n int) (sum uint64) {
		for range n {
			r.Join(kept)
			sum += consume(kept, passes)
		}
		return sum
	}}, nil
}

func lend(b *bench.Block, r *Received) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			for _, f := range r.Frames {
				sum += consume(f, passes)
			}
		}
		return sum
	}}, nil
}

// handOver allocates what the next frames are received into.
func handOver(b *bench.Block, r *Received) (bench.Op, error) {
	consume, passes, next := b.Kernel, b.Case.Passes, make([][]byte, len(r.Frames))
	return bench.Op{Cost: bench.Cost{Allocs: len(next)}, Run: func(n int) (sum uint64) {
		for range n {
			for i, f := range r.Frames {
				next[i] = make([]byte, len(f))
			}
			for _, f := range r.Frames {
				sum += consume(f, passes)
			}
		}
		return sum
	}}, nil
}
