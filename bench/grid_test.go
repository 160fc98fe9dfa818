package bench_test

import (
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

func TestGridCases(t *testing.T) {
	tests := []struct {
		name string
		grid bench.Grid
		want []string
	}{
		{
			name: "zero value",
			want: []string{
				"size=64B/passes=1", "size=1KiB/passes=1", "size=4KiB/passes=1", "size=32KiB/passes=1",
				"size=256KiB/passes=1", "size=1MiB/passes=1", "size=4MiB/passes=1", "size=16MiB/passes=1", "size=64MiB/passes=1",
			},
		},
		{
			name: "sizes vary fastest, then passes",
			grid: bench.Grid{Sizes: []bench.Bytes{64, 1024}, Passes: []int{0, 4}},
			want: []string{"size=64B/passes=0", "size=1KiB/passes=0", "size=64B/passes=4", "size=1KiB/passes=4"},
		},
		{
			name: "axes in their order, the last one faster",
			grid: bench.Grid{
				Sizes: []bench.Bytes{64},
				Axes: []bench.Choice{
					{Key: "object", Values: []string{"bytes", "numpy"}},
					{Key: "state", Values: []string{"hot", "cold"}},
				},
			},
			want: []string{
				"object=bytes/state=hot/size=64B/passes=1", "object=bytes/state=cold/size=64B/passes=1",
				"object=numpy/state=hot/size=64B/passes=1", "object=numpy/state=cold/size=64B/passes=1",
			},
		},
		{
			name: "sizes are rounded up to elements, each once",
			grid: bench.Grid{Sizes: []bench.Bytes{1, 7, 8, 9, 63, 64}, Element: 8},
			want: []string{"size=8B/passes=1", "size=16B/passes=1", "size=64B/passes=1"},
		},
		{
			name: "an element that is no power of two",
			grid: bench.Grid{Sizes: []bench.Bytes{64, 4096}, Element: 12},
			want: []string{"size=72B/passes=1", "size=4104B/passes=1"},
		},
		{
			name: "cases left out",
			grid: bench.Grid{
				Sizes: []bench.Bytes{64, 1024}, Passes: []int{1, 4},
				Leave: func(c bench.Case) bool { return c.Size == 64 && c.Passes == 4 },
			},
			want: []string{"size=64B/passes=1", "size=1KiB/passes=1", "size=1KiB/passes=4"},
		},
		{
			name: "an axis without values leaves nothing",
			grid: bench.Grid{Axes: []bench.Choice{{Key: "object"}}},
		},
	}
	for _, test := range tests {
		var got []string
		for _, c := range test.grid.Cases() {
			got = append(got, c.String())
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: Cases() =\n%q, want\n%q", test.name, got, test.want)
		}
	}
}

// Cases that share the memory of their axes would change each other.
func TestGridCasesAreApart(t *testing.T) {
	grid := bench.Grid{
		Sizes: []bench.Bytes{64},
		Axes:  []bench.Choice{{Key: "a", Values: []string{"1", "2", "3"}}, {Key: "b", Values: []string{"1", "2"}}},
	}
	seen := map[string]bool{}
	for _, c := range grid.Cases() {
		seen[c.String()] = true
	}
	if len(seen) != 6 {
		t.Errorf("Cases() gives %d different cases, want 6: %v", len(seen), seen)
	}
}

func TestGridRound(t *testing.T) {
	tests := []struct{ element, size, want bench.Bytes }{
		{element: 0, size: 33, want: 33},
		{element: 1, size: 33, want: 33},
		{element: 8, size: 32, want: 32},
		{element: 8, size: 33, want: 40},
		{element: 12, size: 1, want: 12},
	}
	for _, test := range tests {
		if got := (bench.Grid{Element: test.element}).Round(test.size); got != test.want {
			t.Errorf("Grid{Element: %d}.Round(%d) = %d, want %d", test.element, test.size, got, test.want)
		}
	}
}
