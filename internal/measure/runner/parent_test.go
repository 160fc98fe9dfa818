package runner_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// fake is a task of a scenario that is described and never opened here.
func fake(name, apart string, cases ...bench.Case) runner.Task {
	return runner.Task{
		Info:   bench.Info{Name: name, Grid: bench.Grid{Apart: apart}},
		Rivals: []bench.Rival{{Name: "copy", Kind: bench.Copy}, {Name: "view", Kind: bench.View}},
		Cases:  cases,
	}
}

// stage is a run with children that are functions: what they are told to do,
// and what the observer is told, in order.
type stage struct {
	t       *testing.T
	child   func(n int, job launch.Job, say func(launch.Message)) error // the n-th launch, from 0; nil is honest
	jobs    []launch.Job
	events  []string
	running bool
}

func (s *stage) launch(_ context.Context, job launch.Job, receive func(launch.Message)) error {
	s.running = true
	defer func() { s.running = false }()
	s.jobs = append(s.jobs, job)
	s.events = append(s.events, "child "+string(job.Mode))
	if s.child == nil {
		return honest(job, receive)
	}
	return s.child(len(s.jobs)-1, job, receive)
}

// note is an event of the observer; none may happen while a child runs.
func (s *stage) note(format string, args ...any) {
	event := fmt.Sprintf(format, args...)
	if s.running {
		s.t.Errorf("the observer is told %q while a child runs", event)
	}
	s.events = append(s.events, event)
}

func (s *stage) observer() runner.Observer {
	return runner.Observer{
		Trial: func(scenario string, t launch.Trial) { s.note("trial %s/%s", scenario, t.Visit.Case) },
		Launch: func(records []*launch.Record) error {
			for _, r := range records {
				s.note("record %s/%s #%d", r.Scenario, r.Case, r.Launch)
			}
			return nil
		},
		Fault:    func(f launch.Fault) { s.note("fault %s: %s", f.Name(), f.Reason) },
		Replaced: func(f launch.Fault) { s.note("replaced %s: %s", f.Name(), f.Reason) },
		Pace:     func(p runner.Pace) { s.note("pace %s %v %d", p.Scenario, p.Proving, p.Done) },
		Task:     func(scenario string) { s.note("task %s", scenario) },
	}
}

// told are the events that start with one of the words.
func (s *stage) told(words ...string) (found []string) {
	for _, e := range s.events {
		for _, w := range words {
			if strings.HasPrefix(e, w+" ") {
				found = append(found, e)
			}
		}
	}
	return found
}

// honest does its job.
func honest(job launch.Job, say func(launch.Message)) error {
	for i := range job.Visits {
		answer(job, i, say)
	}
	say(launch.Message{Done: true})
	return nil
}

func answer(job launch.Job, i int, say func(launch.Message)) {
	say(launch.Message{Begin: &i})
	v := job.Visits[i]
	if job.Mode == launch.ProveMode {
		v.Arms, v.Ops = []int{0, 1}, []int{3, 4}
		say(launch.Message{Trial: &launch.Trial{Visit: v}})
		return
	}
	if job.Mode == launch.PeakMode {
		say(launch.Message{Peak: &launch.Peak{Case: v.Case, Arm: []string{"copy", "view"}[v.Arms[0]], Grown: 7}})
		return
	}
	say(launch.Message{Record: &launch.Record{Scenario: job.Scenario, Case: v.Case}})
}

// plan measures three sizes of one scenario, twice each.
func plan(sizes ...bench.Bytes) runner.Plan {
	task := fake("A", "")
	for _, size := range sizes {
		task.Cases = append(task.Cases, bench.Case{Size: size, Passes: 1})
	}
	return runner.Plan{Tasks: []runner.Task{task}, Rule: runner.Fixed(2), Seed: 1, Conditions: launch.Conditions{Ballast: 5}, Extent: loop.Extent{Rounds: 6}}
}

// sorted is a sorted copy, for events whose order chance decides.
func sorted(events []string) []string { return slices.Sorted(slices.Values(events)) }

