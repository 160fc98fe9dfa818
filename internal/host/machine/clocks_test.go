package machine_test

import (
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
)

func TestClocksSince(t *testing.T) {
	at := func(wall, running, up time.Duration) machine.Clocks {
		return machine.Clocks{Wall: time.Unix(1e9, 0).Add(wall), Running: running, Up: up}
	}
	before := at(0, time.Hour, 2*time.Hour)
	for _, test := range []struct {
		name       string
		now        machine.Clocks
		slept, set time.Duration
	}{
		{"nothing", at(time.Minute, time.Hour+time.Minute, 2*time.Hour+time.Minute), 0, 0},
		{"suspended", at(time.Minute+time.Hour, time.Hour+time.Minute, 3*time.Hour+time.Minute), time.Hour, 0},
		{"set back", at(-time.Hour, time.Hour+time.Minute, 2*time.Hour+time.Minute), 0, -time.Hour - time.Minute},
		{"set forwards while suspended", at(5*time.Hour, time.Hour, 3*time.Hour), time.Hour, 4 * time.Hour},
	} {
		if slept, set := test.now.Since(before); slept != test.slept || set != test.set {
			t.Errorf("%s: slept %s, set by %s, want %s and %s", test.name, slept, set, test.slept, test.set)
		}
	}
	first := machine.ReadClocks()
	if slept, set := machine.ReadClocks().Since(first); slept.Abs() > time.Second || set.Abs() > time.Second {
		t.Errorf("between two readings it slept %s, and was set by %s", slept, set)
	}
}
