package main

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
		{"fine", finding{seen: true}, exitOK, exitOK, exitOK},
		{"worse", finding{seen: true, worse: 1, looks: 1, undecided: 1}, exitWorse, exitWorse, exitOK},
		{"looks worse", finding{seen: true, looks: 1, undecided: 1}, exitUndecided, exitUndecided, exitOK},
		{"nothing could be seen", finding{undecided: 1}, exitUndecided, exitUndecided, exitOK},
		{"undecided", finding{seen: true, undecided: 1}, exitOK, exitUndecided, exitOK},
		{"missing", finding{seen: true, missing: "1 benchmark is gone"}, exitFailed, exitFailed, exitFailed},
		{"missing and worse", finding{seen: true, worse: 1, missing: "1 benchmark is gone"}, exitFailed, exitFailed, exitFailed},
		{"nothing", finding{nothing: "nothing was compared"}, exitFailed, exitFailed, exitFailed},
	} {
		for failOn, want := range map[string]int{"worse": test.worse, "undecided": test.undecided, "never": test.never} {
			err := test.found.err(failOn)
			code := exitOK
			var judged *verdictError
			switch {
			case errors.As(err, &judged):
				code = judged.code
			case err != nil:
				code = exitFailed
			}
			if code != want {
				t.Errorf("%s, -fail-on %s: exit code %d (%v), want %d", test.name, failOn, code, err, want)
			}
		}
	}
}
