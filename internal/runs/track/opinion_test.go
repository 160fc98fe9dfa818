package track_test

import (
	"fmt"
	"testing"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/track"
)

// TestOpinions: a value inside of what the last commits had is noise, one outside is a step,
// and on another machine nothing is known.
func TestOpinions(t *testing.T) {
	p := newProject(t)
	text := func(ns int, machine string) string {
		return fmt.Sprintf("machine: %s\npkg: x/y\nBenchmarkX-8 1 %d ns/op\n", machine, ns)
	}
	for i := range 8 {
		p.commit(fmt.Sprint(i))
		if _, err := p.add(text(100+i%3, "a"), nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		ns      int
		machine string
		want    track.OpinionWord
	}{{101, "a", track.IsNoise}, {150, "a", track.IsStep}, {101, "b", track.IsUnknown}} {
		in := []result.Input{{Label: "now", Path: "now", Text: []byte(text(test.ns, test.machine))}}
		all, _, err := track.Opinions(t.Context(), p.place, in)
		if err != nil || len(all) != 1 || all[0].Word != test.want {
			t.Errorf("%d on %s: %+v, %v, want %s", test.ns, test.machine, all, err, test.want)
		}
	}
}
