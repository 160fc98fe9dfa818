package cmem

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
)

func TestReadyAgreesWithTheSource(t *testing.T) {
	b := bench.NewBlock(bench.Case{Size: 64, Passes: 1}, 1)
	defer b.Close()
	_, err := allocate(b)
	ready, source := bench.Skipped(CMemory.Ready()), bench.Skipped(err)
	if (ready == nil) != (source == nil) {
		t.Errorf("Ready() says %v, the source %v: want the same", ready, source)
	}
	if ready != nil && ready.Hint == "" {
		t.Errorf("Ready() = %v: want a hint", ready)
	}
}
