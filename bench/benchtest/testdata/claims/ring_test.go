package ring_test

import (
	"bytes"
	"os"
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

func BenchmarkThreshold(b *testing.B) {
	benchtest.Threshold(b, benchtest.Range{Name: "size", From: 16, To: 1 << 20}, cloned, viewed)
}

func TestViewWins(t *testing.T) {
	benchtest.WinsFrom(t, 64<<10, benchtest.Range{Name: "size", From: 16, To: 1 << 20}, cloned, viewed)
}

func cloned(size int) func(n int) uint64 {
	frame := bytes.Repeat([]byte{1}, size)
	return func(n int) (sum uint64) {
		for range n {
			sum += ring.Sum(bytes.Clone(frame))
		}
		return sum
	}
}

func viewed(size int) func(n int) uint64 {
	frame := bytes.Repeat([]byte{1}, size)
	return func(n int) (sum uint64) {
		for range n {
			sum += ring.Sum(frame)
		}
		return sum
	}
}

func TestMain(m *testing.M) { os.Exit(benchtest.Main(m)) }
