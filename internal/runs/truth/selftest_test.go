package truth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/plant"
)

func TestSelfTestTime(t *testing.T) {
	for run, want := range map[time.Duration]time.Duration{
		0: shortest, 5 * time.Second: shortest, 12 * time.Second: 1200 * time.Millisecond,
		time.Minute: 6 * time.Second, 5 * time.Minute: 30 * time.Second, time.Hour: 30 * time.Second,
	} {
		if got := SelfTestTime(run); got != want {
			t.Errorf("a run of %s compares identical code for %s, want %s", run, got, want)
		}
	}
}

// A budget keeps what the self-test takes, half of it at most.
func TestReserve(t *testing.T) {
	for budget, want := range map[time.Duration]time.Duration{
		0: 0, 2 * time.Second: time.Second, time.Minute: 6 * time.Second, time.Hour: 30 * time.Second,
	} {
		if got := Reserve(budget); got != want {
			t.Errorf("Reserve(%s) = %s, want %s", budget, got, want)
		}
	}
}

// What takes long is compared where there is time for it.
func TestWithin(t *testing.T) {
	for limit, want := range map[time.Duration]int{shortest: 2, enoughToAllocate: 3, enoughForMemory: 4, longest: 4} {
		if got := len(within(plant.Same(), limit)); got != want {
			t.Errorf("in %s %d classes are compared, want %d", limit, got, want)
		}
	}
}

// As many launches as an interval takes, and no longer than there is time for.
func TestAlike(t *testing.T) {
	const least, limit = 10, time.Second
	for _, test := range []struct {
		name     string
		launches int
		spent    time.Duration
		brief    bool
		want     bool
	}{
		{"none", 0, 0, true, false},
		{"too few", 9, 2 * limit, true, false},
		{"enough", 10, 0, true, true},
		{"too few in time", 9, limit, false, false},
		{"too few for ever", 9, time.Minute, false, true},
		{"time is left", 40, limit / 2, false, false},
		{"time is up", 40, limit, false, true},
		{"time is up early", 10, 2 * limit, false, true},
	} {
		at := series{logs: make([]float64, test.launches), spent: test.spent}
		if got := alike(least, test.brief, limit)(at); got != test.want {
			t.Errorf("%s: enough is %v, want %v", test.name, got, test.want)
		}
	}
}

// One launch fewer gives no interval.
func TestLeastLaunches(t *testing.T) {
	for _, alpha := range []float64{0.05, 0.0125, 0.05 / 3, 0.01, 0.001} {
		n := leastLaunches(alpha)
		values := make([]float64, n)
		for i := range values {
			values[i] = float64(i)
		}
		if e := interval.Median(values, 1-alpha); e.Hi > float64(n) {
			t.Errorf("at %g, %d launches give no interval: %+v", alpha, n, e)
		}
		if e := interval.Median(values[1:], 1-alpha); e.Hi < float64(n) {
			t.Errorf("at %g, %d launches give an interval, want none: %+v", alpha, n-1, e)
		}
	}
}

// described says of each class whether its arms are alike, told apart or too noisy to
// tell, with the largest difference of the interval.
func described(f verdict.Fitness) string {
	var classes []string
	for _, t := range f {
		word := "alike"
		switch {
		case t.Told():
			word = "told"
		case t.Half() > verdict.UnfitFrom:
			word = "wide"
		}
		classes = append(classes, fmt.Sprintf("%s %s %.0f%%", t.Class, word, 100*t.Floor()))
	}
	return strings.Join(classes, ", ")
}

// It finds what launches of identical code say of a machine.
func TestSelfTest(t *testing.T) {
	for _, test := range []struct {
		name    string
		machine fakeMachine
		fixed   bool
		limit   time.Duration
		want    string
		warning string // begins with
	}{
		{name: "quiet", machine: fakeMachine{noise: 0.002}, limit: 12 * time.Second, want: "call alike 0%, cache alike 0%, copy alike 0%, memory alike 0%"},
		{name: "quiet, in little time", machine: fakeMachine{noise: 0.002}, limit: time.Second, want: "call alike 0%, cache alike 0%"},
		{name: "quiet, a fixed number", machine: fakeMachine{noise: 0.002}, fixed: true, limit: 3 * time.Second, want: "call alike 0%, cache alike 0%, copy alike 0%"},
		{name: "told apart", machine: fakeMachine{noise: 0.002, bias: map[string]float64{"SameCopy": 0.03}}, limit: 12 * time.Second, want: "call alike 0%, cache alike 0%, copy told 3%, memory alike 0%"},
		{name: "told apart, a fixed number", machine: fakeMachine{noise: 0.002, bias: map[string]float64{"SameCall": -0.03}}, fixed: true, limit: time.Second, want: "call told 3%, cache alike 0%"},
		{name: "noisy", machine: fakeMachine{noise: 0.2}, fixed: true, limit: time.Second, want: "call wide 35%, cache wide 35%"},
		{name: "one class fails", machine: fakeMachine{noise: 0.002, fault: "SameCache"}, fixed: true, limit: 3 * time.Second, want: "call alike 0%, copy alike 0%", warning: "identical code of class cache could not be compared: "},
	} {
		var warning string
		alpha := verdict.SequentialAlpha
		if test.fixed {
			alpha = verdict.FixedAlpha
		}
		got, err := SelfTest(t.Context(), SelfTestSpec{
			Rig: test.machine.rig(), Limit: test.limit, Alpha: alpha, Fixed: test.fixed,
			Warn: func(format string, args ...any) { warning += fmt.Sprintf(format, args...) },
		})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if text := described(got); text != test.want {
			t.Errorf("%s: %s, want %s", test.name, text, test.want)
		}
		if !strings.HasPrefix(warning, test.warning) || (warning == "") != (test.warning == "") {
			t.Errorf("%s: the warning is %q, want %q…", test.name, warning, test.warning)
		}
	}
}

// An interrupt ends it.
func TestSelfTestIsInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	m := &fakeMachine{}
	_, err := SelfTest(ctx, SelfTestSpec{Rig: m.rig(), Limit: time.Second})
	if !errors.Is(err, context.Canceled) || len(m.launches) > 0 {
		t.Errorf("an interrupted self-test = %v after launches of %v, want the interrupt and none", err, m.launches)
	}
}
