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

// peaking is a run of a scenario whose arms are asked what memory they have, by
// children that do as they are told then.
func peaking(ctx context.Context, t *testing.T, keep bench.Bytes, child func(arm int, job launch.Job, say func(launch.Message)) error) (*stage, error) {
	t.Helper()
	s := &stage{t: t, child: func(_ int, job launch.Job, say func(launch.Message)) error {
		switch job.Mode {
		case launch.PeakMode:
			if len(job.Visits) != 1 || len(job.Visits[0].Arms) != 1 || len(job.Visits[0].References) > 0 || job.Ballast != 5 || job.Counters {
				t.Errorf("the job is %+v, want one arm of one case, in the state that was measured", job)
			}
			return child(job.Visits[0].Arms[0], job, say)
		case launch.RetainMode:
			say(launch.Message{Retention: &launch.Retention{}})
			return nil
		}
		return honest(job, say)
	}}
	p := plan(1)
	p.Counters, p.Peaks = true, 3
	p.Tasks[0].Keep = bench.Case{Size: keep, Passes: 1}
	o := s.observer()
	o.Peak = func(scenario string, p launch.Peak) { s.note("peak %s/%s %s %d", scenario, p.Case, p.Arm, p.Grown) }
	return s, runner.Run(ctx, p, s.launch, o)
}

// TestRunPeaks: behind all measurements each arm has launches of its own, and who
// fails is named once and costs nothing that was measured.
func TestRunPeaks(t *testing.T) {
	const at = "A/size=1MiB/passes=1"
	peak := func(arm string) string { return "peak " + at + " " + arm + " 7" }
	for _, test := range []struct {
		name  string
		child func(arm int, job launch.Job, say func(launch.Message)) error
		want  []string // in any order
		most  int      // children
	}{
		{"all say so", func(_ int, job launch.Job, say func(launch.Message)) error { return honest(job, say) }, []string{
			peak("copy"), peak("copy"), peak("copy"), peak("view"), peak("view"), peak("view"),
		}, 6},
		{"one dies", func(arm int, job launch.Job, say func(launch.Message)) error {
			if arm == 1 {
				return errors.New("it died")
			}
			return honest(job, say)
		}, []string{"fault A/access=view/size=1MiB/passes=1: find its maximum memory: it died", peak("copy"), peak("copy"), peak("copy")}, 4},
		{"one says what is wrong", func(arm int, job launch.Job, say func(launch.Message)) error {
			if arm == 0 {
				say(launch.Message{Fault: &launch.Fault{Reason: "no such device"}})
				return nil
			}
			return honest(job, say)
		}, []string{"fault A/access=copy/size=1MiB/passes=1: find its maximum memory: no such device", peak("view"), peak("view"), peak("view")}, 4},
		{"one says nothing", func(arm int, job launch.Job, say func(launch.Message)) error {
			if arm == 0 {
				return nil
			}
			return honest(job, say)
		}, []string{"fault A/access=copy/size=1MiB/passes=1: find its maximum memory: the child said nothing about it", peak("view"), peak("view"), peak("view")}, 4},
	} {
		s, err := peaking(context.Background(), t, bench.MiB, test.child)
		if err != nil {
			t.Errorf("%s: Run: %v", test.name, err)
		}
		if got := sorted(s.told("peak", "fault")); !slices.Equal(got, test.want) {
			t.Errorf("%s: Run told %q, want %q", test.name, got, test.want)
		}
		done := s.told("child", "task")
		if got := len(slices.DeleteFunc(slices.Clone(done), func(e string) bool { return e != "child peak" })); got != test.most {
			t.Errorf("%s: %d children, want %d", test.name, got, test.most)
		}
		if want := []string{"child prove", "child measure", "child measure", "child retain", "child peak"}; !slices.Equal(done[:5], want) || done[len(done)-1] != "task A" {
			t.Errorf("%s: Run did %q, want %q first", test.name, done, want)
		}
	}
}

// TestRunPeaksNot: what cannot be had is asked for once, blocks are counted all
// the same, and nobody is to blame for an interrupt.
func TestRunPeaksNot(t *testing.T) {
	skipped := func(blocks *launch.Blocks) func(int, launch.Job, func(launch.Message)) error {
		return func(_ int, job launch.Job, say func(launch.Message)) error {
			say(launch.Message{Peak: &launch.Peak{Case: job.Visits[0].Case, Skip: &bench.Skip{Reason: "no"}, Blocks: blocks}})
			return nil
		}
	}
	for _, test := range []struct {
		blocks *launch.Blocks
		want   int
	}{{nil, 1}, {&launch.Blocks{}, 6}} {
		s, err := peaking(context.Background(), t, bench.MiB, skipped(test.blocks))
		if got := len(s.told("peak")); got != test.want || err != nil || len(s.told("fault")) > 0 {
			t.Errorf("with blocks %v: %d peaks, %v, faults %q, want %d", test.blocks, got, err, s.told("fault"), test.want)
		}
	}
	if s, err := peaking(context.Background(), t, 0, skipped(nil)); err != nil || len(s.told("peak")) > 0 {
		t.Errorf("not asked for: %v, %q", err, s.told("peak"))
	}
	absent := fmt.Errorf("%w: no such file", runner.ErrStart)
	s, err := peaking(context.Background(), t, bench.MiB, func(int, launch.Job, func(launch.Message)) error { return absent })
	if !errors.Is(err, absent) || !strings.HasPrefix(err.Error(), "launch A: ") || len(s.told("fault", "task")) > 0 {
		t.Errorf("Run: error %v after %q, want one that wraps %v and names A", err, s.told("fault", "task"), absent)
	}
	ctx, cancel := context.WithCancel(context.Background())
	s, err = peaking(ctx, t, bench.MiB, func(int, launch.Job, func(launch.Message)) error {
		cancel()
		return errors.New("it died: signal: killed")
	})
	if !errors.Is(err, context.Canceled) || len(s.told("fault", "task")) > 0 {
		t.Errorf("Run: error %v after %q, want %v", err, s.told("fault", "task"), context.Canceled)
	}
}

// TestRunPeaksOfNothing: a scenario of which nothing is proven has no arms to ask.
func TestRunPeaksOfNothing(t *testing.T) {
	s := &stage{t: t, child: func(_ int, job launch.Job, say func(launch.Message)) error {
		switch job.Mode {
		case launch.ProveMode:
			say(launch.Message{Begin: new(int)})
			say(launch.Message{Trial: &launch.Trial{Visit: job.Visits[0], Skip: &bench.Skip{Reason: "no"}}})
		case launch.RetainMode:
			say(launch.Message{Retention: &launch.Retention{}})
		}
		return nil
	}}
	p := plan(1)
	p.Tasks[0].Keep = bench.Case{Size: bench.MiB, Passes: 1}
	err := runner.Run(context.Background(), p, s.launch, s.observer())
	if got, want := s.told("child", "fault"), []string{"child prove", "child retain"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("Run did %q, %v, want %q", got, err, want)
	}
}
