package goheap

import (
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// Numbers are picked from all over the table, none of them twice, and not in
// the order of the table.
func TestPicked(t *testing.T) {
	for _, size := range []bench.Bytes{8, 64, 4104} {
		b := bench.NewBlock(bench.Case{Size: size, Passes: 1}, 1)
		p, err := newPicked(b)
		if err != nil {
			t.Fatal(err)
		}
		sorted := slices.Sorted(slices.Values(p.index))
		if len(sorted) != int(size/word) || len(slices.Compact(slices.Clone(sorted))) != len(sorted) {
			t.Errorf("%s: %d numbers are picked, %v in the order of the table; want %d different ones", size, len(p.index), sorted, size/word)
		}
		if end := (int(sorted[len(sorted)-1]) + 1) * int(word); end > len(p.table) || end < len(p.table)-spread*int(word) {
			t.Errorf("%s: the last number picked ends at byte %d of a table of %d", size, end, len(p.table))
		}
		if len(sorted) > 1 && slices.Equal(sorted, p.index) {
			t.Errorf("%s: the list is in the order of the table", size)
		}
	}
}
