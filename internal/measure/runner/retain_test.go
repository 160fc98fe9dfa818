package runner_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// keeping is a run of two scenarios of which the first is asked what views
// retain, by a child that does as it is told then.
func keeping(t *testing.T, child func(job launch.Job, say func(launch.Message)) error) (*stage, error) {
	t.Helper()
	s := &stage{t: t, child: func(_ int, job launch.Job, say func(launch.Message)) error {
		if job.Mode == launch.RetainMode {
			return child(job, say)
		}
		return honest(job, say)
	}}
	p := plan(1)
	p.Tasks[0].Keep = bench.Case{Size: bench.MiB, Passes: 1}
	p.Tasks = append(p.Tasks, fake("B", "", bench.Case{Size: 3, Passes: 1}))
	o := s.observer()
	o.Retention = func(scenario string, r launch.Retention) {
		s.note("retained %s/%s: %d of %d", scenario, r.Case, r.Grown, r.Sources)
	}
	return s, runner.Run(context.Background(), p, s.launch, o)
}

// TestRunRetains: behind the measurements of a scenario comes one launch that
// says what views of it retain, and who fails at it is named and costs nothing
// that was measured.
func TestRunRetains(t *testing.T) {
	const name = "A/size=1MiB/passes=1: "
	says := func(job launch.Job, say func(launch.Message)) {
		say(launch.Message{Begin: new(int)})
		say(launch.Message{Retention: &launch.Retention{Case: job.Visits[0].Case, Sources: 64, Grown: 4096}})
	}
	for _, test := range []struct {
		name  string
		child func(job launch.Job, say func(launch.Message)) error
		want  []string
	}{
		{"it says so", func(job launch.Job, say func(launch.Message)) error {
			if len(job.Visits) != 1 || job.Scenario != "A" || job.Seed == 0 {
				return fmt.Errorf("a job of %s with %d visits and seed %d", job.Scenario, len(job.Visits), job.Seed)
			}
			says(job, say)
			return nil
		}, []string{"retained " + name + "4096 of 64"}},
		{"it dies", func(_ launch.Job, say func(launch.Message)) error {
			say(launch.Message{Begin: new(int)})
			return errors.New("it died: signal: killed")
		}, []string{"fault " + name + "find what views of parts retain: it died: signal: killed"}},
		{"it dies before its first word", func(launch.Job, func(launch.Message)) error { return errors.New("it died") }, []string{
			"fault " + name + "find what views of parts retain: it died",
		}},
		{"it says what is wrong and dies", func(job launch.Job, say func(launch.Message)) error {
			say(launch.Message{Fault: &launch.Fault{Scenario: "A", Case: job.Visits[0].Case, Reason: "no such device"}})
			return errors.New("it died")
		}, []string{"fault " + name + "find what views of parts retain: no such device"}},
		{"it says nothing", func(launch.Job, func(launch.Message)) error { return nil }, []string{
			"fault " + name + "find what views of parts retain: the child said nothing about it",
		}},
		{"it says something else", honest, []string{"fault " + name + "find what views of parts retain: the child said nothing about it"}},
		{"it says so and dies", func(job launch.Job, say func(launch.Message)) error {
			says(job, say)
			return errors.New("it died")
		}, []string{"retained " + name + "4096 of 64", "fault " + name + "find what views of parts retain: it died"}},
	} {
		s, err := keeping(t, test.child)
		if err != nil {
			t.Errorf("%s: Run: %v", test.name, err)
		}
		if got := s.told("retained", "fault"); !slices.Equal(got, test.want) {
			t.Errorf("%s: Run told %q, want %q", test.name, got, test.want)
		}
		want := []string{
			"child prove", "child measure", "child measure", "child retain", "task A",
			"child prove", "child measure", "child measure", "task B",
		}
		if got := s.told("child", "task"); !slices.Equal(got, want) {
			t.Errorf("%s: Run did %q, want %q", test.name, got, want)
		}
	}
}

// TestRunRetainsNot: without a child there is nobody to name, and the run ends.
func TestRunRetainsNot(t *testing.T) {
	absent := fmt.Errorf("%w: no such file", runner.ErrStart)
	s, err := keeping(t, func(launch.Job, func(launch.Message)) error { return absent })
	if !errors.Is(err, absent) || !strings.HasPrefix(err.Error(), "launch A: ") || len(s.told("fault", "task")) > 0 {
		t.Errorf("Run: error %v after %q, want one that wraps %v and names A", err, s.told("fault", "task"), absent)
	}
	ctx, cancel := context.WithCancel(context.Background())
	s = &stage{t: t, child: func(_ int, job launch.Job, say func(launch.Message)) error {
		if job.Mode != launch.RetainMode {
			return honest(job, say)
		}
		cancel()
		return errors.New("it died: signal: killed")
	}}
	p := plan(1)
	p.Tasks[0].Keep = bench.Case{Size: bench.MiB, Passes: 1}
	if err := runner.Run(ctx, p, s.launch, s.observer()); !errors.Is(err, context.Canceled) || len(s.told("fault", "task")) > 0 {
		t.Errorf("Run: error %v after %q, want %v: nobody is to blame", err, s.told("fault", "task"), context.Canceled)
	}
}
