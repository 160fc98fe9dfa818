//go:build cgo && !asan

package cmem

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/procfs"
)

// No operation of an arm keeps C memory, neither that of one buffer nor of many. An
// address sanitizer keeps what was freed.
func TestLivesFreeTheirCopies(t *testing.T) {
	const size, many = 1 * bench.MiB, 96
	for _, n := range []string{"1", "64"} {
		b, src := buffered(t, size, n)
		for _, arm := range GoMemoryToC.Arms {
			op, err := arm.Open(b, src)
			if err != nil {
				t.Fatal(err)
			}
			op.Run(2)
			before, ok := procfs.Resident("/")
			if !ok {
				t.Skip("the kernel does not say how much memory a process has")
			}
			op.Run(many)
			after, _ := procfs.Resident("/")
			if grown := bench.Bytes(after) - bench.Bytes(before); grown > many*size/2 {
				t.Errorf("%s: %d operations of %s in %s buffers left %s in memory", arm.Name, many, size, n, grown)
			}
		}
	}
}
