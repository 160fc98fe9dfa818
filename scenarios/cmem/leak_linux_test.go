package cmem

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/procfs"
)

// Blocks above 32 MiB are mapped by malloc and unmapped by free. An address
// sanitizer keeps up to 256 MiB of freed memory, so that is not a leak yet.
func TestCloseFreesTheSource(t *testing.T) {
	const size, blocks, kept = 48 * bench.MiB, 8, 256 * bench.MiB
	before, ok := procfs.Mapped("/")
	if !ok {
		t.Skip("the kernel does not say how much memory a process has")
	}
	for seed := range uint64(blocks) {
		b := bench.NewBlock(bench.Case{Size: size, Passes: 1}, seed)
		_, err := allocate(b)
		b.Close()
		if bench.Skipped(err) != nil {
			t.Skip(err)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	after, _ := procfs.Mapped("/")
	if grown := bench.Bytes(after) - bench.Bytes(before); grown > kept+size {
		t.Errorf("%d blocks of %s left %s mapped after Close", blocks, size, grown)
	}
}
