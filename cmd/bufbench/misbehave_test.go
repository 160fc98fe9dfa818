package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// misbehaving are the scenarios of badbench: one for each way to go wrong, and
// after them one that allocates nothing and a healthy one, which must be
// measured whatever the others do.
func misbehaving() []bench.Scenario {
	return []bench.Scenario{
		plant.Sliced("PanicRun", honestCopy, everyOp(func() { panic("lost my place") })),
		plant.Sliced("PanicOpen", honestCopy, func(*bench.Block, []byte) (bench.Op, error) { panic("cannot open") }),
		plant.Sliced("Hang", honestCopy, everyOp(hang)),
		plant.Sliced("Segfault", honestCopy, everyOp(func() { raise(syscall.SIGSEGV) })),
		plant.Sliced("Abort", honestCopy, everyOp(func() { raise(syscall.SIGABRT) })),
		plant.Sliced("ExitFailing", honestCopy, everyOp(func() { os.Exit(1) })),
		plant.Sliced("ExitQuietly", honestCopy, everyOp(func() { os.Exit(0) })),
		plant.Sliced("ViewCopies", honestCopy, plant.CopyAsView),
		plant.Sliced("CopyAliases", plant.ViewAsCopy, plant.HonestView),
		plant.Sliced("Disagree", honestCopy, otherSum),
		plant.Timed{Of: plant.Sliced("ReadsNothing", honestCopy, plant.HonestView), Else: plant.Hoisted},
		secondLaunch{plant.Sliced("Wavers", honestCopy, plant.HonestView)},
		diesOnce{plant.Sliced("DiesOnce", honestCopy, plant.HonestView)},
		unready("Missing", &bench.Skip{Reason: "there is no quantum memory", Hint: "apt-get install qubits"}),
		unready("Broken", errors.New("the library has the wrong version")),
		plant.Sliced("SkipsAtOpen", honestCopy, func(b *bench.Block, _ []byte) (bench.Op, error) {
			return bench.Op{}, b.Skip("the flux capacitor is empty", "refill it")
		}),
		plant.Sliced("Lean", plant.HonestCopy, plant.HonestView),
		plant.Sliced("Healthy", honestCopy, plant.HonestView),
	}
}

// honestCopy clones in every operation, which needs the collector.
func honestCopy(b *bench.Block, src []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				sum += consume(bytes.Clone(src), passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size, Allocs: 1},
	}, nil
}

// otherSum computes something else than its rival.
func otherSum(b *bench.Block, src []byte) (bench.Op, error) {
	op, err := plant.HonestView(b, src)
	honest := op.Run
	op.Run = func(n int) uint64 { return honest(n) + uint64(n) } // of zeroes too
	return op, err
}

// everyOp does something terrible in each operation.
func everyOp(terrible func()) plant.Opener {
	return func(*bench.Block, []byte) (bench.Op, error) {
		return bench.Op{Run: func(int) uint64 { terrible(); return 0 }}, nil
	}
}

// raise makes this process receive a signal and waits for it to die of it.
func raise(s syscall.Signal) {
	self, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = self.Signal(s)
	}
	if err != nil {
		panic(err)
	}
	select {}
}

// hang lives for ever, and says so in a file for those who want to kill it.
func hang() {
	os.WriteFile(filepath.Join(os.TempDir(), "hanging"), fmt.Append(nil, os.Getpid()), 0o666)
	for {
		kernel.Sum(make([]byte, 1), 1)
	}
}

// secondLaunch panics in the second process that measures it. Processes tell
// each other through a file: the first that times is the trial, the second is
// the first launch.
type secondLaunch struct{ bench.Of[[]byte] }

// Open implements [bench.Scenario].
func (w secondLaunch) Open(b *bench.Block) ([]bench.Op, error) {
	if b.Kernel == nil && timing("wavering") > 2 {
		panic("once was enough")
	}
	return w.Of.Open(b)
}

// timing is how many processes have timed a scenario so far, this one included,
// by a file in which they sign.
func timing(file string) int {
	name := filepath.Join(os.TempDir(), file)
	seen, _ := os.ReadFile(name)
	if pid := fmt.Sprintln(os.Getpid()); !strings.Contains(string(seen), pid) {
		seen = append(seen, pid...)
	}
	os.WriteFile(name, seen, 0o666)
	return strings.Count(string(seen), "\n")
}

// diesOnce ends the first process that measures it: the second that times, as
// the first is the trial.
type diesOnce struct{ bench.Of[[]byte] }

// Open implements [bench.Scenario].
func (d diesOnce) Open(b *bench.Block) ([]bench.Op, error) {
	if b.Kernel == nil && timing("dying") == 2 {
		os.Exit(1)
	}
	return d.Of.Open(b)
}

// unready cannot run here.
func unready(name string, why error) bench.Scenario {
	s := plant.Sliced(name, honestCopy, plant.HonestView)
	s.Ready = func() error { return why }
	return s
}
