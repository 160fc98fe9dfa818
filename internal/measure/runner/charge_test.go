package runner_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// asked notes what the rule of a plan is asked, by the size of the case, and
// stops each case after so many launches.
func asked(p *runner.Plan, launches int) map[bench.Bytes][]runner.Progress {
	seen := map[bench.Bytes][]runner.Progress{}
	p.Rule = func(at runner.Progress) bool {
		seen[at.Case.Size] = append(seen[at.Case.Size], at)
		return at.Launches >= launches
	}
	return seen
}

// took is an honest child whose records say how long they took.
func took(of func(bench.Case) time.Duration) func(int, launch.Job, func(launch.Message)) error {
	return func(_ int, job launch.Job, say func(launch.Message)) error {
		return honest(job, func(m launch.Message) {
			if m.Record != nil {
				m.Record.Took = of(m.Record.Case)
			}
			say(m)
		})
	}
}

// TestRunChargesWhatWasMeasured: a case pays for its own measurement, however
// long the others of its launch take.
func TestRunChargesWhatWasMeasured(t *testing.T) {
	hours := func(c bench.Case) time.Duration { return time.Duration(c.Size) * time.Hour } // no time is left to divide
	s := &stage{t: t, child: took(hours)}
	p := plan(1, 2, 3)
	seen := asked(&p, 3)
	if err := runner.Run(context.Background(), p, s.launch, runner.Observer{}); err != nil {
		t.Fatal(err)
	}
	for _, c := range p.Tasks[0].Cases {
		var want []runner.Progress
		for n := range 4 {
			want = append(want, runner.Progress{Scenario: "A", Case: c, Launches: n, Spent: time.Duration(n) * hours(c)})
		}
		if got := seen[c.Size]; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the rule was asked %+v, want %+v", c, got, want)
		}
	}
}

// TestRunChargesTheLaunch: what cases of a launch are charged together is the
// time that it took, starting the process included.
func TestRunChargesTheLaunch(t *testing.T) {
	const n = 5
	clock := clocks.System().Wall
	spin := func(d time.Duration) (spent time.Duration) {
		from := clock()
		for spent < d {
			spent = clock() - from
		}
		return spent
	}
	var within time.Duration                 // of the children that measured
	least := map[bench.Bytes]time.Duration{} // what the records say
	s := &stage{t: t, child: func(_ int, job launch.Job, say func(launch.Message)) error {
		if job.Mode == launch.ProveMode {
			return honest(job, say)
		}
		from := clock()
		spin(300 * time.Microsecond) // it starts
		for i, v := range job.Visits {
			d := spin(time.Duration(v.Case.Size) * 50 * time.Microsecond)
			least[v.Case.Size] += d
			answer(job, i, func(m launch.Message) {
				if m.Record != nil {
					m.Record.Took = d
				}
				say(m)
			})
		}
		within += clock() - from
		return nil
	}}
	p := plan()
	for size := range n {
		p.Tasks[0].Cases = append(p.Tasks[0].Cases, bench.Case{Size: bench.Bytes(size + 1), Passes: 1})
	}
	seen := asked(&p, 3)
	from := clock()
	if err := runner.Run(context.Background(), p, s.launch, runner.Observer{}); err != nil {
		t.Fatal(err)
	}
	whole := clock() - from
	var sum time.Duration
	rest := map[time.Duration]bool{}
	for size, asks := range seen {
		last := asks[len(asks)-1]
		sum += last.Spent
		rest[last.Spent-least[size]] = true
		for i := range asks[1:] {
			if asks[i+1].Spent <= asks[i].Spent || asks[i+1].Launches != asks[i].Launches+1 {
				t.Errorf("%s: after %+v the rule was asked %+v, want one launch more, and more time", last.Case, asks[i], asks[i+1])
			}
		}
	}
	const rounding = 3 * n // nanoseconds that cannot be divided
	if sum < within-rounding || sum > whole {
		t.Errorf("cases were charged %s together, want between the %s of their children and the %s of the run", sum, within, whole)
	}
	if len(rest) != 1 {
		t.Errorf("besides their own time cases were charged %v, want equal parts of the rest", rest)
	}
}

