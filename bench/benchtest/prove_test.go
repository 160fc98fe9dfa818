package benchtest_test

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/bench/benchtest"
)

func TestProveHolds(t *testing.T) {
	benchtest.Prove(t, honest())
	benchtest.Prove(t, axes()) // what cannot be had is skipped, the rest proven
}

func TestProveFails(t *testing.T) {
	tests := []struct {
		scenario string
		failed   bool
		want     []string
	}{
		{scenario: "Unready", want: []string{"nothing here (try: look there)", "--- SKIP"}},
		{scenario: "Broken", failed: true, want: []string{"Broken/size=1B/passes=1: make the source: permission denied; and at 9 further cases"}},
		{scenario: "Nameless", failed: true, want: []string{`scenario "nameless-2": its name is not CamelCase`, "it has no arm copy"}},
		{scenario: "Fake", failed: true, want: []string{
			"Fake/access=fake/size=1B/passes=1: it claims to be a view",
			"; and at 9 further cases",
		}},
	}
	for _, test := range tests {
		output, failed := child(t, "-test.run=^TestInside$/^"+test.scenario+"$", "-test.v")
		if failed != test.failed {
			t.Errorf("%s: Prove failed: %v, want %v in\n%s", test.scenario, failed, test.failed, output)
		}
		for _, want := range test.want {
			if !strings.Contains(output, want) {
				t.Errorf("%s: Prove did not print %q in\n%s", test.scenario, want, output)
			}
		}
		if strings.Contains(output, "access=copy") || strings.Contains(output, "access=view") {
			t.Errorf("%s: Prove blames an honest arm in\n%s", test.scenario, output)
		}
	}
}

// A proof covers every awkward size.
func TestProveIsAwkward(t *testing.T) {
	seen := map[bench.Bytes]bool{}
	s := honest()
	s.Source = func(b *bench.Block) ([]byte, error) { seen[b.Case.Size] = true; return b.Data() }
	benchtest.Prove(t, s)
	for _, size := range bench.AwkwardSizes {
		if !seen[size] {
			t.Errorf("Prove left out %s", size)
		}
	}
}
