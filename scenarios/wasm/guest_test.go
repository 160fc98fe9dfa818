//go:build !race && !asan

package wasm

import (
	"bytes"
	"context"
	"math"
	"runtime"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// enlarge lets the guest grow its memory by a page.
func (g *guest) enlarge() {
	before, err := g.grow.Call(context.Background(), 1)
	if err != nil {
		panic(err)
	}
	if uint32(before[0]) == math.MaxUint32 {
		panic("the guest's memory does not grow")
	}
}

// readThenGrow takes a view, and lets the guest grow its memory before it reads the view.
func readThenGrow(b *bench.Block, g *guest) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Allocs: bench.Uncounted}, Run: func(n int) (sum uint64) {
		for range n {
			held := g.read()
			g.enlarge()
			sum += consume(held, passes)
		}
		return sum
	}}, nil
}

// TestViewAcrossGrow: proof catches a view that the guest left behind. Not every growth moves
// the memory, so some changes are seen. The honest arms stand before it, because it moves the
// memory that the proof knows.
func TestViewAcrossGrow(t *testing.T) {
	s := WasmMemory
	s.Arms = append(s.Arms[:len(s.Arms):len(s.Arms)], bench.Arm[*guest]{Name: "view-grown", Kind: bench.View, Says: "it lies", Open: readThenGrow})
	evidence, err := proof.Prover{Seed: 1}.Case(s, bench.Case{Size: 1000, Passes: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range evidence {
		switch {
		case e.Arm == "view-grown":
			if want := "it copies"; !strings.Contains(e.Fault, want) {
				t.Errorf("proof finds %q with a view across memory.grow, want %q", e.Fault, want)
			}
		case e.Fault != "":
			t.Errorf("%s, which is honest: %s", e.Arm, e.Fault)
		}
	}
}

// started is a guest with so many bytes. It ends with the test.
func started(t *testing.T, size bench.Bytes) *guest {
	t.Helper()
	b := bench.NewBlock(bench.Case{Size: size, Passes: 1}, 1)
	t.Cleanup(b.Close)
	g, err := instantiate(b)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestGrowLeavesViewsBehind: before memory.grow host and guest see each other's writes, and
// after it a view is of nobody's memory.
func TestGrowLeavesViewsBehind(t *testing.T) {
	g := started(t, 64)
	view := g.read()
	was := bytes.Clone(view)
	if err := g.poke(3, 0x5a); err != nil || view[3] != was[3]^0x5a {
		t.Errorf("the guest's write makes byte 3 of a view %#x, %v, want %#x", view[3], err, was[3]^0x5a)
	}
	view[4] = 7
	if now := g.read()[4]; now != 7 {
		t.Errorf("a write to the view makes byte 4 of the guest %#x, want 7", now)
	}
	g.enlarge()
	if err := g.poke(3, 0x5a); err != nil || view[3] != was[3]^0x5a || g.read()[3] != was[3] {
		t.Errorf("after memory.grow the guest's write makes byte 3 of a view %#x and of the memory %#x, %v, want it in the memory alone",
			view[3], g.read()[3], err)
	}
}

// TestPages: the data fit into the memory of a guest, wherever they begin in a page.
func TestPages(t *testing.T) {
	for _, size := range []bench.Bytes{1, pageSize - 4096, pageSize, 3*pageSize + 1} {
		g := started(t, size)
		if uint64(g.at)+uint64(g.size) > uint64(g.memory.Size()) || len(g.read()) != int(size) {
			t.Errorf("%s at %d of a memory of %d bytes: %d bytes can be read", size, g.at, g.memory.Size(), len(g.read()))
		}
	}
}

// TestGuestsEnd: a closed block leaves no goroutine, and its guest runs no more.
func TestGuestsEnd(t *testing.T) {
	before := runtime.NumGoroutine()
	b := bench.NewBlock(bench.Case{Size: 64, Passes: 1}, 1)
	g, err := instantiate(b)
	if err != nil {
		t.Fatal(err)
	}
	b.Close()
	if err := g.poke(0, 1); err == nil || !strings.Contains(err.Error(), "let a guest change byte 0: ") {
		t.Errorf("a call of a guest that ended: %v, want an error", err)
	}
	if now := runtime.NumGoroutine(); now > before {
		t.Errorf("a closed block leaves %d goroutines", now-before)
	}
}

// TestTooLarge: a guest that is too large is skipped with a size that fits.
func TestTooLarge(t *testing.T) {
	b := bench.NewBlock(bench.Case{Size: largest + 1, Passes: 1}, 1)
	defer b.Close()
	if _, err := instantiate(b); bench.Skipped(err) == nil || bench.Skipped(err).Hint != "-sizes 256MiB" {
		t.Errorf("data beyond the limit: %v, want a skip with the limit", err)
	}
}