func TestRunProvesThenMeasures(t *testing.T) {
	s := &stage{t: t}
	p := plan(1, 2)
	p.Pages, p.Reader, p.Counters = launch.HugePages, launch.GoReader, true
	p.Tasks = append(p.Tasks, fake("B", "", bench.Case{Size: 3, Passes: 1}))
	if err := runner.Run(context.Background(), p, s.launch, s.observer()); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"child prove", "child measure", "child measure", "task A",
		"child prove", "child measure", "child measure", "task B",
	}
	if got := s.told("child", "task"); !slices.Equal(got, want) {
		t.Errorf("Run did %q, want %q", got, want)
	}
	want = []string{
		"record A/size=1B/passes=1 #1", "record A/size=1B/passes=1 #2",
		"record A/size=2B/passes=1 #1", "record A/size=2B/passes=1 #2",
		"record B/size=3B/passes=1 #1", "record B/size=3B/passes=1 #2",
		"trial A/size=1B/passes=1", "trial A/size=2B/passes=1", "trial B/size=3B/passes=1",
	}
	if got := sorted(s.told("trial", "record", "fault")); !slices.Equal(got, want) {
		t.Errorf("Run told %q, want %q", got, want)
	}
	want = []string{"pace A true 0", "pace A false 0", "pace A false 2", "pace A false 4", "pace B true 0", "pace B false 0", "pace B false 1", "pace B false 2"}
	if got := s.told("pace"); !slices.Equal(got, want) {
		t.Errorf("Run's pace is %q, want %q", got, want)
	}
	seeds := map[uint64]bool{}
	for _, job := range s.jobs {
		seeds[job.Seed] = true
		if job.Conditions != p.Conditions || job.Extent != p.Extent || job.Counters != p.Counters {
			t.Errorf("a job has conditions %+v and extent %v, want the plan's %+v and %v", job.Conditions, job.Extent, p.Conditions, p.Extent)
		}
		for _, v := range job.Visits {
			if ops := fmt.Sprint(v.Ops); job.Mode == launch.MeasureMode && ops != "[3 4]" {
				t.Errorf("a measurement visits with operations %s, want the trial's [3 4]", ops)
			}
		}
	}
	if len(seeds) != len(s.jobs) {
		t.Errorf("%d jobs have %d seeds, want one each", len(s.jobs), len(seeds))
	}
}

func TestRunWithoutObserver(t *testing.T) {
	s := &stage{t: t, child: func(n int, job launch.Job, say func(launch.Message)) error {
		if n == 0 {
			say(launch.Message{Begin: new(int)})
			return errors.New("crash")
		}
		return honest(job, say)
	}}
	if err := runner.Run(context.Background(), plan(1, 2), s.launch, runner.Observer{}); err != nil {
		t.Errorf("Run without an observer: %v", err)
	}
}

