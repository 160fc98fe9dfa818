package message

import (
	"bytes"
	"io"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// ReadAll asks how to take in a whole stream: into memory that grows, into memory of the
// announced size, into kept memory, or in the memory of the reader.
//
// The reader of the copies has the method Read only, as a body of HTTP has. The reader of
// the view is an [io.WriterTo] that shows its own memory, as a [bytes.Reader] is.
//
// To a colleague: if you know the size, allocate once, which is 1.6 to 4 times as fast as
// io.ReadAll; if you read often, keep the buffer, which is 3 to 19 times as fast.
var ReadAll = bench.Of[[]byte]{
	Info: bench.Info{
		Name:     "ReadAll",
		Question: "Read a stream into memory, or look at what the reader holds?",
		Class:    []bench.Class{bench.Dominant, bench.BreakEvenSize},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "Until Write returns, or until the next read after a Peek: a Writer must not keep its argument.",
			Frees:    "The reader: it reads the next bytes into the same buffer.",
			Mutation: "Whoever owns the reader's memory may write to it; a Writer must not, not even for a moment.",
			Threads:  "The bytes belong to the goroutine that reads: sent over a channel they change on the way.",
			Failure:  "In silence: the kept bytes are those of a later read.",
			Incident: bench.Incident{
				What:   "Telegraf sent the bytes of a Scanner over a channel, and the next line overwrote them.",
				Source: "influxdata/telegraf#991",
			},
		},
		Grid: bench.Grid{
			Sizes:  []bench.Bytes{64, 512, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB, 16 * bench.MiB},
			Passes: []int{1},
		},
		Probes: []string{"alloc", "kernel-call"},
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "copy-presized", Copy: "copy"},
			{View: "view", Copy: "copy-presized"},
		},
	},
	Source: (*bench.Block).Data,
	Arms: []bench.Arm[[]byte]{
		{Name: "copy", Kind: bench.Copy, Says: "io.ReadAll", Open: readGrowing},
		{Name: "copy-presized", Kind: bench.Copy, Says: "io.ReadFull into new memory", Open: readPresized},
		{Name: "reuse", Kind: bench.Copy, Says: "ReadFrom of a kept bytes.Buffer", Open: readKept},
		{Name: "view", Kind: bench.View, Says: "WriteTo of the reader", Open: writeTo},
	},
}

// stream is a reader with the method Read only.
type stream struct{ from *bytes.Reader }

// Read implements [io.Reader].
func (s stream) Read(p []byte) (int, error) { return s.from.Read(p) }

// growingMoves is how many bytes io.ReadAll moves: each once, and all of them again into
// memory of their size, if its first buffer is nearly full.
func growingMoves(size bench.Bytes) bench.Bytes {
	const first = 512
	if size > first-first/16 {
		return 2 * size
	}
	return size
}

// must panics: an operation has no error to return, and these readers do not fail.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

func readGrowing(b *bench.Block, src []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	from := bytes.NewReader(src)
	var r io.Reader = stream{from}
	cost := bench.Cost{Copied: growingMoves(b.Case.Size), Allocs: bench.Uncounted}
	return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
		for range n {
			from.Reset(src)
			all, err := io.ReadAll(r)
			must(err)
			sum += consume(all, passes)
		}
		return sum
	}}, nil
}

func readPresized(b *bench.Block, src []byte) (bench.Op, error) {
	consume, passes, size := b.Kernel, b.Case.Passes, b.Case.Size
	from := bytes.NewReader(src)
	var r io.Reader = stream{from}
	return bench.Op{Cost: bench.Cost{Copied: size, Allocs: 1, Zeroed: true}, Run: func(n int) (sum uint64) {
		for range n {
			from.Reset(src)
			all := make([]byte, size)
			_, err := io.ReadFull(r, all)
			must(err)
			sum += consume(all, passes)
		}
		return sum
	}}, nil
}

// readKept never grows: a bytes.Buffer wants room for MinRead more before it sees the end.
func readKept(b *bench.Block, src []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	from := bytes.NewReader(src)
	var r io.Reader = stream{from}
	kept := bytes.NewBuffer(b.Touched(b.Case.Size + bytes.MinRead))
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size}, Run: func(n int) (sum uint64) {
		for range n {
			from.Reset(src)
			kept.Reset()
			_, err := kept.ReadFrom(r)
			must(err)
			sum += consume(kept.Bytes(), passes)
		}
		return sum
	}}, nil
}

// summing is a Writer that reads its arguments and keeps none of them.
type summing struct {
	consume bench.Consumer
	passes  int
	sum     uint64
}

// Write implements [io.Writer].
func (s *summing) Write(p []byte) (int, error) {
	s.sum += s.consume(p, s.passes)
	return len(p), nil
}

func writeTo(b *bench.Block, src []byte) (bench.Op, error) {
	from, to := bytes.NewReader(src), &summing{consume: b.Kernel, passes: b.Case.Passes}
	return bench.Op{Run: func(n int) uint64 {
		to.sum = 0
		for range n {
			from.Reset(src)
			_, err := from.WriteTo(to)
			must(err)
		}
		return to.sum
	}}, nil
}
