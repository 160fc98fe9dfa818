package bench_test

import (
	"bytes"
	"os"
	"runtime"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// hugeHere reports whether this kernel can be asked for huge pages.
func hugeHere() bool {
	_, err := os.Stat("/sys/kernel/mm/transparent_hugepage")
	return runtime.GOOS == "linux" && err == nil
}

// Only buffers that a huge page fits into ask for some, and only if the block
// wants them.
func TestPagesAsked(t *testing.T) {
	const page = 4096
	for _, test := range []struct {
		pages bench.Pages
		size  bench.Bytes
		asks  bool
	}{
		{bench.BasePages, 64, false},
		{bench.BasePages, 2 * bench.MiB, false},
		{bench.BasePages, 64 * bench.MiB, false},
		{bench.HugePages, 0, false},
		{bench.HugePages, 64, false},
		{bench.HugePages, 1 * bench.MiB, false},
		{bench.HugePages, bench.HugeFrom - page, false}, // the room around it does not make it one
		{bench.HugePages, bench.HugeFrom, true},
		{bench.HugePages, bench.HugeFrom + 1, true},
		{bench.HugePages, 5 * bench.MiB, true},
	} {
		for seed := range uint64(5) {
			b := bench.NewBlock(bench.Case{}, seed)
			b.Pages = test.pages
			b.Bytes(test.size)
			least, most := bench.Bytes(0), bench.Bytes(0)
			if test.asks && hugeHere() {
				least, most = test.size-page, test.size+page
			}
			if b.Asked < least || b.Asked > most || b.Asked%page != 0 {
				t.Errorf("Bytes(%s) of a block with pages %q asked for %s of huge pages, want whole pages from %s to %s",
					test.size, test.pages, b.Asked, least, most)
			}
		}
	}
	if !hugeHere() {
		t.Skip("this system has no transparent huge pages: nothing could be asked for")
	}
}

// What several buffers ask for adds up.
func TestPagesAskedAddUp(t *testing.T) {
	if !hugeHere() {
		t.Skip("this system has no transparent huge pages")
	}
	b := bench.NewBlock(bench.Case{Size: 4 * bench.MiB}, 1)
	defer b.Close()
	b.Pages = bench.HugePages
	if _, err := b.Data(); err != nil {
		t.Fatal(err)
	}
	one := b.Asked
	b.Touched(64)
	if b.Asked != one {
		t.Errorf("a small buffer asked for %s", b.Asked-one)
	}
	b.Ground()
	if got := b.Asked - one; got < one*19/10 || got > one*21/10 {
		t.Errorf("the two buffers of a ground asked for %s, want about twice the %s of the source", got, one)
	}
}

// Memory that huge pages were asked for is memory like any other.
func TestPagesKeepMemoryUsable(t *testing.T) {
	for _, size := range []bench.Bytes{bench.HugeFrom - 1, bench.HugeFrom, 5*bench.MiB + 7} {
		want := make([]byte, size)
		bench.NewBlock(bench.Case{}, 7).Fill(want)
		b := bench.NewBlock(bench.Case{Size: size, Passes: 1}, 7)
		b.Pages = bench.HugePages
		var kept [][]byte
		for range 3 {
			kept = append(kept, b.Touched(size))
		}
		runtime.GC()
		for i, p := range kept {
			if bench.Bytes(len(p)) != size || cap(p) != len(p) || !bytes.Equal(p, want) {
				t.Errorf("buffer %d of %s with huge pages does not hold what was written to it", i, size)
			}
		}
		if got := total(kept[0][:1000], 1); got != total(want[:1000], 1) {
			t.Errorf("a kernel reads %#x from it, want %#x", got, total(want[:1000], 1))
		}
		b.Close()
	}
}

// Which pages a block asks for changes nothing that is drawn.
func TestPagesDrawTheSame(t *testing.T) {
	const size = 3 * bench.MiB
	base, huge := bench.NewBlock(bench.Case{}, 9), bench.NewBlock(bench.Case{}, 9)
	huge.Pages = bench.HugePages
	if !bytes.Equal(base.Touched(size), huge.Touched(size)) || base.Rand.Uint64() != huge.Rand.Uint64() {
		t.Error("two blocks of one seed differ by the pages that they ask for")
	}
}