// TestRunTrials: what proof found decides what is timed.
func TestRunTrials(t *testing.T) {
	for _, test := range []struct {
		name  string
		trial func(*launch.Trial)
		arms  string // timed, of the first case
		told  []string
	}{
		{
			name: "an arm fails", arms: "[0]", told: []string{"fault A/access=view/size=1B/passes=1: proof: it copies"},
			trial: func(t *launch.Trial) {
				t.Visit.Arms = []int{0}
				t.Evidence = []proof.Evidence{{Arm: "copy"}, {Arm: "view", Fault: "it copies"}}
			},
		},
		{
			name: "every arm fails", told: []string{
				"fault A/access=copy/size=1B/passes=1: proof: it aliases",
				"fault A/access=view/size=1B/passes=1: proof: it copies",
			},
			trial: func(t *launch.Trial) {
				t.Visit.Arms = nil
				t.Evidence = []proof.Evidence{{Arm: "copy", Fault: "it aliases"}, {Arm: "view", Fault: "it copies"}}
			},
		},
		{
			name:  "it cannot run here",
			trial: func(t *launch.Trial) { t.Skip = &bench.Skip{Reason: "no numpy"} },
		},
	} {
		s := &stage{t: t, child: func(_ int, job launch.Job, say func(launch.Message)) error {
			return honest(job, func(m launch.Message) {
				if m.Trial != nil && m.Trial.Visit.Case.Size == 1 {
					test.trial(m.Trial)
				}
				say(m)
			})
		}}
		if err := runner.Run(context.Background(), plan(1, 2), s.launch, s.observer()); err != nil {
			t.Errorf("%s: Run: %v", test.name, err)
		}
		if got := s.told("fault"); !slices.Equal(got, test.told) {
			t.Errorf("%s: Run told %q, want %q", test.name, got, test.told)
		}
		if got := s.told("trial"); len(got) != 2 {
			t.Errorf("%s: Run told the trials %q, want both", test.name, got)
		}
		var arms []string
		for _, job := range s.jobs {
			for _, v := range job.Visits {
				if job.Mode == launch.MeasureMode && v.Case.Size == 1 {
					arms = append(arms, fmt.Sprint(v.Arms))
				}
			}
		}
		var want []string
		if test.arms != "" {
			want = []string{test.arms, test.arms}
		}
		if !slices.Equal(arms, want) {
			t.Errorf("%s: the first case is timed with arms %q, want %q", test.name, arms, want)
		}
	}
}

// TestRunFaults: a case that fails is named and left out; the others are
// measured as often as the rule wants.
func TestRunFaults(t *testing.T) {
	bad := func(job launch.Job, i int) bool { return job.Visits[i].Case.Size == 2 }
	crash := errors.New("it died: signal: killed")
	for _, test := range []struct {
		name  string
		mode  launch.Mode
		child func(job launch.Job, say func(launch.Message)) error
		told  []string
		jobs  int
	}{
		{
			name: "crash in a proof", mode: launch.ProveMode, jobs: 6, told: []string{"fault A/size=2B/passes=1: it died: signal: killed, as did 2 children before it"},
			child: func(job launch.Job, say func(launch.Message)) error {
				for i := range job.Visits {
					if bad(job, i) {
						say(launch.Message{Begin: &i})
						return crash
					}
					answer(job, i, say)
				}
				return nil
			},
		},
		{
			name: "crash in a measurement", mode: launch.MeasureMode, jobs: 6, told: []string{"fault A/size=2B/passes=1: it died: signal: killed, as did 2 children before it"},
			child: func(job launch.Job, say func(launch.Message)) error {
				for i := range job.Visits { // a real child says nothing before it has measured everything
					say(launch.Message{Begin: &i})
					if bad(job, i) {
						return crash
					}
				}
				return honest(job, say)
			},
		},
		{
			name: "fault in a proof, the rest goes on", mode: launch.ProveMode, jobs: 3, told: []string{"fault A/size=2B/passes=1: odd"},
			child: func(job launch.Job, say func(launch.Message)) error {
				for i := range job.Visits {
					if bad(job, i) {
						say(launch.Message{Fault: &launch.Fault{Scenario: "A", Case: job.Visits[i].Case, Reason: "odd"}})
						continue
					}
					answer(job, i, say)
				}
				return nil
			},
		},
		{
			name: "fault everywhere", mode: launch.ProveMode, jobs: 1, told: []string{
				"fault A/size=1B/passes=1: odd", "fault A/size=2B/passes=1: odd", "fault A/size=3B/passes=1: odd",
			},
			child: func(job launch.Job, say func(launch.Message)) error {
				for _, v := range job.Visits {
					say(launch.Message{Fault: &launch.Fault{Scenario: "A", Case: v.Case, Reason: "odd"}})
				}
				return nil
			},
		},
		{
			name: "fault in a measurement, and a crash", mode: launch.MeasureMode, jobs: 4, told: []string{"fault A/size=2B/passes=1: odd"},
			child: func(job launch.Job, say func(launch.Message)) error {
				for i := range job.Visits {
					if bad(job, i) {
						say(launch.Message{Begin: &i})
						say(launch.Message{Fault: &launch.Fault{Scenario: "A", Case: job.Visits[i].Case, Reason: "odd"}})
						return crash
					}
					answer(job, i, say)
				}
				return nil
			},
		},
	} {
		s := &stage{t: t, child: func(_ int, job launch.Job, say func(launch.Message)) error {
			if job.Mode == test.mode {
				return test.child(job, say)
			}
			return honest(job, say)
		}}
		if err := runner.Run(context.Background(), plan(1, 2, 3), s.launch, s.observer()); err != nil {
			t.Errorf("%s: Run: %v", test.name, err)
		}
		if got := sorted(s.told("fault")); !slices.Equal(got, test.told) {
			t.Errorf("%s: Run told %q, want %q", test.name, got, test.told)
		}
		var want []string
		if len(test.told) == 1 {
			for _, size := range []int{1, 3} {
				for n := range 2 {
					want = append(want, fmt.Sprintf("record A/size=%dB/passes=1 #%d", size, n+1))
				}
			}
		}
		if got := sorted(s.told("record")); !slices.Equal(got, want) {
			t.Errorf("%s: Run told %q, want %q", test.name, got, want)
		}
		if len(s.jobs) > test.jobs {
			t.Errorf("%s: Run took %d launches, want at most %d", test.name, len(s.jobs), test.jobs)
		}
	}
}

