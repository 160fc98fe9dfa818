package exit

import (
	"errors"
	"testing"
)

// TestFinding holds the exit code of everything that a judging command may find, by
// each value of -fail-on.
func TestFinding(t *testing.T) {
	for _, test := range []struct {
		name                    string
		found                   finding
		worse, undecided, never int
	}{
		{"fine", finding{seen: true}, OK, OK, OK},
		{"worse", finding{seen: true, worse: 1, looks: 1, undecided: 1}, Worse, Worse, OK},
		{"looks worse", finding{seen: true, looks: 1, undecided: 1}, Undecided, Undecided, OK},
		{"nothing could be seen", finding{undecided: 1}, Undecided, Undecided, OK},
		{"undecided", finding{seen: true, undecided: 1}, OK, Undecided, OK},
		{"missing", finding{seen: true, missing: "1 benchmark is gone"}, Failed, Failed, Failed},
		{"missing and worse", finding{seen: true, worse: 1, missing: "1 benchmark is gone"}, Failed, Failed, Failed},
		{"nothing", finding{nothing: "nothing was compared"}, Failed, Failed, Failed},
	} {
		for failOn, want := range map[string]int{"worse": test.worse, "undecided": test.undecided, "never": test.never} {
			err := test.found.err(failOn)
			code := OK
			var judged *Verdict
			switch {
			case errors.As(err, &judged):
				code = judged.Code
			case err != nil:
				code = Failed
			}
			if code != want {
				t.Errorf("%s, -fail-on %s: exit code %d (%v), want %d", test.name, failOn, code, err, want)
			}
		}
	}
}
