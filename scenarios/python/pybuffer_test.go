package python

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// TestPyBufferGrid holds in every build: the literal names its cases whether
// or not they can run here.
func TestPyBufferGrid(t *testing.T) {
	want := map[string][]bench.Bytes{
		"bytes": {
			16, 64, 256, 1 * bench.KiB, 4 * bench.KiB, 64 * bench.KiB,
			1 * bench.MiB, 16 * bench.MiB, 64 * bench.MiB,
		},
		"bytearray":  {64, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB},
		"array":      {64, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB},
		"numpy":      {64, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB, 16 * bench.MiB},
		"memoryview": {64, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB},
	}
	got := map[string][]bench.Bytes{}
	for _, c := range PyBuffer.Grid.Cases() {
		got[c.Get(object)] = append(got[c.Get(object)], c.Size)
	}
	for kind, sizes := range want {
		if len(got[kind]) != len(sizes) {
			t.Errorf("%s has sizes %v, want %v", kind, got[kind], sizes)
			continue
		}
		for i, size := range sizes {
			if got[kind][i] != size {
				t.Errorf("%s has sizes %v, want %v", kind, got[kind], sizes)
				break
			}
		}
	}
}

// TestPyBufferSkips holds in builds without CPython: ready and source say so,
// before any arm is touched.
func TestPyBufferSkips(t *testing.T) {
	err := PyBuffer.Ready()
	if err == nil {
		t.Skip("CPython is here")
	}
	b := bench.NewBlock(PyBuffer.Grid.Cases()[0], 1)
	defer b.Close()
	_, opened := PyBuffer.Open(b)
	for _, err := range []error{err, opened} {
		if skip := bench.Skipped(err); skip == nil || skip.Hint == "" {
			t.Errorf("without CPython: %v, want a *bench.Skip with a hint", err)
		}
	}
}
