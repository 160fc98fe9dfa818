package truth

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math"
	"runtime/debug"
	"slices"
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

// read measures cases of some scenarios with a reader. It returns the lines by scenario.
func read(t testing.TB, reader launch.Reader, wish launch.Wish, launches int, all ...bench.Scenario) map[string][]result.Line {
	t.Helper()
	lines := map[string][]result.Line{}
	plan := runner.Plan{Seed: 7, Conditions: launch.Conditions{Reader: reader, Ballast: bench.MiB}, Rule: runner.Fixed(launches)}
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

// TestReaders: each reader measures every case, and the lines of both name the same cases
// and arms.
func TestReaders(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	all := []bench.Scenario{goheap.SubSlice, goheap.StridedColumn, file.FileRead}
	wish := launch.Wish{
		Match: "^(SubSlice/size=4KiB/passes=1|StridedColumn/stride=64B/size=4KiB/passes=1|FileRead/size=4KiB/)",
		Sizes: []bench.Bytes{4 * bench.KiB},
	}
	fast, plain := read(t, launch.FastReader, wish, 1, all...), read(t, launch.GoReader, wish, 1, all...)
	for _, s := range all {
		name := s.Describe().Name
		f, p := measured(fast[name]), measured(plain[name])
		if len(f) == 0 || !slices.Equal(f, p) {
			t.Errorf("%s: the fast reader measured %q, plain Go %q", name, f, p)
		}
	}
}

// measured names the case and the arm of each line.
func measured(lines []result.Line) (names []string) {
	for _, l := range lines {
		names = append(names, l.Case.Name(l.Scenario, l.Arm))
	}
	slices.Sort(names)
	return names
}

// BenchmarkReaders measures whether an answer depends on the reader: who wins, by how
// much in time, and from which size or number of passes on. Each operation is a run with
// either reader. It reports per operation the comparisons that both decided, those with
// opposite signs, and the differences and crossings that lie apart. A busy neighbour can
// slow one of the two runs, so these are figures and no test.
func BenchmarkReaders(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	all := []bench.Scenario{goheap.SubSlice, goheap.StridedColumn, file.FileRead}
	wish := launch.Wish{
		Match: "^(SubSlice/size=64KiB/passes=1|StridedColumn/stride=64B/size=64KiB/passes=|FileRead/size=(4|64|256)KiB/)",
		Sizes: []bench.Bytes{4 * bench.KiB, 64 * bench.KiB, 256 * bench.KiB},
	}
	var sum agreement
	for b.Loop() {
		fast, plain := read(b, launch.FastReader, wish, 7, all...), read(b, launch.GoReader, wish, 7, all...)
		for _, s := range all {
			info := s.Describe()
			if f, p := fast[info.Name], plain[info.Name]; len(f) > 0 {
				sum.signs(b, f, p)
				sum.breakevens(b, info, f, p)
			}
		}
	}
	for unit, n := range map[string]int{"decided/op": sum.decided, "opposite/op": sum.opposite, "apart/op": sum.apart} {
		b.ReportMetric(float64(n)/float64(b.N), unit)
	}
}

// agreement counts what two readers say of the same cases.
type agreement struct {
	decided  int // comparisons that both readers decided
	opposite int // of these, the ones that have opposite signs
	apart    int // differences and crossings that do not overlap
}

// signs compares each arm with the view, in each case. Differences may be apart by a
// third of the larger one, or by a tenth of the operation.
func (g *agreement) signs(b *testing.B, fast, plain []result.Line) {
	b.Helper()
	goal := verdict.Goal{Margin: 0.05, Alpha: 0.05}
	others := verdict.Compare(plain, goal, "view")
	for i, c := range verdict.Compare(fast, goal, "view") {
		for j, a := range c.Arms {
			o := others[i].Arms[j]
			name := c.Case.Name(c.Scenario, a.Name)
			words := map[verdict.Word]bool{a.Against.Word: true, o.Against.Word: true}
			if a.Name == "view" || words[verdict.Undecided] || words[""] {
				continue
			}
			g.decided++
			if words[verdict.Better] && words[verdict.Worse] {
				g.opposite++
				b.Logf("%s is %s than the view for the fast reader, and %s for plain Go", name, a.Against.Word, o.Against.Word)
			}
			if c.Clock != others[i].Clock {
				continue
			}
			x, y := difference(fast, c.Case, a.Name, c.Clock), difference(plain, c.Case, a.Name, c.Clock)
			slack := max(math.Abs(x.Center)/3, math.Abs(y.Center)/3, a.Time.Center/10)
			if apart(x, y) && math.Abs(x.Center-y.Center) > slack {
				g.apart++
				b.Logf("%s less the view takes %.0f [%.0f, %.0f] ns for the fast reader, and %.0f [%.0f, %.0f] for plain Go",
					name, x.Center, x.Lo, x.Hi, y.Center, y.Lo, y.Hi)
			}
		}
	}
}

// breakevens compares crossings, if both readers have one.
func (g *agreement) breakevens(b *testing.B, info bench.Info, fast, plain []result.Line) {
	b.Helper()
	search := breakeven.Search{Seed: 1}
	others := verdict.Breakevens(info, plain, search)
	for i, e := range verdict.Breakevens(info, fast, search) {
		o := others[i]
		if e.Word != breakeven.Crosses || o.Word != breakeven.Crosses || len(e.Crossings) != len(o.Crossings) {
			continue
		}
		for j, c := range e.Crossings {
			if x, y := c.At, o.Crossings[j].At; apart(x, y) {
				g.apart++
				b.Logf("%s: %v against %v along the %s crosses at %.0f [%.0f, %.0f] for the fast reader, and at %.0f [%.0f, %.0f] for plain Go",
					info.Name, e.Contest.View, e.Contest.Copy, e.Along, x.Center, x.Lo, x.Hi, y.Center, y.Lo, y.Hi)
			}
		}
	}
}
