package gate_test

import (
	"testing"

	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/result"
)

func TestUnfit(t *testing.T) {
	for _, test := range []struct {
		unit       string
		word, want gate.Word
	}{
		{"ns/op", gate.Holds, gate.Undecided},
		{"ns/op", gate.Broken, gate.Undecided},
		{"sec/op", gate.Broken, gate.Undecided},
		{result.RatioUnit, gate.Holds, gate.Undecided},
		{"B/s", gate.Broken, gate.Undecided},
		{"break-even", gate.Holds, gate.Undecided},
		{"break-even", gate.Broken, gate.Undecided},
		{"allocs/op", gate.Broken, gate.Broken},
		{"copied-B/op", gate.Holds, gate.Holds},
		{"minflt/op", gate.Broken, gate.Broken},
		{"B/op", gate.Undecided, gate.Undecided},
		{"ns/op", gate.Skipped, gate.Skipped},
		{"ns/op", gate.Undecided, gate.Undecided},
		{"ns/op", gate.Acknowledged, gate.Acknowledged},
	} {
		all := []gate.Outcome{{Unit: test.unit, Word: test.word}}
		n := gate.Unfit(all, "identical code differs by +3 %")
		changed, said := test.word != test.want, all[0].Unfit == "identical code differs by +3 %" && all[0].Doubt.Kind == gate.UnfitMachine
		if got := all[0].Word; got != test.want || (n == 1) != changed || said != changed {
			t.Errorf("%s %s on an unfit machine is %s (%d changed, %q), want %s", test.word, test.unit, got, n, all[0].Unfit, test.want)
		}
	}
}
