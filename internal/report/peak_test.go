package report_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
)

// peaks are three launches of a copy, whose middle one is neither the first nor
// the last, and of a view; with blocks unless skip says that memory is not known.
func peaks(skip *bench.Skip) (all []launch.Peak) {
	held, none := 2.0, 0.0
	for _, mib := range []bench.Bytes{9, 1, 2} {
		all = append(all, launch.Peak{
			Case: at(bench.MiB, 1), Arm: "copy", Ops: 5, Grown: mib * bench.MiB, Skip: skip, Blocks: &launch.Blocks{Held: &held, Left: 1.5},
		})
	}
	for range 3 {
		all = append(all, launch.Peak{
			Case: at(bench.MiB, 1), Arm: "view", Ops: 5, Grown: 40 * bench.KiB, Skip: skip, Blocks: &launch.Blocks{Held: &none, Left: 1.0 / 64},
		})
	}
	return all
}

// without are peaks of which something about blocks is not known.
func without(forget func(*launch.Peak)) []launch.Peak {
	all := peaks(nil)
	for i := range all {
		forget(&all[i])
	}
	return all
}

func TestPeaks(t *testing.T) {
	const (
		memory = "peak memory of an operation: copy 2.0MiB, view 0B (beyond the source of 1MiB; median of 3 launches)"
		blocks = "blocks beside Go's memory in an operation: copy 2, view 0; left behind by each: copy 1.5"
	)
	skip := &bench.Skip{Reason: "open clear_refs: permission denied", Hint: "another container"}
	for _, test := range []struct {
		name string
		all  []launch.Peak
		want []string
	}{
		{"nobody asked", nil, nil},
		{"all", peaks(nil), []string{memory, blocks}},
		{"memory is not known", peaks(skip), []string{"peak memory of an operation: not available, open clear_refs: permission denied (try: another container)", blocks}},
		{"nobody counts blocks", without(func(p *launch.Peak) { p.Blocks = nil }), []string{memory}},
		{"operations are not asked for blocks", without(func(p *launch.Peak) { p.Blocks.Held = nil }), []string{memory, "blocks beside Go's memory: left behind by each: copy 1.5"}},
		{"nothing is left", without(func(p *launch.Peak) { p.Blocks.Left = -0.05 }), []string{memory, "blocks beside Go's memory in an operation: copy 2, view 0; none is left behind"}},
	} {
		if got := report.Peaks(test.all); !slices.Equal(got, test.want) {
			t.Errorf("%s: Peaks = %q, want %q", test.name, got, test.want)
		}
	}
}

// TestPeaksShown: they stand with what views retain, and by themselves where a
// scenario has no card.
func TestPeaksShown(t *testing.T) {
	s := answered()
	for _, want := range []string{"\n    peak memory of an operation: copy 2.0MiB,", "\n  peak memory of an operation: copy 2.0MiB,"} {
		var out bytes.Buffer
		if err := report.Text(&out, s); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%v, printed %s, want %q", err, &out, want)
		}
		s.Info.Card = bench.Card{}
	}
	got := s.JSON().Peaks
	if got == nil || got.Size != bench.MiB || got.Lives != 5 || got.Reason != "" || len(got.Arms) != 2 {
		t.Fatalf("the JSON has %+v", got)
	}
	if c := got.Arms[0]; c.Name != "copy" || c.Launches != 3 || *c.Bytes != float64(2*bench.MiB) || *c.Held != 2 || *c.Left != 1.5 {
		t.Errorf("the JSON of the copy is %+v", c)
	}
	s.Peaks = peaks(&bench.Skip{Reason: "no"})
	if got := s.JSON().Peaks; got.Reason != "no" || got.Arms[0].Bytes != nil || got.Arms[0].Left == nil {
		t.Errorf("the JSON has %+v where memory is not known", got)
	}
	s.Peaks = nil
	if got := s.JSON().Peaks; got != nil {
		t.Errorf("the JSON has %+v of what nobody asked", got)
	}
}
