package cmem

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// TestEveryAccessSeesTheSameNumbers: getter, callback and bulk sum the same, in C and in Go.
func TestEveryAccessSeesTheSameNumbers(t *testing.T) {
	for _, in := range []string{"c", "go"} {
		if err := ready(); err != nil && in == "c" {
			t.Log(err)
			continue
		}
		for _, size := range []bench.Bytes{8, 64, 4104} {
			b := bench.NewBlock(bench.Case{Size: size, Passes: 3, Axes: []bench.Axis{{Key: library, Value: in}}}, uint64(size))
			e, err := newElements(b)
			if err != nil {
				t.Fatal(err)
			}
			want := kernel.Sum(e.bytes, 3)
			filled := make([]byte, size)
			e.access.fill(filled)
			if get, each, fill := e.access.get(3), e.access.each(3), kernel.Sum(filled, 3); get != want || each != want || fill != want {
				t.Errorf("%s of %s: get %#x, each %#x, fill %#x, want %#x of all", size, in, get, each, fill, want)
			}
			b.Close()
		}
	}
}

// TestLargestColumn: what calls per number would take too long over is skipped with a size
// that fits.
func TestLargestColumn(t *testing.T) {
	for _, in := range []string{"c", "go"} {
		b := bench.NewBlock(bench.Case{Size: largestColumn + 8, Passes: 1, Axes: []bench.Axis{{Key: library, Value: in}}}, 1)
		if _, err := newElements(b); bench.Skipped(err) == nil || bench.Skipped(err).Hint != "-sizes 16MiB" {
			t.Errorf("%s: a column beyond the limit: %v, want a skip with the limit", in, err)
		}
		b.Close()
	}
}

// TestNoOtherLibrary: a library that there is none of is refused by name.
func TestNoOtherLibrary(t *testing.T) {
	b := bench.NewBlock(bench.Case{Size: 64, Axes: []bench.Axis{{Key: library, Value: "rust"}}}, 1)
	defer b.Close()
	if _, err := newElements(b); err == nil || !strings.Contains(err.Error(), `"rust" is neither c nor go`) {
		t.Errorf("a library in rust: %v, want it refused by name", err)
	}
}
