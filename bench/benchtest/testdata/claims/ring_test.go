package ring_test

import (
	"bytes"
	"testing"

	ring "example.com/claims"
	"github.com/bufbench/bufbench/bench/benchtest"
)

var frame = bytes.Repeat([]byte{1, 2, 3, 4}, 256<<10)

func copied(n int) (sum uint64) {
	for range n {
		sum += ring.Sum(bytes.Clone(frame))
	}
	return sum
}

func shared(n int) (sum uint64) {
	for range n {
		sum += ring.Sum(frame)
	}
	return sum
}

func BenchmarkFrame(b *testing.B) {
	benchtest.Compare(b,
		benchtest.Func{Name: "copy", Run: copied},
		benchtest.Func{Name: "view", Run: shared},
	)
}

func TestViewIsFaster(t *testing.T) {
	benchtest.Prove(t, ring.Frame)
	benchtest.Faster(t, ring.Frame, "view", "copy", 1.05)
}
