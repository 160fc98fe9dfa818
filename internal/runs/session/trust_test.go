package session

import (
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
)

// TestFailing: of what disturbs a machine, a run says what makes its figures worthless.
func TestFailing(t *testing.T) {
	got := failing([]machine.Finding{
		{Name: "load", Seen: "4.00 over a minute", Grade: machine.Fail, Why: "others take the CPUs", Try: "top"},
		{Name: "battery", Seen: "on battery", Grade: machine.Warn, Why: "slow"},
		{Name: "steal", Seen: "9 % now", Grade: machine.Fail, Why: "the host is full"},
	})
	want := []string{"load: 4.00 over a minute: others take the CPUs (try: top)", "steal: 9 % now: the host is full"}
	if !slices.Equal(got, want) {
		t.Errorf("it says %q, want %q", got, want)
	}
}

func TestTrustLine(t *testing.T) {
	for _, test := range []struct {
		trust        trust
		load, stolen float64
		want         string
	}{
		{trust{load: 0.1}, 1.05, -1, "load 0.10 at the start, 1.05 at the end (a run is about 1 of it)"},
		{trust{load: 0.1}, 1.05, 0.002, "load 0.10 at the start, 1.05 at the end (a run is about 1 of it); steal 0.2 % during the run"},
		{trust{load: 2, stolen: "0.4 %"}, 2, 0.25, "load 2.00 at the start, 2.00 at the end (a run is about 1 of it); steal 0.4 % at the start, 25.0 % during the run"},
	} {
		if got := test.trust.line(test.load, test.stolen); got != test.want {
			t.Errorf("it says %q, want %q", got, test.want)
		}
	}
}

func TestStolenShare(t *testing.T) {
	if got := stolenShare(time.Second, 2, 10*time.Second); got != 0.05 {
		t.Errorf("a second of two processors' ten is %v, want 0.05", got)
	}
	if got := max(stolenShare(-1, 2, time.Second), stolenShare(time.Second, 0, time.Second)); got >= 0 {
		t.Errorf("the share is %v, want not known", got)
	}
}
