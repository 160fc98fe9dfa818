//go:build unix

package price_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/price"
)

// TestMap: a file can be mapped as far as it is long, also when its length is no multiple of
// a page. An empty one cannot be mapped.
func TestMap(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	for _, size := range []bench.Bytes{1, 4096, 10_000} {
		f, err := price.NewFile(size)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		op, err := f.Map(size)
		if err != nil {
			t.Fatal(err)
		}
		if sum := op.Run(3); sum != 0 {
			t.Errorf("the bytes of %s add up to %d, want 0", size, sum)
		}
		if _, err := f.Map(0); err == nil {
			t.Error("nothing was mapped, without an error")
		}
	}
}
