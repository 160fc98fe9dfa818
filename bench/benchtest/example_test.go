package benchtest_test

import (
	"bytes"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/bench/benchtest"
)

// A benchmark of two functions, which `go test -bench .` runs.
func ExampleCompare() {
	frame := bytes.Repeat([]byte("frame"), 4000)
	benchmarkFrame := func(b *testing.B) { // func BenchmarkFrame(b *testing.B)
		benchtest.Compare(b,
			benchtest.Func{Name: "copy", Run: func(n int) (sum uint64) {
				for range n {
					sum += total(bytes.Clone(frame), 1)
				}
				return sum
			}},
			benchtest.Func{Name: "view", Run: func(n int) (sum uint64) {
				for range n {
					sum += total(frame, 1)
				}
				return sum
			}},
		)
	}
	_ = benchmarkFrame
}

// A claim of speed, which `go test` tests at every size and number of passes of
// the scenario.
func ExampleFaster() {
	testViewIsFaster := func(t *testing.T) { // func TestViewIsFaster(t *testing.T)
		benchtest.Faster(t, honest(), "view", "copy", 1.2)
	}
	_ = testViewIsFaster
}

// A claim about one size, which fails where it cannot be decided.
func ExampleClaim() {
	testViewIsFaster := func(t *testing.T) {
		large := honest()
		large.Grid = bench.Grid{Sizes: []bench.Bytes{1 * bench.MiB}}
		benchtest.Claim{Scenario: large, Fast: "view", Slow: "copy", Factor: 1.2, Strict: true}.Test(t)
	}
	_ = testViewIsFaster
}