// TestRunEnds: what no case is to blame for ends the run.
func TestRunEnds(t *testing.T) {
	absent := fmt.Errorf("%w: no such file", runner.ErrStart)
	full := errors.New("no space left on device")
	for _, test := range []struct {
		name  string
		child func(job launch.Job, say func(launch.Message)) error
		disk  error  // what the observer says of a launch
		is    error  // the error wraps it
		text  string // and says
		jobs  int
	}{
		{name: "no child", child: func(launch.Job, func(launch.Message)) error { return absent }, is: absent, text: "launch A: ", jobs: 1},
		{name: "a child without words", child: func(launch.Job, func(launch.Message)) error { return nil }, text: "launch A: the child said nothing about size=", jobs: 1},
		{
			name: "a child that begins and says no more", text: "the child said nothing about size=", jobs: 1,
			child: func(_ launch.Job, say func(launch.Message)) error { say(launch.Message{Begin: new(int)}); return nil },
		},
		{
			name: "a child that answers a measurement with trials", text: "the child said nothing about size=", jobs: 2,
			child: func(job launch.Job, say func(launch.Message)) error {
				job.Mode = launch.ProveMode
				return honest(job, say)
			},
		},
		{
			name: "a child that begins what it was not given", is: absent, jobs: 1,
			child: func(_ launch.Job, say func(launch.Message)) error {
				i := 7
				say(launch.Message{Begin: &i})
				return absent
			},
		},
		{
			name: "a fault of another case", text: "the child said nothing about size=", jobs: 1,
			child: func(_ launch.Job, say func(launch.Message)) error {
				say(launch.Message{Fault: &launch.Fault{Scenario: "A", Case: bench.Case{Size: 99}}})
				return nil
			},
		},
		{name: "an observer that cannot write", disk: full, is: full, jobs: 2},
	} {
		s := &stage{t: t, child: func(_ int, job launch.Job, say func(launch.Message)) error {
			if test.child == nil {
				return honest(job, say)
			}
			return test.child(job, say)
		}}
		o := s.observer()
		if test.disk != nil {
			o.Launch = func([]*launch.Record) error { return test.disk }
		}
		err := runner.Run(context.Background(), plan(1, 2, 3), s.launch, o)
		if err == nil || test.is != nil && !errors.Is(err, test.is) || !strings.Contains(err.Error(), test.text) {
			t.Errorf("%s: Run: error %v, want one that says %q and wraps %v", test.name, err, test.text, test.is)
		}
		if len(s.jobs) != test.jobs {
			t.Errorf("%s: Run took %d launches, want %d", test.name, len(s.jobs), test.jobs)
		}
		if got := s.told("task"); len(got) > 0 {
			t.Errorf("%s: Run told %q, want no end of a task", test.name, got)
		}
	}
}

