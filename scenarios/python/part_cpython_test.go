//go:build cpython && cgo

package python

import (
	"bytes"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// TestPartAloneKeepsTheObject: the buffer is the one reference until the block
// is closed, and none afterwards.
func TestPartAloneKeepsTheObject(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind, func(t *testing.T) {
			b := bench.NewBlock(bench.Case{Size: 4096, Axes: []bench.Axis{{Key: object, Value: kind}}}, 1)
			defer b.Close()
			src, err := openExporter(b)
			if skip := bench.Skipped(err); skip != nil {
				t.Skip(skip)
			}
			if err != nil {
				t.Fatal(err)
			}
			want := make([]byte, 4096)
			b.Fill(want)
			witness, err := src.py.Eval("o", map[string]*cpython.Object{"o": src.object})
			if err != nil {
				t.Fatal(err)
			}
			defer witness.Close()
			before := witness.References()
			part := heldPart(b, src).([]byte)
			if n := int(bench.PartSize); !bytes.Equal(part, want[:n]) || cap(part) != n {
				t.Errorf("part is %d bytes with room for %d, and not the first %d of the object", len(part), cap(part), n)
			}
			if got := witness.References(); got != before {
				t.Errorf("%d references with the part, want %d: the buffer's for the owner's", got, before)
			}
			b.Close()
			if got := witness.References(); got != before-1 {
				t.Errorf("%d references after the block is closed, want %d", got, before-1)
			}
		})
	}
}
