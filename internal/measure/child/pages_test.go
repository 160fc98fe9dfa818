package child

import (
	"bytes"
	"os"
	"runtime"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/reference"
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
		pages launch.Pages
		size  bench.Bytes
		asks  bool
	}{
		{launch.BasePages, 64, false},
		{launch.BasePages, 2 * bench.MiB, false},
		{launch.BasePages, 64 * bench.MiB, false},
		{launch.HugePages, 0, false},
		{launch.HugePages, 64, false},
		{launch.HugePages, 1 * bench.MiB, false},
		{launch.HugePages, launch.HugeFrom - page, false}, // the room around it does not make it one
		{launch.HugePages, launch.HugeFrom, true},
		{launch.HugePages, launch.HugeFrom + 1, true},
		{launch.HugePages, 5 * bench.MiB, true},
	} {
		for seed := range uint64(5) {
			b := bench.NewBlock(bench.Case{}, seed)
			asking := &pages{kind: test.pages}
			asking.under(b)
			b.Bytes(test.size)
			least, most := bench.Bytes(0), bench.Bytes(0)
			if test.asks && hugeHere() {
				least, most = test.size-page, test.size+page
			}
			if asking.asked < least || asking.asked > most || asking.asked%page != 0 {
				t.Errorf("Bytes(%s) of a block with pages %q asked for %s of huge pages, want whole pages from %s to %s",
					test.size, test.pages, asking.asked, least, most)
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
	asking := &pages{kind: launch.HugePages}
	asking.under(b)
	if _, err := b.Data(); err != nil {
		t.Fatal(err)
	}
	one := asking.asked
	b.Touched(64)
	if asking.asked != one {
		t.Errorf("a small buffer asked for %s", asking.asked-one)
	}
	reference.NewGround(b)
	if got := asking.asked - one; got < one*19/10 || got > one*21/10 {
		t.Errorf("the two buffers of a ground asked for %s, want about twice the %s of the source", got, one)
	}
}

// Memory that huge pages were asked for is memory like any other.
func TestPagesKeepMemoryUsable(t *testing.T) {
	for _, size := range []bench.Bytes{launch.HugeFrom - 1, launch.HugeFrom, 5*bench.MiB + 7} {
		want := make([]byte, size)
		bench.NewBlock(bench.Case{}, 7).Fill(want)
		b := bench.NewBlock(bench.Case{Size: size, Passes: 1}, 7)
		asking := &pages{kind: launch.HugePages}
		asking.under(b)
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
		b.Close()
	}
}

// Which pages a block asks for changes nothing that is drawn.
func TestPagesDrawTheSame(t *testing.T) {
	const size = 3 * bench.MiB
	base, huge := bench.NewBlock(bench.Case{}, 9), bench.NewBlock(bench.Case{}, 9)
	(&pages{kind: launch.HugePages}).under(huge)
	if !bytes.Equal(base.Touched(size), huge.Touched(size)) || base.Rand.Uint64() != huge.Rand.Uint64() {
		t.Error("two blocks of one seed differ by the pages that they ask for")
	}
}
