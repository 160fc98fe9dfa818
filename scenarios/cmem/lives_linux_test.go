//go:build cgo && !asan

package cmem

import (
	"fmt"
	"os"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// residentBytes is how much of the process is in memory.
func residentBytes(t *testing.T) bench.Bytes {
	t.Helper()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip(err)
	}
	var mapped, resident int64
	if _, err := fmt.Sscan(string(text), &mapped, &resident); err != nil {
		t.Fatalf("read /proc/self/statm: %v", err)
	}
	return bench.Bytes(resident) * bench.Bytes(os.Getpagesize())
}

// No life of an arm keeps C memory, neither that of one buffer nor of many. An
// address sanitizer keeps what was freed.
func TestLivesFreeTheirCopies(t *testing.T) {
	const size, lives = 1 * bench.MiB, 96
	for _, n := range []string{"1", "64"} {
		b, src := buffered(t, size, n)
		for _, arm := range GoMemoryToC.Arms {
			op, err := arm.Open(b, src)
			if err != nil {
				t.Fatal(err)
			}
			op.Run(2)
			before := residentBytes(t)
			op.Run(lives)
			if grown := residentBytes(t) - before; grown > lives*size/2 {
				t.Errorf("%s: %d lives of %s in %s buffers left %s in memory", arm.Name, lives, size, n, grown)
			}
		}
	}
}
