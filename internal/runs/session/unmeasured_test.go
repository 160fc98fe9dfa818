package session

import (
	"errors"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/report"
)

// TestUnmeasured: who asks for a scenario by name, and does not get it, is told why.
func TestUnmeasured(t *testing.T) {
	skipped := []Skipped{
		{Name: "Missing", Reason: "there is no quantum memory (try: apt-get install qubits)"},
		{Name: "AtOpen/size=4KiB/passes=1", Reason: "the flux capacitor is empty"},
		{Name: "AtOpen/size=8KiB/passes=1", Reason: "the flux capacitor is empty"},
		{Name: "Part/size=1GiB/passes=1", Reason: "too large"},
		{Name: "NoAxis", Reason: "it has no axis", lacks: true},
		{Name: "Broken", Reason: "it fails", broken: true},
	}
	measured := []report.Scenario{{Info: bench.Info{Name: "Part"}}}
	for _, test := range []struct {
		names []string
		want  string // the error; empty is none
	}{
		{nil, ""},
		{[]string{"Part"}, ""},
		{[]string{"NoAxis", "Broken"}, ""},
		{[]string{"missing", "Part"}, "Missing cannot be measured here: there is no quantum memory (try: apt-get install qubits)"},
		{[]string{"AtOpen"}, "AtOpen cannot be measured here: the flux capacitor is empty"},
	} {
		s := Spec{Select: Selection{Names: test.names}}
		got := ""
		if err := s.unmeasured(skipped, measured); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("of %q it says %q, want %q", test.names, got, test.want)
		}
	}
}

// TestNothing: a plan without a case is an error, unless a failure is to be kept.
func TestNothing(t *testing.T) {
	if err := nothing([]Skipped{{Name: "Missing", Reason: "none"}}); err == nil || err.Error() != "nothing can be measured here: Missing: none" {
		t.Errorf("of a plan without a case it says %v", err)
	}
	if err := nothing([]Skipped{{Name: "Missing"}, {Name: "Broken", broken: true}}); err != nil {
		t.Errorf("of a plan with a failure it says %v, want nothing", err)
	}
}

// TestNoCase: an expression that matches no case names what measures it.
func TestNoCase(t *testing.T) {
	all := []launch.Description{{Info: bench.Info{Name: "A", Grid: bench.Grid{Sizes: []bench.Bytes{64, 4096}, Passes: []int{1}}}}}
	for _, test := range []struct{ match, option, hint string }{
		{"A/size=48KiB", "sizes", "48KiB measures it"},
		{"A/size=64B/passes=3", "passes", "3 measures it"},
		{"A/size=64B/passes=1/more", "", ""},
		{"A/size=4.*", "", ""},
		{"B", "", ""},
	} {
		err := Selection{Match: test.match}.noCase(all)
		var hint *option.Hint
		errors.As(err, &hint)
		if !option.Is(err) || (hint != nil) != (test.option != "") || hint != nil && (hint.Option != test.option || hint.Text != test.hint) {
			t.Errorf("of %q it says %v with the hint %+v, want %s %s", test.match, err, hint, test.option, test.hint)
		}
	}
}

// TestMeant: the words of an arm lead to its scenario, if few have such an arm.
func TestMeant(t *testing.T) {
	all := []launch.Description{
		{Info: bench.Info{Name: "CMemory"}, Rivals: []bench.Rival{{Name: "copy", Says: "C.GoBytes"}, {Name: "view"}}},
		{Info: bench.Info{Name: "A"}, Rivals: []bench.Rival{{Name: "copy-arena"}, {Name: "view"}}},
		{Info: bench.Info{Name: "B"}, Rivals: []bench.Rival{{Name: "view"}}},
		{Info: bench.Info{Name: "D"}, Rivals: []bench.Rival{{Name: "view"}}},
	}
	for name, want := range map[string]string{
		"c.gobytes":  "; did you mean CMemory, which has such an arm?",
		"copy-arena": "; did you mean A, which has such an arm?",
		"view":       `; did you mean "A"?`,
		"CMem":       `; did you mean "CMemory"?`,
	} {
		if got := meant(name, all); got != want {
			t.Errorf("meant(%q) = %q, want %q", name, got, want)
		}
	}
}
