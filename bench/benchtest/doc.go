// Package benchtest puts rivals under the testing package, in tests of one's
// own.
//
// Without a scenario, [Compare] times functions against each other, in pairs:
//
//	func BenchmarkFrame(b *testing.B) {
//		benchtest.Compare(b,
//			benchtest.Func{Name: "copy", Run: copied}, // func copied(n int) (sum uint64) lives n lives
//			benchtest.Func{Name: "view", Run: shared},
//		)
//	}
//
// which `benchstat -col /access` and `bufbench compare -col /access -` read:
//
//	BenchmarkFrame/access=copy-8   …   91840 ns/op
//	BenchmarkFrame/access=view-8   …   15210 ns/op   6.031 speedup
//
// With one, [Faster] tests a claim of speed in every case of it, [Prove] that
// its arms do what they claim, and [Run] is a benchmark of each arm, under the
// names that `bufbench run` gives them:
//
//	func TestFrameViews(t *testing.T)     { benchtest.Prove(t, Frame) }
//	func TestViewsAreFaster(t *testing.T) { benchtest.Faster(t, Frame, "view", "copy", 1.2) }
//	func BenchmarkFrame(b *testing.B)     { benchtest.Run(b, Frame) }
//
// All of it takes place in one process, and so over one layout of the code.
// `bufbench check` and `bufbench run` measure over processes.
//
// It has no statistics of its own: what it says of a claim rests on
// internal/judge/interval, and what its benchmarks print benchstat or bufbench judge.
// It needs the standard library and golang.org/x/sys.
package benchtest
