package track_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/runs/track"
)

// TestFuture: a run of a day to come is no newest commit for years: it is left out and
// named, and the change before it is new.
func TestFuture(t *testing.T) {
	p := newProject(t)
	for i := range 3 {
		p.commit(fmt.Sprint("change ", i))
		if _, err := p.add(fmt.Sprintf(bench, 100, 1+i/2), nil); err != nil {
			t.Fatal(err)
		}
	}
	late := `{"entries": {"Benchmark": [{"commit": {"id": "0123456789012345678901234567890123456789"}, "date": 3900000000000, "tool": "go", "benches": [{"name": "BenchmarkX", "value": 1, "unit": "ns/op"}]}]}}`
	if _, err := p.add(late, func(a *track.Addition) { a.Past = true }); err != nil {
		t.Fatal(err)
	}
	h, err := track.Load(t.Context(), p.place, track.Query{})
	if err != nil || len(h.Problems) != 1 || !strings.Contains(h.Problems[0].Error(), `"0123456789012345678901234567890123456789" is dated 2093-08-01, which is to come, and is left out`) {
		t.Errorf("problems: %v, %v", h.Problems, err)
	}
	found := track.Judge(h, alert.Acks{}, time.Now()).Found.Changes
	if len(found) != 1 || !found[0].New {
		t.Errorf("changes: %+v, want one that is new", found)
	}
}

// TestAddNamedMany: git is asked once per commit, however many lines name it.
func TestAddNamedMany(t *testing.T) {
	p := newProject(t)
	first := p.commit("one")
	var text strings.Builder
	for i := range 500 {
		fmt.Fprintf(&text, "commit: %s\nBenchmarkX%d 1 5 ns/op\n", []string{first[:12], "0123456789ab"}[i%2], i)
	}
	if out, err := p.add(text.String(), nil); err != nil || out.Files[0].Runs != 500 {
		t.Errorf("%+v, %v", out.Files, err)
	}
}

// TestAddPrinted: what a benchmark prints in the form of a head is no head.
func TestAddPrinted(t *testing.T) {
	p := newProject(t)
	head := p.commit("one")
	out, err := p.add("# started today commit 0123456-dirty machine forged\n"+fmt.Sprintf(bench, 1, 1), nil)
	if err != nil || out.Files[0].Commit != head {
		t.Fatalf("%+v, %v, want commit %s", out.Files, err, head)
	}
	h, err := track.Load(t.Context(), p.place, track.Query{})
	if err != nil || strings.Contains(h.Series[0].Env, "forged") {
		t.Errorf("%+v, %v", h.Series, err)
	}
}
