package child_test

import (
	"bytes"
	"runtime/debug"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// fakeTime is a time that passes only when operations are done.
type fakeTime struct{ wall, cpu, process time.Duration }

func (f *fakeTime) clocks() loop.Clocks {
	return loop.Clocks{
		Wall:    func() time.Duration { return f.wall },
		CPU:     func() time.Duration { return f.cpu },
		Process: func() time.Duration { return f.process },
	}
}

// run does operations that take so long of each clock.
func (f *fakeTime) run(wall, cpu, process time.Duration) func(int) uint64 {
	return func(n int) uint64 {
		f.wall += wall * time.Duration(n)
		f.cpu += cpu * time.Duration(n)
		f.process += process * time.Duration(n)
		return 3 * uint64(n)
	}
}

// works does operations that are work of the thread.
func (f *fakeTime) works(takes time.Duration) func(int) uint64 { return f.run(takes, takes, takes) }

// timed is an arm with such operations.
func timed(name string, run func(int) uint64) bench.Arm[int] {
	return bench.Arm[int]{Name: name, Kind: bench.Copy, Open: func(*bench.Block, int) (bench.Op, error) {
		return bench.Op{Run: run}, nil
	}}
}

// candidate is a reference with such operations.
func candidate(role, name string, run func(int) uint64) reference.Candidate {
	return reference.Candidate{Role: role, Name: name, Open: func(reference.Ground) bench.Op { return bench.Op{Run: run} }}
}

// animal is a scenario of some arms over nothing.
func animal(arms ...bench.Arm[int]) bench.Of[int] {
	return bench.Of[int]{
		Info:   bench.Info{Name: "Animal", Probes: []string{"wanted"}},
		Source: func(*bench.Block) (int, error) { return 0, nil },
		Arms:   arms,
	}
}

// memory is a scenario over Go memory: its copy is a fresh one, or goes to
// where the one before it was.
func memory(name string, fresh bool) bench.Of[[]byte] {
	arm := func(name string, kind bench.Kind, acquire func(kept, src []byte) []byte) bench.Arm[[]byte] {
		return bench.Arm[[]byte]{Name: name, Kind: kind, Open: func(b *bench.Block, src []byte) (bench.Op, error) {
			kept := b.Touched(b.Case.Size)
			return bench.Op{Run: func(n int) (sum uint64) {
				for range n {
					p := acquire(kept, src)
					sum += uint64(p[0]) + uint64(p[len(p)-1])<<8
				}
				return sum
			}}, nil
		}}
	}
	copied := func(kept, src []byte) []byte { return kept[:copy(kept, src)] }
	if fresh {
		copied = func(_, src []byte) []byte {
			escaped = bytes.Clone(src)
			return escaped
		}
	}
	return bench.Of[[]byte]{
		Info:   bench.Info{Name: name},
		Source: (*bench.Block).Data,
		Arms: []bench.Arm[[]byte]{
			arm("copy", bench.Copy, copied),
			arm("view", bench.View, func(_, src []byte) []byte { return src }),
		},
	}
}

// escaped keeps what is allocated on the heap.
var escaped []byte

// done serves a job over one scenario to its end. The collector is as before
// when the test ends.
func done(t *testing.T, job launch.Job, shop child.Shop) []launch.Message {
	t.Helper()
	percent := debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetGCPercent(percent) })
	debug.SetGCPercent(percent)
	job.Version, job.Seed = launch.Version, 5
	if job.Spawned.IsZero() {
		job.Spawned = time.Now().Add(time.Hour) // no launch lasts longer because of how long it took to start
	}
	job.Scenario = shop.Scenarios[0].Describe().Name
	answers, err := serve(job, shop)
	if err != nil || len(answers) == 0 || !answers[len(answers)-1].Done {
		t.Fatalf("Serve says %+v, %v, want an end of the job", answers, err)
	}
	return answers
}

// of are the cases of some sizes, as visits that know no more.
func of(sizes ...bench.Bytes) (visits []launch.Visit) {
	for _, size := range sizes {
		visits = append(visits, launch.Visit{Case: bench.Case{Size: size, Passes: 1}})
	}
	return visits
}
