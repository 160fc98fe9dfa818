// Package bench is the vocabulary for scenarios of "copy or view?". Start here:
//
//	bufbench init           # writes a scenario, its proof, a claim, a benchmark and a main
//	go test ./framebench    # all of it passes, in your own module
//
// Then read [Of]: a scenario is one question. Its [Arm]s are rival ways to the same data: a
// copy, a view, a kept copy. docs/own.md of this module walks through an example. Two
// functions without a scenario need package benchtest alone.
//
// A [Block] owns the data of one [Case]. Opening an arm on a block makes an [Op]: one
// operation acquires the bytes, consumes them and releases them. bufbench proves the
// claim of each arm, and then times the ops against each other.
//
// Sizes are in [Bytes]. Checksums are wrapping sums of 64 bits. A source or an arm that
// cannot run on this machine returns a [Skip]. That is no failure. A block belongs to
// one goroutine, and whoever makes it closes it. Where a case has several [Goroutines],
// each has a block, and arms get their pools by [Block.Shared].
//
// The package is pure Go and needs the standard library only. It declines timing,
// statistics, files, flags, cgo and package testing. Packages benchtest and benchmain
// measure scenarios.
//
// A scenario is a package value:
//
//	var SubSlice = bench.Of[[]byte]{
//		Info:   bench.Info{Name: "SubSlice", Question: "Clone a slice, or share it?", Kernel: kernel.Sum},
//		Source: (*bench.Block).Data,
//		Arms: []bench.Arm[[]byte]{
//			{Name: "copy", Kind: bench.Copy, Says: "bytes.Clone", Open: cloned},
//			{Name: "view", Kind: bench.View, Says: "s[i:j:j]", Open: shared},
//		},
//	}
package bench
