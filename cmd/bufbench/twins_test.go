package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/controls"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// made is a machine that is made up: what launches of its works say is known.
type made struct {
	bias     map[string]float64 // by scenario: how much longer the twin takes, as a share, where nothing is planted
	noise    float64            // by which launches differ, either way
	launches map[string]int     // that were asked for, by scenario and what is planted
	fault    string             // the scenario whose children fail
}

const madeLaunch = 50 * time.Millisecond // what each takes, as it says

// start is a launcher of children that measure nothing.
func (m *made) start(_ context.Context, job launch.Job, receive func(launch.Message)) error {
	v := job.Visits[0]
	if job.Scenario == m.fault {
		receive(launch.Message{Fault: &launch.Fault{Scenario: job.Scenario, Case: v.Case, Reason: "out of luck"}})
		return nil
	}
	if job.Mode == launch.Calibrate {
		v.Arms, v.Lives, v.Long, v.Clock = []int{0, 1}, []int{1, 1}, []bool{false, false}, launch.Wall
		receive(launch.Message{Trial: &launch.Trial{Visit: v}})
		return nil
	}
	plant := v.Case.Get("plant")
	name := job.Scenario + " " + plant
	m.launches[name]++
	truth := 1 + m.bias[job.Scenario]
	if parts, err := strconv.Atoi(plant); err == nil {
		truth += 1 / float64(parts)
	}
	truth *= 1 + m.noise*float64(1-m.launches[name]%2*2)*(1+float64(m.launches[name]%5)/10)
	const copied = time.Millisecond
	round := []bench.Sample{{Arm: 0, Lives: 1, Wall: copied}, {Arm: 1, Lives: 1, Wall: time.Duration(float64(copied) * truth)}}
	receive(launch.Message{Record: &launch.Record{
		Scenario: job.Scenario, Case: v.Case, Clock: launch.Wall, Took: madeLaunch,
		Rivals: []launch.Rival{{Name: "copy"}, {Name: "twin"}}, Blocks: []launch.Block{{Rounds: [][]bench.Sample{round}}},
	}})
	receive(launch.Message{Done: true})
	return nil
}

func (m *made) twins() *twins {
	m.launches = map[string]int{}
	return &twins{start: m.start, works: controls.Same(), visits: map[string]launch.Visit{}}
}

// What is planted is found, with its size, and identical code is not told apart.
func TestClassFindsWhatIsPlanted(t *testing.T) {
	m := &made{noise: 0.001}
	for _, w := range controls.Same() {
		c, same, err := m.twins().class(t.Context(), w, 8*time.Second)
		if err != nil {
			t.Fatal(err)
		}
		if c.Class != w.Class || c.Launches < 80 || c.Verdicts < 3 || c.False != 0 || c.Each < madeLaunch || same.Told() {
			t.Errorf("%s: %d launches of %s, %d of %d verdicts false, told apart %v, want 80 and none", c.Class, c.Launches, c.Each, c.False, c.Verdicts, same.Told())
		}
		for i, want := range []float64{0.01, 0.02, 0.05} {
			if p := c.Planted[i]; p.Effect != want || !p.Found() || p.Against.Time.Center < 1+want-0.002 || p.Against.Time.Center > 1+want+0.002 {
				t.Errorf("%s: of a slowdown of %g it is found: %v, %+v", c.Class, want, p.Found(), p)
			}
		}
	}
}

// Time that is too short to find an effect misses it.
func TestClassMisses(t *testing.T) {
	m := &made{noise: 0.1}
	c, _, err := m.twins().class(t.Context(), controls.Same()[0], 6*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Planted {
		if p.Found() {
			t.Errorf("a slowdown of %g is found within noise of 10 %%: %+v", p.Effect, p.Against)
		}
	}
	if n := m.launches["SameCall 100"]; n < 20 || n > 30 {
		t.Errorf("%d launches look for 1 %%, want those of a second", n)
	}
}

func TestClassFails(t *testing.T) {
	for _, start := range []runner.Launcher{
		(&made{fault: "SameCall", launches: map[string]int{}}).start,
		func(context.Context, launch.Job, func(launch.Message)) error { return errors.New("out of luck") },
	} {
		m := &twins{start: start, works: controls.Same(), visits: map[string]launch.Visit{}}
		if _, _, err := m.class(t.Context(), controls.Same()[0], time.Second); err == nil || !strings.Contains(err.Error(), "calibrate SameCall/") || !strings.Contains(err.Error(), "out of luck") {
			t.Errorf("class = %v, want an error that names the work and the reason", err)
		}
	}
}

// Identical code that differs, or that varies much, makes a machine unfit.
func TestSelfTestSaysWhatItFinds(t *testing.T) {
	for _, test := range []struct {
		name    string
		machine made
		fixed   bool
		limit   time.Duration
		unfit   string // the beginning; empty if it is fit
		warns   string
		classes int
	}{
		{"quiet", made{noise: 0.002}, false, 12 * time.Second, "", "", 4},
		{"quiet, in little time", made{noise: 0.002}, false, time.Second, "", "", 2},
		{"quiet, a fixed number", made{noise: 0.002}, true, 3 * time.Second, "", "", 3},
		{"told apart", made{noise: 0.002, bias: map[string]float64{"SameCopy": 0.03}}, false, 12 * time.Second, "identical code differs by +3", "", 4},
		{"told apart, a fixed number", made{noise: 0.002, bias: map[string]float64{"SameCall": -0.03}}, true, time.Second, "identical code differs by -3", "", 2},
		{"noisy", made{noise: 0.2}, true, time.Second, "identical code may differ by ", "", 2},
		{"one class fails", made{noise: 0.002, fault: "SameCache"}, true, 3 * time.Second, "", "identical code of class cache could not be compared", 2},
	} {
		var talk bytes.Buffer
		twin := session.Twin{Limit: test.limit, Alpha: verdict.SequentialAlpha, Fixed: test.fixed}
		if test.fixed {
			twin.Alpha = verdict.FixedAlpha
		}
		found, err := test.machine.twins().compare(t.Context(), twin, func(format string, args ...any) { fmt.Fprintf(&talk, format, args...) })
		if err != nil {
			t.Fatal(err)
		}
		if got := found.Unfit(); !strings.HasPrefix(got, test.unfit) || (got == "") != (test.unfit == "") || len(found) != test.classes {
			t.Errorf("%s: unfit %q by %d classes, want %q by %d", test.name, got, len(found), test.unfit, test.classes)
		}
		if got := talk.String(); !strings.HasPrefix(got, test.warns) || (got == "") != (test.warns == "") {
			t.Errorf("%s: it warns %q, want %q", test.name, got, test.warns)
		}
	}
}

// An interrupt ends it.
func TestSelfTestIsInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	m := &made{}
	if _, err := m.twins().compare(ctx, session.Twin{Limit: time.Second, Alpha: 0.01}, nil); !errors.Is(err, context.Canceled) || len(m.launches) > 0 {
		t.Errorf("an interrupted self-test = %v after launches of %v, want the interrupt and none", err, m.launches)
	}
}
