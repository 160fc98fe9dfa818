package cmem

import (
	"slices"
	"testing"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// buffered returns a block of GoMemoryToC and its source, closed with the test.
func buffered(t *testing.T, size bench.Bytes, n string, more ...bench.Axis) (*bench.Block, buffers) {
	t.Helper()
	if err := ready(); err != nil {
		t.Skip(err)
	}
	axes := append([]bench.Axis{{Key: count, Value: n}}, more...)
	b := bench.NewBlock(bench.Case{Size: size, Passes: 2, Axes: axes}, uint64(size))
	t.Cleanup(b.Close)
	src, err := scattered(b)
	if err != nil {
		t.Fatal(err)
	}
	return b, src
}

// want is what two passes of every arm return.
func (all buffers) want() (sum uint64) {
	for _, p := range all {
		sum += kernel.Sum(p, 2)
	}
	return sum
}

func TestScatteredSharesTheBytesOut(t *testing.T) {
	tests := []struct {
		size   bench.Bytes
		n      string
		pieces int
	}{
		{size: 1, n: "1", pieces: 1},
		{size: 1, n: "64", pieces: 1},
		{size: 63, n: "64", pieces: 63},
		{size: 64, n: "64", pieces: 64},
		{size: 4097, n: "64", pieces: 64},
		{size: 100_003, n: "7", pieces: 7},
	}
	for _, test := range tests {
		_, src := buffered(t, test.size, test.n)
		total, least, most := 0, len(src[0]), len(src[0])
		seen := map[string]bool{}
		for _, p := range src {
			total, least, most = total+len(p), min(least, len(p)), max(most, len(p))
			seen[string(p)] = true
		}
		if len(src) != test.pieces || total != int(test.size) || least < 1 || most > least+1 {
			t.Errorf("%s in %s buffers: %d of %d to %d bytes, %d in all, want %d alike", test.size, test.n, len(src), least, most, total, test.pieces)
		}
		if least >= 8 && len(seen) != len(src) {
			t.Errorf("%s in %s buffers: only %d have a content of their own", test.size, test.n, len(seen))
		}
	}
}

func TestScatteredHonoursAlign(t *testing.T) {
	_, src := buffered(t, 6400, "64", bench.Axis{Key: bench.Align, Value: "17"})
	for i, p := range src {
		if got := uintptr(unsafe.Pointer(unsafe.SliceData(p))) % 64; got != 17 {
			t.Errorf("buffer %d begins at byte %d of a cache line, want 17", i, got)
		}
	}
}

func TestScatteredRefusesNoNumber(t *testing.T) {
	if err := ready(); err != nil {
		t.Skip(err)
	}
	for _, n := range []string{"", "0", "-1", "many"} {
		b := bench.NewBlock(bench.Case{Size: 64, Axes: []bench.Axis{{Key: count, Value: n}}}, 1)
		if _, err := scattered(b); err == nil || bench.Skipped(err) != nil {
			t.Errorf("scattered into %q buffers: %v, want an error", n, err)
		}
		b.Close()
	}
}

func TestBuffersArePokedThrough(t *testing.T) {
	_, src := buffered(t, 1000, "64")
	before := slices.Concat(src...)
	for _, i := range []int{0, 15, 16, 500, 999} {
		if err := src.poke(i, 0x5a); err != nil {
			t.Fatal(err)
		}
		before[i] ^= 0x5a
		if !slices.Equal(slices.Concat(src...), before) {
			t.Errorf("poke(%d) changed another byte", i)
		}
	}
	for _, i := range []int{-1, 1000} {
		if src.poke(i, 1) == nil {
			t.Errorf("poke(%d) of 1000 bytes = nil, want an error", i)
		}
	}
}

// The default run straddles the break-even of many buffers, at pieces of 64
// bytes to 64 KiB.
func TestGoMemoryToCGrid(t *testing.T) {
	got := map[string][]bench.Bytes{}
	for _, c := range GoMemoryToC.Grid.Cases() {
		got[c.Get(count)] = append(got[c.Get(count)], c.Size)
	}
	one := []bench.Bytes{64, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB, 4 * bench.MiB}
	many := []bench.Bytes{4 * bench.KiB, 16 * bench.KiB, 64 * bench.KiB, 256 * bench.KiB, 1 * bench.MiB, 4 * bench.MiB}
	if !slices.Equal(got["1"], one) || !slices.Equal(got["64"], many) || len(got) != 2 {
		t.Errorf("the grid is %v, want %v of one buffer and %v of 64", got, one, many)
	}
}
