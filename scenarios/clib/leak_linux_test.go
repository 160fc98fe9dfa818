//go:build clibs && cgo

package clib

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/procfs"
)

// What malloc gives from 32 MiB on is mapped, and unmapped by free. An address
// sanitizer keeps up to 256 MiB of freed memory, so that is not a leak yet.
func TestWhatIsAllocatedIsFreed(t *testing.T) {
	const size, times, kept = 48 * bench.MiB, 8, 256 * bench.MiB
	for _, test := range []struct {
		name string
		do   func(b *bench.Block) error
		in   bench.Case
	}{
		{"C memory", func(b *bench.Block) error { _, err := room(b); return err }, at("crc32", "c", size, 1)},
		{"a stream", func(b *bench.Block) error { _, err := openDeflater(b); return err }, at("deflate", "c", size, 1)},
		{"a Python object", func(b *bench.Block) error { _, err := borrowed(b); return err }, at("crc32", "python", size, 1)},
		{"a copy", copyOnce, at("crc32", "go", size, 1)},
	} {
		before, ok := procfs.Mapped("/")
		if !ok {
			t.Skip("the kernel does not say how much memory a process has")
		}
		for seed := range uint64(times) {
			b := bench.NewBlock(test.in, seed)
			err := test.do(b)
			b.Close()
			if err != nil && bench.Skipped(err) == nil {
				t.Fatalf("%s: %v", test.name, err)
			}
		}
		after, _ := procfs.Mapped("/")
		if grown := bench.Bytes(after) - bench.Bytes(before); grown > kept+size {
			t.Errorf("%s of %s, %d times, left %s mapped", test.name, size, times, grown)
		}
	}
}

// copyOnce runs an operation of the arm copy on memory that takes no time to make.
func copyOnce(b *bench.Block) error {
	op, err := copyFresh(b, &source{data: zeros})
	if err == nil {
		op.Run(1)
	}
	return err
}

var zeros = make([]byte, 48*bench.MiB)
