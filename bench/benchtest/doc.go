// Package benchtest measures rivals under package testing, in one's own tests.
//
// [Compare] needs no scenario. It times functions against each other, in pairs:
//
//	func BenchmarkFrame(b *testing.B) {
//		benchtest.Compare(b,
//			benchtest.Func{Name: "copy", Run: copied}, // func copied(n int) (sum uint64) does n operations
//			benchtest.Func{Name: "view", Run: shared},
//		)
//	}
//
// `benchstat -col /access` and `bufbench compare -col /access -` read its output:
//
//	BenchmarkFrame/access=copy-8   …   91840 ns/op
//	BenchmarkFrame/access=view-8   …   15210 ns/op   6.031 speedup
//
// Three functions take a scenario of package bench. [Prove] tests the claims of its arms.
// [Faster] tests a claim of speed in every case. [Run] benchmarks every arm, under the
// names of `bufbench run`:
//
//	func TestFrameViews(t *testing.T)     { benchtest.Prove(t, Frame) }
//	func TestViewsAreFaster(t *testing.T) { benchtest.Faster(t, Frame, "view", "copy", 1.2) }
//	func BenchmarkFrame(b *testing.B)     { benchtest.Run(b, Frame) }
//
// Times are in ns/op. A function or an arm returns a checksum, and rivals with different
// checksums fail. A scenario or a case that cannot run here is skipped with its reason.
// The functions open sources and close them.
//
// Everything happens in one process, and so with one layout of the code. `bufbench check`
// and `bufbench run` measure over processes.
//
// The package has no statistics of its own. Claims rest on internal/judge/interval, and
// benchstat or bufbench judges the benchmarks. It needs the standard library and
// golang.org/x/sys.
package benchtest
