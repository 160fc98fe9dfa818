// The race detector keeps memory beside all memory, which counts as well.

//go:build !race

package child_test

import (
	"bytes"
	"runtime"
	"sync"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/procfs"
)

func resident() (uint64, bool) { return procfs.Resident("/") }

// TestRetained: a part that is looked at keeps its source, a copy of it keeps
// itself, and what must be released is released afterwards.
func TestRetained(t *testing.T) {
	view := memory("View", false)
	view.Part = func(_ *bench.Block, src []byte) any { return src[:bench.PartSize] }
	clone := memory("Clone", false)
	clone.Part = func(_ *bench.Block, src []byte) any { return bytes.Clone(src[:bench.PartSize]) }
	owned, closed := memory("Owned", false), 0
	owned.Source = func(b *bench.Block) ([]byte, error) {
		src, err := b.Data()
		b.Defer(func() { closed += len(src) })
		return src, err
	}
	owned.Part = clone.Part
	for _, test := range []struct {
		s           bench.Scenario
		least, most float64 // of the ratio of 1 MiB to 64 bytes
	}{{view, 0.95, 1.2}, {clone, 0, 0.1}, {owned, 0.95, 1.2}} {
		r, fault := retained(t, test.s, resident)
		name := test.s.Describe().Name
		if r == nil || fault != "" || r.Skip != nil || r.Sources != 64 || r.Part != 64 {
			t.Fatalf("%s: %+v, fault %q, want 64 sources of which 64 bytes are used", name, r, fault)
		}
		if share := r.Ratio() * 64 / float64(bench.MiB); share < test.least || share > test.most {
			t.Errorf("%s: of each source %.3f remains, want from %v to %v", name, share, test.least, test.most)
		}
	}
	if want := 64 << 20; closed != want {
		t.Errorf("of what had to be released %d bytes were, want %d", closed, want)
	}
}

// TestRetainedBesidePools: memory that a pool holds at the beginning, and gives back later,
// is not counted.
func TestRetainedBesidePools(t *testing.T) {
	var pool sync.Pool
	unused := make([]byte, 16*bench.MiB)
	for i := 0; i < len(unused); i += 512 {
		unused[i] = 1
	}
	pool.Put(&unused)
	s := memory("View", false)
	s.Part = func(_ *bench.Block, src []byte) any { return src[:bench.PartSize] }
	r, fault := retained(t, s, resident)
	if r == nil || fault != "" || r.Skip != nil {
		t.Fatalf("%+v, fault %q", r, fault)
	}
	if share := r.Ratio() * 64 / float64(bench.MiB); share < 0.95 {
		t.Errorf("of each source %.3f remains, want 1", share)
	}
	runtime.KeepAlive(&pool)
}

// TestRetainedOfLargeSources: where sources are larger than their case fewer of
// them are made, and the ratio is that of those.
func TestRetainedOfLargeSources(t *testing.T) {
	s, made := memory("Large", false), 0
	s.Source = func(b *bench.Block) ([]byte, error) {
		made++
		return b.Touched(32 * b.Case.Size), nil
	}
	s.Part = func(_ *bench.Block, src []byte) any { return src[:bench.PartSize] }
	r, fault := retained(t, s, resident)
	if r == nil || fault != "" || r.Skip != nil || r.Sources != made || made < 8 || made > 10 {
		t.Fatalf("of sources of 32MiB %d were made: %+v, fault %q, want as many as are beyond 256MiB", made, r, fault)
	}
	if times := r.Ratio() * 64 / float64(bench.MiB); times < 30 || times > 36 {
		t.Errorf("of each source %.2f times the case's size remains, want 32", times)
	}
}
