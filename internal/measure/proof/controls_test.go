package proof_test

import (
	"bytes"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// total is the consumer of the scenarios here: parts add up to the whole.
func total(p []byte, passes int) (sum uint64) {
	for range passes {
		for _, x := range p {
			sum += uint64(x) + 1<<32
		}
	}
	return sum
}

// arm is an arm whose operation is one call of live.
func arm(name string, kind bench.Kind, cost bench.Cost, live func(b *bench.Block, src []byte) uint64) bench.Arm[[]byte] {
	return bench.Arm[[]byte]{Name: name, Kind: kind, Open: func(b *bench.Block, src []byte) (bench.Op, error) {
		return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
			for range n {
				sum += live(b, src)
			}
			return sum
		}}, nil
	}}
}

// Honest operations, and what they cost.
func clone(b *bench.Block, src []byte) uint64 { return b.Kernel(bytes.Clone(src), b.Case.Passes) }
func share(b *bench.Block, src []byte) uint64 { return b.Kernel(src, b.Case.Passes) }

const proven = 1000 // bytes in every case here

var (
	copies = bench.Cost{Copied: proven, Allocs: 1}
	honest = []bench.Arm[[]byte]{arm("copy", bench.Copy, copies, clone), arm("view", bench.View, bench.Cost{}, share)}
	at     = bench.Case{Size: proven, Passes: 1}
)

// scenario is the honest arms, and others, on Go memory.
func scenario(others ...bench.Arm[[]byte]) bench.Of[[]byte] {
	return bench.Of[[]byte]{
		Info:   bench.Info{Name: "Fake", Question: "Is it one?", Kernel: total},
		Source: (*bench.Block).Data,
		Arms:   append(slices.Clone(honest), others...),
	}
}

// twin is an arm over a clone of the source that is never refreshed.
func twin(name string, kind bench.Kind) bench.Arm[[]byte] {
	return bench.Arm[[]byte]{Name: name, Kind: kind, Open: func(b *bench.Block, src []byte) (bench.Op, error) {
		other := bytes.Clone(src)
		return bench.Op{Run: func(n int) uint64 { return uint64(n) * b.Kernel(other, b.Case.Passes) }}, nil
	}}
}

// constant returns the checksum that was right once.
func constant(b *bench.Block, src []byte) (bench.Op, error) {
	sum := total(src, b.Case.Passes)
	return bench.Op{Run: func(n int) uint64 { return uint64(n) * sum }}, nil
}

// controls are arms that lie: what proof must see of each, and a part of the
// fault that it must find.
var controls = []struct {
	arm  bench.Arm[[]byte]
	seen proof.Observation
	want string
}{
	{
		arm:  arm("view that copies", bench.View, bench.Cost{Allocs: 1}, clone),
		seen: proof.Moved, want: "claims to be a view, but a change by the owner is not seen",
	},
	{
		arm: arm("view that copies the first half", bench.View, bench.Cost{Allocs: 1}, func(b *bench.Block, src []byte) uint64 {
			half := len(src) / 2
			return b.Kernel(bytes.Clone(src[:half]), 1) + b.Kernel(src[half:], 1)
		}),
		seen: proof.Mixed, want: "copies some of the bytes and aliases others",
	},
	{
		arm: arm("view that copies the last byte", bench.View, bench.Cost{}, func(b *bench.Block, src []byte) uint64 {
			last := src[len(src)-1:]
			kept := [1]byte{last[0]}
			return b.Kernel(src[:len(src)-1], 1) + total(kept[:], 1)
		}),
		seen: proof.Mixed, want: "copies some of the bytes and aliases others",
	},
	{
		arm: arm("view that copies late", bench.View, bench.Cost{Allocs: 1}, func(b *bench.Block, src []byte) uint64 {
			half := len(src) / 2
			sum := b.Kernel(src[:half], 1)
			return sum + b.Kernel(bytes.Clone(src[half:]), 1)
		}),
		seen: proof.Mixed, want: "copies some of the bytes and aliases others",
	},
	{
		arm: arm("view that copies a part in the middle", bench.View, bench.Cost{Allocs: 1}, func(b *bench.Block, src []byte) uint64 {
			whole := src[:len(src):len(src)]
			part := bytes.Clone(src[400:500])
			sum := b.Kernel(whole, 1)
			return sum - total(src[400:500], 1) + total(part, 1)
		}),
		seen: proof.Mixed, want: "copies some of the bytes and aliases others",
	},
	{
		arm:  twin("view of a twin", bench.View),
		want: "does not read that byte, or reads an old copy",
	},
	{
		arm:  twin("copy never refreshed", bench.Copy),
		want: "does not read that byte, or reads an old copy",
	},
	{
		arm:  bench.Arm[[]byte]{Name: "constant checksum", Kind: bench.View, Open: constant},
		want: "its checksum stays the same",
	},
	{
		arm: arm("view that skips the last byte", bench.View, bench.Cost{}, func(b *bench.Block, src []byte) uint64 {
			return b.Kernel(src[:len(src)-1], b.Case.Passes)
		}),
		seen: proof.Aliases, want: "byte 999 of the source",
	},
	{
		arm:  arm("copy that aliases", bench.Copy, bench.Cost{Copied: proven}, share),
		seen: proof.Aliases, want: "claims to be a copy, but a change by the owner is seen",
	},
	{
		arm:  arm("copy that allocates more than it says", bench.Copy, bench.Cost{Copied: proven}, clone),
		seen: proof.Moved, want: "declares 0 allocations per operation, observed were 1",
	},
	{
		arm:  arm("view that allocates less than it says", bench.View, bench.Cost{Allocs: 2}, share),
		seen: proof.Aliases, want: "declares 2 allocations per operation, observed were 0",
	},
	{
		arm:  arm("copy of no bytes", bench.Copy, bench.Cost{Allocs: 1}, clone),
		seen: proof.Moved, want: "claims to be a copy and declares no bytes moved",
	},
	{
		arm:  arm("copy of fewer bytes than arrive", bench.Copy, bench.Cost{Copied: proven - 1, Allocs: 1}, clone),
		seen: proof.Moved, want: "declares 999B moved per operation, but consumes 1000B outside the owner's memory",
	},
	{
		arm:  arm("view of moved bytes", bench.View, bench.Cost{System: proven}, share),
		seen: proof.Aliases, want: "claims to be a view and declares 1000B moved",
	},
}
