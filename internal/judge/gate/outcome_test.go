package gate_test

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/gate"
)

// TestClaimDoubts: a claim that is undecided and looks broken is no all-clear, and so
// few values that nothing could be seen are named.
func TestClaimDoubts(t *testing.T) {
	rising := func(x float64) (all []float64) {
		for i := range 10 {
			all = append(all, x*(1+0.04*float64(i)))
		}
		return all
	}
	for _, test := range []struct {
		name, text  string
		word        gate.Word
		looks, seen bool
	}{
		{"holds", lines("Get/view-8", "ns/op", values(5, 12)...) + lines("Get/copy-8", "ns/op", values(10, 12)...), gate.Holds, false, true},
		{"broken", lines("Get/view-8", "ns/op", values(9, 12)...) + lines("Get/copy-8", "ns/op", values(10, 12)...), gate.Broken, false, true},
		{"about the bound", lines("Get/view-8", "ns/op", values(8, 12)...) + lines("Get/copy-8", "ns/op", values(10, 12)...), gate.Undecided, false, true},
		{"twice the bound, and it drifts", lines("Get/view-8", "ns/op", rising(16)...) + lines("Get/copy-8", "ns/op", rising(10)...), gate.Undecided, true, true},
		{"one line each", lines("Get/view-8", "ns/op", 20) + lines("Get/copy-8", "ns/op", 10), gate.Undecided, false, false},
	} {
		all, err := gate.Judge(claims(t, ratio("Get", "max = 0.8")), records(t, test.text), 0.05, "")
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		o := all[0]
		if seen := gate.Seen(all); o.Word != test.word || o.Looks != test.looks || seen != test.seen {
			t.Errorf("%s: %s, looks broken %v, seen %v (%s); want %s, %v, %v", test.name, o.Word, o.Looks, seen, said(o), test.word, test.looks, test.seen)
		}
		if doubts := gate.Doubtful(all); (len(doubts) > 0) != (test.looks || !test.seen) {
			t.Errorf("%s: the doubts are %v", test.name, doubts)
		}
	}
}

// TestExactClaims: a claim about counts may hold. It says nothing about a time of which the
// values are too few.
func TestExactClaims(t *testing.T) {
	const view = "Get/view-8"
	counted := claimed(`benchmark = "Get/view"`, `unit = "allocs/op"`, "max = 0")
	both := counted + strings.TrimPrefix(ratio("Get", "max = 0.8"), "schema = 1\n")
	none := lines(view, "allocs/op", 0, 0, 0)
	for _, test := range []struct {
		name, claims, text string
		seen               bool
	}{
		{"counts alone", counted, none, true},
		{"counts, and too few times", both, none + lines(view, "ns/op", 50, 51, 52) + lines("Get/copy-8", "ns/op", 10, 11, 12), false},
		{"counts, and times", both, none + lines(view, "ns/op", values(5, 12)...) + lines("Get/copy-8", "ns/op", values(10, 12)...), true},
	} {
		all, err := gate.Judge(claims(t, test.claims), records(t, test.text), 0.05, "")
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if seen := gate.Seen(all); all[0].Word != gate.Holds || seen != test.seen {
			t.Errorf("%s: the first claim is %q, seen %v; want it to hold, %v", test.name, all[0].Word, seen, test.seen)
		}
	}
}

// TestOutcomesOfUnfit: what looks broken on an unfit machine does not pass, and
// counts that hold are seen all the same.
func TestOutcomesOfUnfit(t *testing.T) {
	broken := []gate.Outcome{{Of: gate.OfBaseline, Name: "A", Unit: "sec/op", Word: gate.Broken}, {Of: gate.OfBaseline, Name: "A", Unit: "allocs/op", Word: gate.Holds}}
	gate.Unfit(broken, "it is busy")
	if d := gate.Doubtful(broken); !broken[0].Failing() || !gate.Seen(broken) || len(d) != 1 || !d[0].Looks || d[0].Doubt.Kind != gate.UnfitMachine || d[0].Unfit != "it is busy" {
		t.Errorf("%+v has the doubts %+v", broken, d)
	}
	times := []gate.Outcome{{Of: gate.OfBaseline, Name: "A", Unit: "sec/op", Word: gate.Holds}}
	if gate.Unfit(times, "it is busy"); times[0].Failing() || gate.Seen(times) {
		t.Errorf("times alone on an unfit machine: %+v, want nothing to be seen", times)
	}
	mixed := []gate.Outcome{{Of: gate.OfClaim, Word: gate.Holds}, times[0]}
	if gate.Seen(mixed) {
		t.Errorf("%+v: that a claim holds says nothing of the baseline", mixed)
	}
}
