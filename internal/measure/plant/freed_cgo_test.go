//go:build cgo

package plant

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// The memory is C's until it is freed, which happens once.
func TestMemoryIsFreedOnce(t *testing.T) {
	b := bench.NewBlock(bench.Case{Size: 100, Passes: 1}, 1)
	m, err := allocate(b)
	if err != nil {
		t.Fatal(err)
	}
	b.Kernel = plain
	op, err := copyBeforeFree(b, m)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := op.Run(2), 2*plain(m.slice(), 1); got != want || got == 0 {
		t.Errorf("two operations of the copy return %#x, want %#x", got, want)
	}
	m.free()
	if m.at != nil {
		t.Errorf("freed memory is at %p, want none", m.at)
	}
	b.Close() // frees again: a second time would end the process
}
