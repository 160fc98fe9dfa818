package match

import (
	"strings"
	"testing"
	"time"
)

// TestWithLength: a length is a time, or a number of iterations.
func TestWithLength(t *testing.T) {
	for _, tt := range []struct {
		text string
		want Sampling
		err  string
	}{
		{text: ""},
		{text: "200µs", want: Sampling{Sample: 200 * time.Microsecond}},
		{text: "1000x", want: Sampling{Iterations: 1000}},
		{text: "0x", err: "no number of iterations"},
		{text: "0s", err: "neither a time"},
		{text: "long", err: "neither a time"},
	} {
		got, err := Sampling{}.WithLength(tt.text)
		switch {
		case tt.err == "" && (err != nil || got != tt.want):
			t.Errorf("WithLength(%q) = %+v, %v, want %+v", tt.text, got, err, tt.want)
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("WithLength(%q): error is %v, want one with %q", tt.text, err, tt.err)
		}
	}
}

// TestArgs: flags of package testing are refused, and other arguments are not.
func TestArgs(t *testing.T) {
	for arg, fine := range map[string]bool{"-test.v": false, "--test.count=3": false, "-v": true, "test.v": true} {
		if err := (Packages{Args: []string{arg}}).Check(); (err == nil) != fine {
			t.Errorf("%s: %v", arg, err)
		}
	}
}
