package unitprice_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/revisions/unitprice"
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

// TestMeasure: each item has a price.
func TestMeasure(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a test binary; try: go test without -short")
	}
	items := []unitprice.Item{{Kind: unitprice.Object, Size: 16}, {Kind: unitprice.Object, Size: 64 << 10}, {Kind: unitprice.Read, Size: 1}}
	if runtime.GOOS == "linux" {
		items = append(items, unitprice.Item{Kind: unitprice.Fault})
	}
	if withC {
		items = append(items, unitprice.Item{Kind: unitprice.Call})
	}
	got, err := unitprice.Measure(t.Context(), unitprice.Spec{Folder: folder(t), Go: runtime.Version(), Procs: 1, Items: items, Launches: 1})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(items) {
		t.Fatalf("the prices are %+v, want those of %v", got, items)
	}
	for i, p := range got {
		if p.Item != items[i] || p.Time.Alone <= 0 || p.Time.Behind <= 0 || p.Collecting.Alone < 0 || p.Collecting.Behind < 0 {
			t.Errorf("the price is %+v, want times of %s", p, items[i])
		}
	}
}

// TestMeasureFails: what cannot be built or measured is an error that says what.
func TestMeasureFails(t *testing.T) {
	f := folder(t)
	t.Setenv("GOFLAGS", "-tags=")
	t.Setenv("PATH", t.TempDir())
	if _, err := unitprice.Measure(t.Context(), unitprice.Spec{Folder: f, Procs: 1, Items: []unitprice.Item{{Kind: unitprice.Object, Size: 16}}, Launches: 1}); err == nil || !strings.Contains(err.Error(), "build the benchmark of prices") {
		t.Errorf("without a go command the error is %v", err)
	}
}
