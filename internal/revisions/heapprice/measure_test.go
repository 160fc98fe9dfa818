package heapprice_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/revisions/heapprice"
)

func folder(t *testing.T) *scratch.Folder {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	f, err := scratch.New("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Remove() })
	return f
}

// TestMeasure: each size has a price.
func TestMeasure(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a test binary; try: go test without -short")
	}
	got, err := heapprice.Measure(t.Context(), heapprice.Spec{Folder: folder(t), Go: runtime.Version(), Procs: 1, Sizes: []int64{16, 64 << 10}, Launches: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Size != 16 || got[1].Size != 64<<10 {
		t.Fatalf("the prices are %+v, want those of 16 and of 65536 bytes", got)
	}
	for _, p := range got {
		if p.Allocating.Alone <= 0 || p.Allocating.Behind < p.Allocating.Alone || p.Collecting.Alone < 0 || p.Collecting.Behind < 0 {
			t.Errorf("the price is %+v, want times", p)
		}
	}
}

// TestMeasureFails: what cannot be built or measured is an error that says what.
func TestMeasureFails(t *testing.T) {
	f := folder(t)
	t.Setenv("GOFLAGS", "-tags=")
	t.Setenv("PATH", t.TempDir())
	if _, err := heapprice.Measure(t.Context(), heapprice.Spec{Folder: f, Procs: 1, Sizes: []int64{16}, Launches: 1}); err == nil || !strings.Contains(err.Error(), "build the benchmark of prices") {
		t.Errorf("without a go command the error is %v", err)
	}
}
