package gotest

import (
	"testing"
	"time"
)

// TestSilence: a silent process may compute on for as long as the limit, however long that
// takes beside others. One that does nothing hangs, and so does one of which nothing is known.
func TestSilence(t *testing.T) {
	const hangs = -1
	for _, tt := range []struct {
		name  string
		used  []time.Duration // at each look, in seconds; hangs: it is not known
		heard int             // it prints before this look
		want  int             // the look that finds that it hangs; none if it is not found
	}{
		{"it does nothing", []time.Duration{5, 5}, 0, 1},
		{"it computes in a loop", []time.Duration{60, 66, 72, 78, 84, 90, 96, 102, 108, 114, 120, 126}, 0, 10},
		{"it gets a tenth of a processor", []time.Duration{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 0, 0},
		{"it stops", []time.Duration{1, 2, 3, 3}, 0, 3},
		{"it prints", []time.Duration{5, 6, 6, 7}, 2, 0},
		{"nobody knows", []time.Duration{hangs}, 0, 0},
	} {
		now := 0
		s := &silence{limit: time.Minute, used: func() (time.Duration, bool) { return tt.used[now] * time.Second, tt.used[now] != hangs }}
		got := 0
		found := false
		for now = range tt.used {
			if tt.heard > 0 && now == tt.heard {
				s.heard()
			}
			if wait := s.look(); wait == 0 {
				got, found = now, true
				break
			} else if wait != 6*time.Second {
				t.Errorf("%s: it waits %v, want 6s", tt.name, wait)
			}
		}
		if want := tt.want > 0 || tt.used[0] == hangs; got != tt.want || found != want {
			t.Errorf("%s: it hangs at look %d, %v; want %d, %v", tt.name, got, found, tt.want, want)
		}
	}
}
