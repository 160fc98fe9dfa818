package truth

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math"
	"runtime/debug"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/scenarios/file"
	"github.com/bufbench/bufbench/scenarios/goheap"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// inProcess serves jobs in this process, each as if it were a child of its own.
func inProcess(shop child.Shop) runner.Launcher {
	return func(_ context.Context, job launch.Job, receive func(launch.Message)) error {
		job.Version, job.Spawned = launch.Version, time.Now()
		text, err := json.Marshal(job)
		if err != nil {
			return err
		}
		stdin, parent := io.Pipe() // left open: a child ends the process with its input
		go parent.Write(append(text, '\n'))
		var out bytes.Buffer
		if err := child.Serve(stdin, &out, shop); err != nil {
			return err
		}
		for answers := json.NewDecoder(&out); answers.More(); {
			var m launch.Message
			if err := answers.Decode(&m); err != nil {
				return err
			}
			receive(m)
		}
		return nil
	}
}

// read measures all cases of some scenarios with a reader. It returns the lines by
// scenario.
func read(t *testing.T, reader launch.Reader, wish launch.Wish, all ...bench.Scenario) map[string][]result.Line {
	t.Helper()
	lines := map[string][]result.Line{}
	plan := runner.Plan{Seed: 7, Conditions: launch.Conditions{Reader: reader, Ballast: bench.MiB}, Rule: runner.Fixed(7)}
	for _, d := range child.Descriptions(all, wish) {
		if d.Reason() != "" {
			t.Logf("%s: %s", d.Info.Name, d.Reason())
			continue
		}
		plan.Tasks = append(plan.Tasks, runner.Task{Info: d.Info, Rivals: d.Rivals, Cases: d.Cases})
	}
	shop := child.Shop{Scenarios: all, References: kernel.References(), Clocks: clocks.System()}
	err := runner.Run(t.Context(), plan, inProcess(shop), runner.Observer{
		Launch: func(records []*launch.Record) error {
			for _, one := range records {
				lines[one.Scenario] = append(lines[one.Scenario], verdict.Launch(one)...)
			}
			return nil
		},
		Fault: func(f launch.Fault) { t.Errorf("reader %q: %s: %s", reader, f.Name(), f.Reason) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// difference is the time of an operation of an arm less that of the view, over the
// launches of a case.
func difference(lines []result.Line, at bench.Case, arm, unit string) interval.Estimate {
	times := map[string][]float64{}
	for _, l := range lines {
		if l.Case.String() == at.String() {
			x, _ := l.Get(unit)
			times[l.Arm] = append(times[l.Arm], x)
		}
	}
	over := make([]float64, 0, len(times["view"]))
	for i, x := range times["view"] {
		over = append(over, times[arm][i]-x)
	}
	return interval.Median(over, 0.95)
}

// apart reports whether two intervals do not overlap when each is twice as wide.
func apart(a, b interval.Estimate) bool {
	if a.Center > b.Center {
		a, b = b, a
	}
	return b.Center-a.Center > 2*(a.Hi-a.Center)+2*(b.Center-b.Lo)
}

// TestReadersAgree: who wins, by how much in time, and from which size or number of
// passes on does not depend on the reader.
func TestReadersAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures for some seconds")
	}
	if raced {
		t.Skip("with -race, what is measured is the race detector")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	all := []bench.Scenario{goheap.SubSlice, goheap.StridedColumn, file.FileRead}
	wish := launch.Wish{
		Match: "^(SubSlice/size=64KiB/passes=1|StridedColumn/stride=64B/size=64KiB/passes=|FileRead/size=(4|64|256)KiB/)",
		Sizes: []bench.Bytes{4 * bench.KiB, 64 * bench.KiB, 256 * bench.KiB},
	}
	fast, plain := read(t, launch.FastReader, wish, all...), read(t, launch.GoReader, wish, all...)
	decided := 0
	for _, s := range all {
		info := s.Describe()
		if f, p := fast[info.Name], plain[info.Name]; len(f) > 0 {
			decided += sameSigns(t, f, p)
			sameBreakevens(t, info, f, p)
		}
	}
	if decided == 0 {
		t.Skip("no comparison was decided for both readers: this machine is too busy")
	}
	t.Logf("both readers decided %d comparisons", decided)
}

// sameSigns compares each arm with the view, in each case. The differences may be
// apart by a third of the larger one, or of a tenth of the operation: a busy neighbour
// slows one run more than the other. It returns the number of comparisons that both
// readers decided.
func sameSigns(t *testing.T, fast, plain []result.Line) (decided int) {
	t.Helper()
	goal := verdict.Goal{Margin: 0.05, Alpha: 0.05}
	others := verdict.Compare(plain, goal, "view")
	for i, c := range verdict.Compare(fast, goal, "view") {
		for j, a := range c.Arms {
			b := others[i].Arms[j]
			name := c.Case.Name(c.Scenario, a.Name)
			words := map[verdict.Word]bool{a.Against.Word: true, b.Against.Word: true}
			if a.Name == "view" || words[verdict.Undecided] || words[""] {
				continue
			}
			decided++
			if words[verdict.Better] && words[verdict.Worse] {
				t.Errorf("%s is %s than the view for the fast reader, and %s for plain Go", name, a.Against.Word, b.Against.Word)
			}
			if c.Clock != others[i].Clock {
				continue
			}
			x, y := difference(fast, c.Case, a.Name, c.Clock), difference(plain, c.Case, a.Name, c.Clock)
			slack := max(math.Abs(x.Center)/3, math.Abs(y.Center)/3, a.Time.Center/10)
			if apart(x, y) && math.Abs(x.Center-y.Center) > slack {
				t.Errorf("%s less the view takes %.0f [%.0f, %.0f] ns for the fast reader, and %.0f [%.0f, %.0f] for plain Go",
					name, x.Center, x.Lo, x.Hi, y.Center, y.Lo, y.Hi)
			}
		}
	}
	return decided
}

// sameBreakevens compares crossings, if both readers have one.
func sameBreakevens(t *testing.T, info bench.Info, fast, plain []result.Line) {
	t.Helper()
	search := breakeven.Search{Seed: 1}
	others := verdict.Breakevens(info, plain, search)
	for i, b := range verdict.Breakevens(info, fast, search) {
		o := others[i]
		if b.Word != breakeven.Crosses || o.Word != breakeven.Crosses || len(b.Crossings) != len(o.Crossings) {
			continue
		}
		for j, c := range b.Crossings {
			if x, y := c.At, o.Crossings[j].At; apart(x, y) {
				t.Errorf("%s: %v against %v along the %s crosses at %.0f [%.0f, %.0f] for the fast reader, and at %.0f [%.0f, %.0f] for plain Go",
					info.Name, b.Contest.View, b.Contest.Copy, b.Along, x.Center, x.Lo, x.Hi, y.Center, y.Lo, y.Hi)
			}
		}
	}
}
