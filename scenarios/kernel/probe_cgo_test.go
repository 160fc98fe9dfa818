//go:build cgo

package kernel

import (
	"os"
	"strings"
	"testing"
	"unsafe"
)

func TestCrossingsAreCounted(t *testing.T) {
	tests := []struct {
		name string
		work func(n int) uint64
	}{
		{"cgo-noescape", callCounting},
		{"cgo-callback", callBack},
	}
	for _, test := range tests {
		for _, n := range []int{0, 1, 1000} {
			if got := test.work(n); got != uint64(n) {
				t.Errorf("%s: %d operations cross %d times", test.name, n, got)
			}
			if got := crossing(test.work).Do(n); got != 0 {
				t.Errorf("%s: %d operations return %d, want 0", test.name, n, got)
			}
		}
	}
}

// After its operations the probe's object is pinned no longer: a list in Go memory
// that points to it is refused.
func TestPinUnpins(t *testing.T) {
	if strings.Contains(os.Getenv("GODEBUG"), "cgocheck=0") {
		t.Skip("GODEBUG has cgocheck=0: pointers are not checked")
	}
	object := new(pooled)
	pinAgain(object).Do(3)
	defer func() {
		if err, ok := recover().(error); !ok || !strings.Contains(err.Error(), "unpinned Go pointer") {
			t.Errorf("passing the object after 3 operations ends with %v, want that it is unpinned", err)
		}
	}()
	NativePieces()(onHeap(Piece{At: unsafe.Pointer(object), Size: uintptr(len(object))}), 1)
}

// onHeap is a list on the heap: what lies on a stack is not checked.
//
//go:noinline
func onHeap(p Piece) []Piece { return []Piece{p} }
