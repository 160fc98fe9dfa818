package runner_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// strikes is a child that ends before its time in the first launches of a mode
// that visit a case of a size: as often as there are ways to end.
type strikes struct {
	mode launch.Mode
	ends map[bench.Bytes][]string // by size; each is used once
	mute bool                     // it ends before its first word
}

func (k strikes) child(_ int, job launch.Job, say func(launch.Message)) error {
	for i, v := range job.Visits {
		if left := k.ends[v.Case.Size]; job.Mode == k.mode && len(left) > 0 {
			k.ends[v.Case.Size] = left[1:]
			if !k.mute {
				say(launch.Message{Begin: &i})
			}
			return errors.New(left[0])
		}
	}
	return honest(job, say)
}

// TestRunReplaces: a child that crashes or hangs is replaced twice for each
// case, before the case fails; what it could not answer is measured again.
func TestRunReplaces(t *testing.T) {
	const died, hung = "it died: signal: killed", "it hung: no answer for 5s"
	told := func(word string, size int, reason string) string {
		return fmt.Sprintf("%s A/size=%dB/passes=1: %s", word, size, reason)
	}
	for _, test := range []struct {
		name    string
		strikes strikes
		told    []string
		kept    []int // sizes that are measured, twice each
		jobs    int
	}{
		{
			name: "once, then fine", strikes: strikes{mode: launch.MeasureMode, ends: map[bench.Bytes][]string{2: {died}}},
			told: []string{told("replaced", 2, died)}, kept: []int{1, 2, 3}, jobs: 4,
		},
		{
			name: "in a proof", strikes: strikes{mode: launch.ProveMode, ends: map[bench.Bytes][]string{2: {died}}},
			told: []string{told("replaced", 2, died)}, kept: []int{1, 2, 3}, jobs: 4,
		},
		{
			name: "hangs", strikes: strikes{mode: launch.MeasureMode, ends: map[bench.Bytes][]string{2: {hung, hung}}},
			told: []string{told("replaced", 2, hung), told("replaced", 2, hung)}, kept: []int{1, 2, 3}, jobs: 5,
		},
		{
			name: "three times", strikes: strikes{mode: launch.MeasureMode, ends: map[bench.Bytes][]string{2: {died, hung, died}}},
			told: []string{
				told("fault", 2, died+", as did 2 children before it"), told("replaced", 2, died), told("replaced", 2, hung),
			},
			kept: []int{1, 3}, jobs: 6,
		},
		{
			name: "the count is per case", strikes: strikes{mode: launch.MeasureMode, ends: map[bench.Bytes][]string{1: {died, died}, 2: {died, died}}},
			told: []string{
				told("replaced", 1, died), told("replaced", 1, died), told("replaced", 2, died), told("replaced", 2, died),
			},
			kept: []int{1, 2, 3}, jobs: 7,
		},
	} {
		s := &stage{t: t, child: test.strikes.child}
		if err := runner.Run(context.Background(), plan(1, 2, 3), s.launch, s.observer()); err != nil {
			t.Errorf("%s: Run: %v", test.name, err)
		}
		if got := sorted(s.told("replaced", "fault")); !slices.Equal(got, test.told) {
			t.Errorf("%s: Run told %q, want %q", test.name, got, test.told)
		}
		var want []string
		for _, size := range test.kept {
			for n := range 2 {
				want = append(want, fmt.Sprintf("record A/size=%dB/passes=1 #%d", size, n+1))
			}
		}
		if got := sorted(s.told("record")); !slices.Equal(got, want) {
			t.Errorf("%s: Run told %q, want %q", test.name, got, want)
		}
		if len(s.jobs) != test.jobs {
			t.Errorf("%s: Run took %d launches, want %d", test.name, len(s.jobs), test.jobs)
		}
	}
}

// TestRunReplacesTheMute: a child that ends before its first word is replaced
// too, on account of the case that it was to begin with.
func TestRunReplacesTheMute(t *testing.T) {
	s := &stage{t: t, child: strikes{mode: launch.ProveMode, ends: map[bench.Bytes][]string{1: {"crash", "crash", "crash"}}, mute: true}.child}
	if err := runner.Run(context.Background(), plan(1), s.launch, s.observer()); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"replaced A/size=1B/passes=1: crash", "replaced A/size=1B/passes=1: crash",
		"fault A/size=1B/passes=1: crash, as did 2 children before it",
	}
	if got := s.told("replaced", "fault"); !slices.Equal(got, want) {
		t.Errorf("Run told %q, want %q", got, want)
	}
}

// TestRunBelievesAFault: what the child itself says of a case is no accident.
func TestRunBelievesAFault(t *testing.T) {
	s := &stage{t: t, child: func(_ int, job launch.Job, say func(launch.Message)) error {
		if job.Mode == launch.ProveMode {
			return honest(job, say)
		}
		say(launch.Message{Begin: new(int)})
		say(launch.Message{Fault: &launch.Fault{Scenario: "A", Case: job.Visits[0].Case, Reason: "panic: a bug"}})
		return errors.New("it died: exit status 2")
	}}
	if err := runner.Run(context.Background(), plan(1), s.launch, s.observer()); err != nil {
		t.Fatal(err)
	}
	want := []string{"fault A/size=1B/passes=1: panic: a bug"}
	if got := s.told("replaced", "fault"); !slices.Equal(got, want) {
		t.Errorf("Run told %q, want %q", got, want)
	}
	if len(s.jobs) != 2 {
		t.Errorf("Run took %d launches, want 2", len(s.jobs))
	}
}
