//go:build cgo

package cmem

import (
	"os"
	"strings"
	"testing"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

func TestArmsSumTheBuffers(t *testing.T) {
	for _, size := range append([]bench.Bytes{bench.MiB + 3}, bench.AwkwardSizes...) {
		for _, n := range []string{"1", "5", "6", "64"} {
			b, src := buffered(t, size, n)
			for _, arm := range GoMemoryToC.Arms {
				op, err := arm.Open(b, src)
				if err != nil {
					t.Fatalf("open arm %s: %v", arm.Name, err)
				}
				if got, want := op.Run(3), 3*src.want(); got != want {
					t.Errorf("%s.Run(3) over %s in %s buffers = %#x, want %#x", arm.Name, size, n, got, want)
				}
				if allocs := testing.AllocsPerRun(3, func() { op.Run(1) }); allocs != 0 {
					t.Errorf("%s over %s in %s buffers allocates %v times per operation, want 0", arm.Name, size, n, allocs)
				}
			}
		}
	}
}

// Every arm lets the proof look at what C will read, in time to change it.
func TestProofSeesWhatCReads(t *testing.T) {
	for _, n := range []string{"1", "64"} {
		c := bench.Case{Size: 10_001, Passes: 1, Axes: []bench.Axis{{Key: count, Value: n}}}
		evidence, err := proof.Prover{Seed: 1}.Case(GoMemoryToC, c)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range evidence {
			want, arrived := proof.Moved, c.Size
			if e.Kind == bench.View {
				want = proof.Aliases
			}
			if e.Addresses && e.Kind == bench.View {
				arrived = 0
			}
			if e.Seen != want || e.Arrived != arrived || e.Fault != "" {
				t.Errorf("%s: %s arrived, %s, %s, want %s %s", c.Name("GoMemoryToC", e.Arm), e.Arrived, e, e.Fault, arrived, want)
			}
		}
	}
}

// While C consumes, every buffer is pinned and listed; after the operation none is.
func TestViewPinsWhileCLooks(t *testing.T) {
	if strings.Contains(os.Getenv("GODEBUG"), "cgocheck=0") {
		t.Skip("GODEBUG has cgocheck=0: pointers are not checked")
	}
	b, src := buffered(t, 6400, "64")
	list, err := newList(b, len(src))
	if err != nil {
		t.Fatal(err)
	}
	looks := 0
	look := func(list []kernel.Piece, passes int) uint64 {
		looks++
		for i, p := range src {
			if !pinned(p) || &list[i].Bytes()[0] != &p[0] || len(list[i].Bytes()) != len(p) || passes != 3 {
				t.Errorf("while C looks, buffer %d is not listed as it is and pinned", i)
			}
		}
		return 1
	}
	if got := pinning(src, list, look, 3)(2); got != 2 || looks != 2 {
		t.Errorf("2 operations return %d and look %d times, want 2 and 2", got, looks)
	}
	for i, p := range src {
		if pinned(p) || list[i] != (kernel.Piece{}) {
			t.Errorf("after its operations, buffer %d is still pinned or listed", i)
		}
	}
}

// pinned reports whether C may be handed a list in Go memory that points to p.
func pinned(p []byte) (ok bool) {
	defer func() {
		err, failed := recover().(error)
		ok = !failed || !strings.Contains(err.Error(), "unpinned Go pointer")
	}()
	kernel.NativePieces()(onHeap(kernel.Piece{At: unsafe.Pointer(unsafe.SliceData(p)), Size: 1}), 1)
	return true
}

// onHeap is a list on the heap: what lies on a stack is not checked.
//
//go:noinline
func onHeap(p kernel.Piece) []kernel.Piece { return []kernel.Piece{p} }

func TestListsBeginWithoutPointers(t *testing.T) {
	b := bench.NewBlock(bench.Case{Size: 1}, 1)
	defer b.Close()
	list, err := newList(b, 100)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range list {
		if p != (kernel.Piece{}) {
			t.Errorf("piece %d of a list is %v at first, want nothing", i, p)
		}
	}
}