// TestRunInterrupted: what was received before is kept.
func TestRunInterrupted(t *testing.T) {
	for _, test := range []struct {
		name  string
		child func(job launch.Job, say func(launch.Message)) error // of the second measurement
		want  int                                                  // records
	}{
		{"within a launch", func(job launch.Job, say func(launch.Message)) error {
			answer(job, 0, say)
			return errors.New("it died: signal: killed")
		}, 4},
		{"at the end of a launch", honest, 6},
		{"before it said a word", func(launch.Job, func(launch.Message)) error { return errors.New("killed") }, 3},
	} {
		ctx, cancel := context.WithCancel(context.Background())
		s := &stage{t: t, child: func(n int, job launch.Job, say func(launch.Message)) error {
			if n < 2 {
				return honest(job, say)
			}
			defer cancel()
			return test.child(job, say)
		}}
		p := plan(1, 2, 3)
		p.Rule = runner.Fixed(5)
		if err := runner.Run(ctx, p, s.launch, s.observer()); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: Run: error %v, want %v", test.name, err, context.Canceled)
		}
		if got := s.told("record"); len(got) != test.want {
			t.Errorf("%s: Run told %q, want %d records", test.name, got, test.want)
		}
		if got := s.told("fault"); len(got) > 0 {
			t.Errorf("%s: Run told %q, want no fault: nobody is to blame", test.name, got)
		}
		if len(s.jobs) != 3 {
			t.Errorf("%s: Run took %d launches, want none behind the interrupt", test.name, len(s.jobs))
		}
	}
}

// TestRunAsksTheRule: each case stops on its own.
func TestRunAsksTheRule(t *testing.T) {
	s := &stage{t: t}
	p := plan(1, 2, 3)
	p.Rule = func(at runner.Progress) bool { return at.Scenario == "A" && at.Launches >= int(at.Case.Size) }
	if err := runner.Run(context.Background(), p, s.launch, s.observer()); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"record A/size=1B/passes=1 #1",
		"record A/size=2B/passes=1 #1", "record A/size=2B/passes=1 #2",
		"record A/size=3B/passes=1 #1", "record A/size=3B/passes=1 #2", "record A/size=3B/passes=1 #3",
	}
	if got := sorted(s.told("record")); !slices.Equal(got, want) {
		t.Errorf("Run told %q, want %q", got, want)
	}
}

func TestRunRepeats(t *testing.T) {
	jobs := func(seed uint64) []launch.Job {
		s := &stage{t: t, child: func(n int, job launch.Job, say func(launch.Message)) error {
			if n == 1 {
				say(launch.Message{Begin: new(int)})
				return errors.New("crash")
			}
			return honest(job, say)
		}}
		p := plan(sizes(20)...)
		p.Seed = seed
		if err := runner.Run(context.Background(), p, s.launch, runner.Observer{}); err != nil {
			t.Fatal(err)
		}
		return s.jobs
	}
	if first, again := jobs(1), jobs(1); !reflect.DeepEqual(first, again) {
		t.Errorf("the same seed gives the jobs %+v, and then %+v", first, again)
	}
	if reflect.DeepEqual(jobs(1), jobs(2)) {
		t.Error("two seeds give the same jobs")
	}
}

// TestRunApart: values of the Apart axis never share a process.
func TestRunApart(t *testing.T) {
	s := &stage{t: t}
	p := plan()
	p.Tasks[0] = fake("A", "object")
	for _, v := range visits([]string{"a", "b"}, 1, 2) {
		p.Tasks[0].Cases = append(p.Tasks[0].Cases, v.Case)
	}
	if err := runner.Run(context.Background(), p, s.launch, s.observer()); err != nil {
		t.Fatal(err)
	}
	for _, job := range s.jobs {
		if a, b := job.Visits[0].Case.Get("object"), job.Visits[1].Case.Get("object"); len(job.Visits) != 2 || a != b {
			t.Errorf("a job visits %v, want both sizes of one object", job.Visits)
		}
	}
}
