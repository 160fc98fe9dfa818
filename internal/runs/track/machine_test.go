package track_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/runs/track"
)

// machineText is new results of eight benchmarks and ten works, which all take so many
// times as long as usual.
func machineText(factor float64) string {
	var out strings.Builder
	for _, of := range []struct {
		pkg, name string
		n         int
	}{{"example.com/codec", "Decode", 8}, {"bufbench/machine", "Machine/work", 10}} {
		fmt.Fprintf(&out, "pkg: %s\n", of.pkg)
		for i := range of.n {
			for k := range 3 {
				fmt.Fprintf(&out, "Benchmark%s=%d 100 %.1f ns/op\n", of.name, i, factor*float64(1000*(i+1)+k+7*i%3))
			}
		}
	}
	return out.String()
}

// TestCancelDrift: a slow machine is divided out by all benchmarks, also when only one is
// asked for. Works are no series of the project.
func TestCancelDrift(t *testing.T) {
	p := newProject(t)
	for i := range 8 {
		p.commit(fmt.Sprint("change ", i))
		factor := 1 + 0.25*float64(i/6%2) // the last two
		if out, err := p.add(machineText(factor), nil); err != nil || len(out.Problems) > 0 {
			t.Fatalf("%+v, %v", out, err)
		}
	}
	for _, test := range []struct {
		query track.Query
		want  float64
	}{{track.Query{Bench: "Decode=3"}, 1.25}, {track.Query{Bench: "Decode=3", CancelDrift: true}, 1}} {
		h, err := track.Load(t.Context(), p.place, test.query)
		if err != nil || len(h.Series) != 1 || len(h.Machines) != 1 || h.Machines[0].Works != 10 {
			t.Fatalf("%+v: %d series, machines %+v, %v", test.query, len(h.Series), h.Machines, err)
		}
		points := h.Series[0].Points
		if got := points[7].Values[0] / points[0].Values[0]; math.Abs(got/test.want-1) > 0.01 {
			t.Errorf("%+v: the last commit takes %.3f of the first one, want %.2f", test.query, got, test.want)
		}
		if !h.Machines[0].Moves[7].Moved {
			t.Errorf("%+v: the machine did not move: %+v", test.query, h.Machines[0].Moves[7])
		}
		if o := track.Judge(h, alert.Acks{}, time.Now()); test.query.CancelDrift && len(o.Found.Changes) > 0 {
			t.Errorf("without drift there are changes: %+v", o.Found.Changes)
		}
	}
}
