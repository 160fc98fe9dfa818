package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/measure/controls"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
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
	if job.Mode == launch.CalibrateMode {
		v.Arms, v.Ops, v.Long, v.Clock = []int{0, 1}, []int{1, 1}, []bool{false, false}, launch.Wall
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
	round := []loop.Sample{{Arm: 0, Ops: 1, Wall: copied}, {Arm: 1, Ops: 1, Wall: time.Duration(float64(copied) * truth)}}
	receive(launch.Message{Record: &launch.Record{
		Scenario: job.Scenario, Case: v.Case, Clock: launch.Wall, Took: madeLaunch,
		Rivals: []launch.Rival{{Name: "copy"}, {Name: "twin"}}, Blocks: []launch.Block{{Rounds: [][]loop.Sample{round}}},
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

// A run says of its machine what launches of identical code say.
func TestSelfTestSaysWhatItFinds(t *testing.T) {
	for _, test := range []struct {
		name    string
		machine made
		fixed   int
		limit   time.Duration
		head    string // of the file
		talk    string // on standard error; empty is nothing
		classes int
	}{
		{"quiet", made{noise: 0.002}, 0, 12 * time.Second, "# fit: identical code within 0.2", "", 4},
		{"quiet, in little time", made{noise: 0.002}, 0, time.Second, "# fit: identical code within 0.2", "", 2},
		{"quiet, a fixed number", made{noise: 0.002}, 6, 3 * time.Second, "# fit: identical code within 0.2", "", 3},
		{"told apart", made{noise: 0.002, bias: map[string]float64{"SameCopy": 0.03}}, 0, 12 * time.Second, "# unfit: identical code differs by +3", "unfit: identical code differs by +3", 4},
		{"told apart, a fixed number", made{noise: 0.002, bias: map[string]float64{"SameCall": -0.03}}, 6, time.Second, "# unfit: identical code differs by -3", "unfit: ", 2},
		{"noisy", made{noise: 0.2}, 6, time.Second, "# unfit: identical code may differ by ", "unfit: ", 2},
		{"one class fails", made{noise: 0.002, fault: "SameCache"}, 6, 3 * time.Second, "# warning: identical code of class cache could not be compared", "warning: identical code of class cache", 2},
	} {
		var talk bytes.Buffer
		file, err := result.Create(t.TempDir(), result.Header{Machine: "m", Commit: "c", Started: time.Now()})
		if err != nil {
			t.Fatal(err)
		}
		s := &session{program: &program{stderr: &talk}, file: file, progress: newProgress(&talk, 0), stop: stopping{fixed: test.fixed}}
		if err := s.compareTwins(t.Context(), test.machine.twins(), test.limit); err != nil {
			t.Fatal(err)
		}
		if err := file.Finish(); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(file.Path())
		if err != nil || !strings.Contains(string(text), "\n"+test.head) {
			t.Errorf("%s: the file says %q, %v, want %q", test.name, text, err, test.head)
		}
		if got := talk.String(); !strings.HasPrefix(got, test.talk) || (got == "") != (test.talk == "") || len(s.fitness) != test.classes {
			t.Errorf("%s: it says %q of %d classes, want %q of %d", test.name, got, len(s.fitness), test.talk, test.classes)
		}
	}
}

// An interrupt ends it.
func TestSelfTestIsInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	m := &made{}
	s := &session{program: &program{stderr: &bytes.Buffer{}}}
	if err := s.compareTwins(ctx, m.twins(), time.Second); !errors.Is(err, context.Canceled) || len(m.launches) > 0 {
		t.Errorf("an interrupted self-test = %v after launches of %v, want the interrupt and none", err, m.launches)
	}
}
