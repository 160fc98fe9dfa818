//go:build cgo

package cmem

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// opened returns a block of CMemory and its source, closed with the test.
func opened(t *testing.T, size bench.Bytes, seed uint64) (*bench.Block, memory) {
	t.Helper()
	b := bench.NewBlock(bench.Case{Size: size, Passes: 1}, seed)
	b.Kernel = kernel.Sum
	t.Cleanup(b.Close)
	m, err := allocate(b)
	if err != nil {
		t.Fatal(err)
	}
	return b, m
}

func TestSourceIsRandomInContentAndPlace(t *testing.T) {
	places := map[uintptr]bool{}
	for seed := range uint64(64) {
		_, m := opened(t, 1000, seed)
		if len(m.slice()) != 1000 || cap(m.slice()) != 1000 {
			t.Fatalf("slice() has %d bytes and room for %d, want 1000 and 1000", len(m.slice()), cap(m.slice()))
		}
		if kernel.Sum(m.slice(), 1) == 0 {
			t.Errorf("seed %d: the source holds zeros", seed)
		}
		place := uintptr(m.at) % page
		if place%cacheLine != 0 {
			t.Errorf("seed %d: the source starts at %#x of its page, not at a cache line", seed, place)
		}
		places[place] = true
	}
	if len(places) < 16 {
		t.Errorf("64 sources start at %d places of a page, want most of 64", len(places))
	}
}

// The case may say where within a cache line the source begins.
func TestSourceHonoursAlign(t *testing.T) {
	b := bench.NewBlock(bench.Case{Size: 100, Axes: []bench.Axis{{Key: bench.Align, Value: "63"}}}, 1)
	defer b.Close()
	m, err := allocate(b)
	if err != nil {
		t.Fatal(err)
	}
	if got := uintptr(m.at) % cacheLine; got != 63 {
		t.Errorf("with %s the source begins at byte %d of a cache line, want 63", b.Case, got)
	}
}

func TestOwnerPokesItsMemory(t *testing.T) {
	_, m := opened(t, 7, 1)
	before := m.slice()[6]
	if err := m.poke(6, 0x5a); err != nil {
		t.Fatal(err)
	}
	if got, want := m.slice()[6], before^0x5a; got != want {
		t.Errorf("byte 6 after poke(6, 0x5a) = %#x, want %#x", got, want)
	}
	for _, i := range []int{-1, 7} {
		if m.poke(i, 1) == nil {
			t.Errorf("poke(%d) of 7 bytes = nil, want an error", i)
		}
	}
}

func TestArmsSumTheSource(t *testing.T) {
	for _, size := range append([]bench.Bytes{bench.MiB + 3}, bench.AwkwardSizes...) {
		b, m := opened(t, size, uint64(size))
		want := kernel.Sum(m.slice(), 1)
		for _, arm := range CMemory.Arms {
			op, err := arm.Open(b, m)
			if err != nil {
				t.Fatalf("open arm %s: %v", arm.Name, err)
			}
			if got := op.Run(3); got != 3*want {
				t.Errorf("%s.Run(3) over %s = %#x, want %#x", arm.Name, size, got, 3*want)
			}
			if n := testing.AllocsPerRun(3, func() { op.Run(1) }); arm.Kind == bench.View && op.Cost.Allocs == 0 && n != 0 {
				t.Errorf("%s over %s allocates %v times per operation, want 0", arm.Name, size, n)
			}
		}
	}
}

func TestGoBytesRefusesWhatACIntCannotHold(t *testing.T) {
	b, m := opened(t, 64, 1)
	m.size = 2 * bench.GiB // never reached: the arm looks at the size only
	_, err := copyGoBytes(b, m)
	if err == nil || !strings.Contains(err.Error(), "below 2GiB") {
		t.Errorf("copyGoBytes of 2GiB: error %v, want one that says to stay below 2GiB", err)
	}
}

// TestPartLooksAtTheSource: C's write is seen in what is kept.
func TestPartLooksAtTheSource(t *testing.T) {
	for _, size := range []bench.Bytes{1, bench.PartSize, 4096} {
		b, m := opened(t, size, 1)
		part := memoryPart(b, m).([]byte)
		if want := int(min(size, bench.PartSize)); len(part) != want || cap(part) != want {
			t.Errorf("part of %s has %d bytes and room for %d, want %d", size, len(part), cap(part), want)
		}
		before := part[0]
		if err := m.poke(0, 0x5a); err != nil {
			t.Fatal(err)
		}
		if part[0] != before^0x5a {
			t.Errorf("part of %s does not show what C wrote", size)
		}
	}
}