// TestRunChargesWhatFails: time that a crash cost is charged to those that it
// was spent on.
func TestRunChargesWhatFails(t *testing.T) {
	k := strikes{mode: launch.MeasureMode, ends: map[bench.Bytes][]string{2: {"crash", "crash", "crash"}}}
	s := &stage{t: t, child: func(n int, job launch.Job, say func(launch.Message)) error {
		for from := time.Now(); time.Since(from) < time.Microsecond; { // no clock stands still over a launch
		}
		return k.child(n, job, say)
	}}
	p := plan(1, 2, 3)
	seen := asked(&p, 1)
	if err := runner.Run(context.Background(), p, s.launch, s.observer()); err != nil {
		t.Fatal(err)
	}
	for size, launches := range map[bench.Bytes][]int{1: {0, 1}, 2: {0}, 3: {0, 1}} {
		var got []int
		for _, at := range seen[size] {
			got = append(got, at.Launches)
			if (at.Spent > 0) != (at.Launches > 0) {
				t.Errorf("%s: after %d launches %s were charged, want some time a launch", at.Case, at.Launches, at.Spent)
			}
		}
		if !slices.Equal(got, launches) {
			t.Errorf("the rule was asked of %s after %v launches, want %v", size, got, launches)
		}
	}
}

// TestRunCountsClosedCases: those of which the rule wants no more.
func TestRunCountsClosedCases(t *testing.T) {
	s := &stage{t: t}
	p := plan(1, 2, 3)
	p.Rule = func(at runner.Progress) bool { return at.Launches >= int(at.Case.Size) }
	var got []string
	o := runner.Observer{Pace: func(p runner.Pace) {
		got = append(got, fmt.Sprintf("proving %v, %d closed, %d launches", p.Proving, p.Closed, p.Done))
	}}
	if err := runner.Run(context.Background(), p, s.launch, o); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"proving true, 0 closed, 0 launches", "proving false, 0 closed, 0 launches",
		"proving false, 1 closed, 3 launches", "proving false, 2 closed, 5 launches",
		"proving false, 3 closed, 6 launches",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the pace was %q, want %q", got, want)
	}
}

// TestRunKeepsWhatIsProven: only the other cases are proven, and all are
// measured with the operations that were found.
func TestRunKeepsWhatIsProven(t *testing.T) {
	visit := func(size bench.Bytes) launch.Visit {
		return launch.Visit{
			Case: bench.Case{Size: size, Passes: 1}, Arms: []int{1}, Ops: []int{7, 8}, Long: []bool{false, true},
			References: []reference.ID{{Role: "r", Name: "n"}}, Collector: true, Clock: launch.Thread,
		}
	}
	for _, test := range []struct {
		name   string
		proven []launch.Visit
		proved []bench.Bytes
	}{
		{"none", nil, []bench.Bytes{1, 2, 3}},
		{"one", []launch.Visit{visit(2)}, []bench.Bytes{1, 3}},
		{"all", []launch.Visit{visit(1), visit(2), visit(3)}, nil},
		{"a case that is not planned", []launch.Visit{visit(99), visit(1)}, []bench.Bytes{2, 3}},
	} {
		s := &stage{t: t}
		p := plan(1, 2, 3)
		p.Tasks[0].Earlier = earlier(test.proven)
		if err := runner.Run(context.Background(), p, s.launch, s.observer()); err != nil {
			t.Errorf("%s: Run: %v", test.name, err)
		}
		var proved []bench.Bytes
		visited := map[bench.Bytes]int{}
		for _, job := range s.jobs {
			for _, v := range job.Visits {
				if job.Mode == launch.ProveMode {
					proved = append(proved, v.Case.Size)
					continue
				}
				visited[v.Case.Size]++
				want := launch.Visit{Case: v.Case, Arms: []int{0, 1}, Ops: []int{3, 4}} // of the trial
				for _, known := range test.proven {
					if known.Case.Size == v.Case.Size {
						want = known
					}
				}
				if !reflect.DeepEqual(v, want) {
					t.Errorf("%s: a measurement visits %+v, want %+v", test.name, v, want)
				}
			}
		}
		if slices.Sort(proved); !slices.Equal(proved, test.proved) {
			t.Errorf("%s: sizes %v were proven, want %v", test.name, proved, test.proved)
		}
		want := map[bench.Bytes]int{1: 2, 2: 2, 3: 2}
		for _, known := range test.proven { // planned or not
			want[known.Case.Size] = 2
		}
		if !reflect.DeepEqual(visited, want) {
			t.Errorf("%s: sizes were measured %v times, want %v", test.name, visited, want)
		}
		var trials []string
		for _, size := range test.proved {
			trials = append(trials, fmt.Sprintf("trial A/size=%dB/passes=1", size))
		}
		if got := sorted(s.told("trial")); !slices.Equal(got, trials) {
			t.Errorf("%s: Run told %q, want %q", test.name, got, trials)
		}
	}
}

