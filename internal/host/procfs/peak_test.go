// The race detector keeps memory beside all memory, which counts as well.

//go:build !race

package procfs

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// TestPeakHere touches memory, gives it back, and expects the peak to know of
// it until it is reset.
func TestPeakHere(t *testing.T) {
	if err := ResetPeak("/"); err != nil {
		t.Skip(err)
	}
	const size = 64 * mib
	before, _ := Peak("/")
	p := make([]byte, size)
	for i := 0; i < size; i += 4096 {
		p[i] = 1
	}
	runtime.KeepAlive(p)
	p = nil
	debug.FreeOSMemory()
	high, _ := Peak("/")
	if err := ResetPeak("/"); err != nil {
		t.Fatal(err)
	}
	after, ok := Peak("/")
	if high-before < size*9/10 || high-before > size*5/4 || after > high-size/2 || !ok {
		t.Errorf("Peak was %d, %d when %d bytes had been touched, and %d when it was reset", before, high, size, after)
	}
}
