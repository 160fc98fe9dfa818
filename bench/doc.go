// Package bench is the vocabulary in which "copy or view?" is asked: a
// [Scenario] has rival [Arm]s that reach the same data, a [Block] owns the
// data, an [Op] lives the whole life of an access. The package proves that
// each arm does what it claims ([Proof]) and times rivals against each other
// in rounds of random order ([Loop]).
//
// It declines statistics, files, flags, cgo and the testing package: values
// come in, values go out, and time is a parameter.
//
// A scenario is a package value:
//
//	var SubSlice = bench.Of[[]byte]{
//		Info:   bench.Info{Name: "SubSlice", Question: "Clone a slice, or share it?", Kernel: kernel.Sum},
//		Source: (*bench.Block).Data,
//		Arms: []bench.Arm[[]byte]{
//			{Name: "copy", Kind: bench.Copy, Open: cloned},
//			{Name: "view", Kind: bench.View, Open: shared},
//		},
//	}
package bench