func earlier(visits []launch.Visit) (all []runner.Earlier) {
	for _, v := range visits {
		all = append(all, runner.Earlier{Visit: v})
	}
	return all
}

// TestRunGoesOn: launches that were made earlier count, and those that follow
// draw other orders and data.
func TestRunGoesOn(t *testing.T) {
	visit := launch.Visit{Case: bench.Case{Size: 2, Passes: 1}, Arms: []int{0}, Ops: []int{1, 1}}
	seeds := func(done int) (seeds []uint64, numbers []int) {
		s := &stage{t: t}
		p := plan(2)
		p.Rule = runner.Fixed(4)
		p.Tasks[0].Earlier = []runner.Earlier{{Visit: visit, Launches: done}}
		o := s.observer()
		o.Launch = func(records []*launch.Record) error { numbers = append(numbers, records[0].Launch); return nil }
		if err := runner.Run(context.Background(), p, s.launch, o); err != nil {
			t.Fatal(err)
		}
		for _, job := range s.jobs {
			seeds = append(seeds, job.Seed)
		}
		return seeds, numbers
	}
	first, _ := seeds(0)
	rest, numbers := seeds(3)
	if !slices.Equal(numbers, []int{4}) {
		t.Errorf("behind three launches come launches %v, want the fourth", numbers)
	}
	if len(rest) != 1 || slices.Contains(first, rest[0]) {
		t.Errorf("the launch that follows has seeds %v, want one that is not of %v", rest, first)
	}
}

// TestRunGivesUpWhatWasProven: a proof of an earlier day does not save a case
// that fails now.
func TestRunGivesUpWhatWasProven(t *testing.T) {
	s := &stage{t: t, child: func(_ int, job launch.Job, say func(launch.Message)) error {
		say(launch.Message{Begin: new(int)})
		say(launch.Message{Fault: &launch.Fault{Scenario: "A", Case: job.Visits[0].Case, Reason: "panic: a bug"}})
		return errors.New("it died: exit status 2")
	}}
	p := plan(1)
	p.Tasks[0].Earlier = []runner.Earlier{{Visit: launch.Visit{Case: p.Tasks[0].Cases[0], Arms: []int{0, 1}, Ops: []int{1, 1}}}}
	if err := runner.Run(context.Background(), p, s.launch, s.observer()); err != nil {
		t.Fatal(err)
	}
	if got, want := s.told("child", "fault"), []string{"child measure", "fault A/size=1B/passes=1: panic: a bug"}; !slices.Equal(got, want) {
		t.Errorf("Run did %q, want %q", got, want)
	}
}

// TestRunRepeatsTheOrder: a seed draws the same launches again, whatever they
// cost, also where some cases are proven and one is measured longer.
func TestRunRepeatsTheOrder(t *testing.T) {
	jobs := func(seed uint64, each time.Duration) []launch.Job {
		s := &stage{t: t, child: took(func(bench.Case) time.Duration { return each })}
		p := plan(sizes(20)...)
		p.Seed = seed
		p.Rule = func(at runner.Progress) bool { return at.Launches >= 1+int(at.Case.Size)%3 }
		for _, c := range p.Tasks[0].Cases[:7] {
			p.Tasks[0].Earlier = append(p.Tasks[0].Earlier, runner.Earlier{Visit: launch.Visit{Case: c, Arms: []int{0, 1}, Ops: []int{1, 1}}})
		}
		second := fake("B", "object")
		for _, v := range visits([]string{"a", "b"}, sizes(10)...) {
			second.Cases = append(second.Cases, v.Case)
		}
		p.Tasks = append(p.Tasks, second)
		if err := runner.Run(context.Background(), p, s.launch, runner.Observer{}); err != nil {
			t.Fatal(err)
		}
		return s.jobs
	}
	first := jobs(1, 0)
	if again := jobs(1, time.Hour); !reflect.DeepEqual(first, again) {
		t.Errorf("the same seed gives the jobs %+v, and then %+v", first, again)
	}
	if reflect.DeepEqual(first, jobs(2, 0)) {
		t.Error("two seeds give the same jobs")
	}
}
