//go:build cgo

package kernel

import (
	"runtime"
	"testing"
	"unsafe"
)

func TestNativePiecesSumEveryPiece(t *testing.T) {
	area := random(100_003)
	var pinner runtime.Pinner
	pinner.Pin(unsafe.SliceData(area)) // the list in Go memory points to it
	defer pinner.Unpin()
	for _, size := range sizes {
		var list []Piece
		var want uint64
		for at := 0; at+size <= len(area) && len(list) < 5; at += size + 1 {
			p := area[at : at+size]
			list = append(list, Piece{At: unsafe.Pointer(unsafe.SliceData(p)), Size: uintptr(size)})
			want += 3 * wantSum(p)
			if got := NativeSum()(p, 3); got != 3*wantSum(p) {
				t.Errorf("NativeSum of %d bytes = %#x, want %#x", size, got, 3*wantSum(p))
			}
		}
		if got := NativePieces()(list, 3); got != want {
			t.Errorf("NativePieces of %d pieces of %d bytes = %#x, want %#x", len(list), size, got, want)
		}
		if got := NativePieces()(list, 0); got != 0 {
			t.Errorf("NativePieces with no passes = %#x, want 0", got)
		}
	}
	if got := NativePieces()(nil, 1); got != 0 {
		t.Errorf("NativePieces of nothing = %#x, want 0", got)
	}
}
