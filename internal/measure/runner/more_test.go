package runner_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// insatiable is how often a test answers before it takes a run for one that
// does not end.
const insatiable = 20

// wants are answers to what more is wanted, one after the other; the last is
// given again and again if it is to be repeated.
type wants struct {
	t      *testing.T
	sizes  [][]bench.Bytes
	repeat bool
	asked  int
}

func (w *wants) more(scenario string) (cases []bench.Case) {
	w.asked++
	if scenario != "A" || w.asked > insatiable {
		w.t.Fatalf("%s is asked for more a %d. time", scenario, w.asked)
	}
	at := w.asked - 1
	if w.repeat {
		at = min(at, len(w.sizes)-1)
	}
	if at >= len(w.sizes) {
		return nil
	}
	for _, size := range w.sizes[at] {
		cases = append(cases, bench.Case{Size: size, Passes: 1})
	}
	return cases
}

// until is a rule by which a case has as many launches as it was wanted times.
func (w *wants) until(p runner.Progress) bool {
	times := 1
	for _, sizes := range w.sizes[:min(w.asked, len(w.sizes))] {
		if slices.Contains(sizes, p.Case.Size) {
			times++
		}
	}
	return p.Launches >= times
}

// TestRunMore: what is wanted further is proven if it is new, measured, and
// asked for until nothing is wanted.
func TestRunMore(t *testing.T) {
	w := &wants{t: t, sizes: [][]bench.Bytes{{3, 1}, {3, 3}, {4}}}
	s := &stage{t: t}
	p := plan(1, 2)
	p.Rule, p.More = w.until, w.more
	if err := runner.Run(context.Background(), p, s.launch, s.observer()); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"child prove", "child measure", // of the plan
		"child prove", "child measure", "child measure", // what is new has been wanted once and has two launches
		"child measure", "child prove", "child measure", "child measure", "task A",
	}
	if got := s.told("child", "task"); !slices.Equal(got, want) {
		t.Errorf("Run did %q, want %q", got, want)
	}
	want = []string{
		"record A/size=1B/passes=1 #1", "record A/size=1B/passes=1 #2", "record A/size=2B/passes=1 #1",
		"record A/size=3B/passes=1 #1", "record A/size=3B/passes=1 #2", "record A/size=3B/passes=1 #3",
		"record A/size=4B/passes=1 #1", "record A/size=4B/passes=1 #2",
		"trial A/size=1B/passes=1", "trial A/size=2B/passes=1", "trial A/size=3B/passes=1", "trial A/size=4B/passes=1",
	}
	if got := sorted(s.told("trial", "record", "fault")); !slices.Equal(got, want) {
		t.Errorf("Run told %q, want %q", got, want)
	}
	if w.asked != 4 {
		t.Errorf("it was asked %d times what more is wanted, want 4: until there is nothing", w.asked)
	}
}

// TestRunMoreEnds: who keeps wanting what cannot be had does not keep the run:
// a case that failed is not tried again, nor is one measured again with which
// the rule is content.
func TestRunMoreEnds(t *testing.T) {
	refuse := func(mode launch.Mode, size bench.Bytes, how func(launch.Visit) launch.Message) func(launch.Job, func(launch.Message)) error {
		return func(job launch.Job, say func(launch.Message)) error {
			for i, v := range job.Visits {
				if v.Case.Size == size && job.Mode == mode {
					say(launch.Message{Begin: &i})
					say(how(v))
					continue
				}
				answer(job, i, say)
			}
			return nil
		}
	}
	faulty := func(v launch.Visit) launch.Message {
		return launch.Message{Fault: &launch.Fault{Scenario: "A", Case: v.Case, Reason: "odd"}}
	}
	for _, test := range []struct {
		name    string
		child   func(job launch.Job, say func(launch.Message)) error
		wants   [][]bench.Bytes
		asked   int      // for more
		tried   int      // launches of all cases
		faults  []string // and nothing else
		records int
	}{
		{"a case that fails its proof", refuse(launch.ProveMode, 3, faulty), [][]bench.Bytes{{3}}, 2, 4, []string{"fault A/size=3B/passes=1: odd"}, 4},
		{"a case that cannot run here", refuse(launch.ProveMode, 3, func(v launch.Visit) launch.Message {
			return launch.Message{Trial: &launch.Trial{Visit: v, Skip: &bench.Skip{Reason: "too small"}}}
		}), [][]bench.Bytes{{3}}, 2, 4, nil, 4},
		{"a case without a sound arm", refuse(launch.ProveMode, 3, func(v launch.Visit) launch.Message {
			return launch.Message{Trial: &launch.Trial{Visit: v, Evidence: []proof.Evidence{{Arm: "copy", Fault: "it aliases"}}}}
		}), [][]bench.Bytes{{3}}, 2, 4, []string{"fault A/access=copy/size=3B/passes=1: proof: it aliases"}, 4},
		{"a case of the plan that failed", refuse(launch.MeasureMode, 2, faulty), [][]bench.Bytes{{2}}, 1, 3, []string{"fault A/size=2B/passes=1: odd"}, 2},
		{"a case that fails when it is measured", refuse(launch.MeasureMode, 3, faulty), [][]bench.Bytes{{3}}, 2, 5, []string{"fault A/size=3B/passes=1: odd"}, 4},
		{"one that failed and another", refuse(launch.MeasureMode, 3, faulty), [][]bench.Bytes{{3}, {3, 4}, {4, 3}}, 3, 8, []string{"fault A/size=3B/passes=1: odd"}, 6},
		{"a case with which the rule is content", honest, [][]bench.Bytes{{1}}, 1, 3, nil, 4},
		{"nothing", honest, [][]bench.Bytes{nil}, 1, 3, nil, 4},
	} {
		w := &wants{t: t, sizes: test.wants, repeat: true}
		s := &stage{t: t, child: func(_ int, job launch.Job, say func(launch.Message)) error { return test.child(job, say) }}
		p := plan(1, 2)
		p.More = w.more
		if err := runner.Run(context.Background(), p, s.launch, s.observer()); err != nil {
			t.Errorf("%s: Run: %v", test.name, err)
		}
		if w.asked != test.asked || len(s.jobs) != test.tried {
			t.Errorf("%s: it was asked %d times for more and took %d launches, want %d and %d", test.name, w.asked, len(s.jobs), test.asked, test.tried)
		}
		if got := s.told("fault"); !slices.Equal(got, test.faults) {
			t.Errorf("%s: Run told %q, want %q", test.name, got, test.faults)
		}
		if got := s.told("record"); len(got) != test.records {
			t.Errorf("%s: Run told %q, want %d records", test.name, got, test.records)
		}
	}
}

// TestRunMoreInterrupted: an interrupt while what is wanted further is proven
// ends the run, which proves and asks no more.
func TestRunMoreInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	w := &wants{t: t, sizes: [][]bench.Bytes{{3}}, repeat: true}
	s := &stage{t: t, child: func(n int, job launch.Job, say func(launch.Message)) error {
		if n < 3 {
			return honest(job, say)
		}
		cancel()
		return errors.New("killed")
	}}
	p := plan(1, 2)
	p.More = w.more
	p.Tasks[0].Keep = bench.Case{Size: bench.MiB, Passes: 1} // which comes last
	if err := runner.Run(ctx, p, s.launch, s.observer()); !errors.Is(err, context.Canceled) {
		t.Errorf("Run: error %v, want %v", err, context.Canceled)
	}
	if len(s.jobs) != 4 || w.asked != 1 || len(s.told("fault", "task")) > 0 {
		t.Errorf("it took %d launches, asked %d times for more and told %q, want 4, once and nothing", len(s.jobs), w.asked, s.told("fault", "task"))
	}
}
