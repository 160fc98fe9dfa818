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
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// misbehaving are the scenarios of badbench: one for each way to go wrong, and
// after them one that allocates nothing and a healthy one, which must be
// measured whatever the others do.
func misbehaving() []bench.Scenario {
	return []bench.Scenario{
		sliced("PanicRun", honestCopy, everyLife(func() { panic("lost my place") })),
		sliced("PanicOpen", honestCopy, func(*bench.Block, []byte) (bench.Op, error) { panic("cannot open") }),
		sliced("Hang", honestCopy, everyLife(hang)),
		sliced("Segfault", honestCopy, everyLife(func() { raise(syscall.SIGSEGV) })),
		sliced("Abort", honestCopy, everyLife(func() { raise(syscall.SIGABRT) })),
		sliced("ExitFailing", honestCopy, everyLife(func() { os.Exit(1) })),
		sliced("ExitQuietly", honestCopy, everyLife(func() { os.Exit(0) })),
		sliced("ViewCopies", honestCopy, copyAsView),
		sliced("CopyAliases", viewAsCopy, honestView),
		sliced("Disagree", honestCopy, otherSum),
		hoisted{sliced("ReadsNothing", honestCopy, honestView)},
		secondLaunch{sliced("Wavers", honestCopy, honestView)},
		diesOnce{sliced("DiesOnce", honestCopy, honestView)},
		unready("Missing", &bench.Skip{Reason: "there is no quantum memory", Hint: "apt-get install qubits"}),
		unready("Broken", errors.New("the library has the wrong version")),
		sliced("SkipsAtOpen", honestCopy, func(b *bench.Block, _ []byte) (bench.Op, error) {
			return bench.Op{}, b.Skip("the flux capacitor is empty", "refill it")
		}),
		sliced("Lean", leanCopy, honestView),
		sliced("Healthy", honestCopy, honestView),
	}
}

type opener = func(*bench.Block, []byte) (bench.Op, error)

// sliced is a scenario over Go memory at one pass of one size.
func sliced(name string, copies, views opener) bench.Of[[]byte] {
	return bench.Of[[]byte]{
		Info: bench.Info{
			Name:     name,
			Question: "What does " + name + " do to the run?",
			Class:    []bench.Class{bench.Dominant},
			Kernel:   kernel.Sum,
			Grid:     bench.Grid{Sizes: []bench.Bytes{4 * bench.KiB}},
		},
		Source: (*bench.Block).Data,
		Arms: []bench.Arm[[]byte]{
			{Name: "copy", Kind: bench.Copy, Open: copies},
			{Name: "view", Kind: bench.View, Open: views},
		},
	}
}

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

// leanCopy copies into the same memory again and again.
func leanCopy(b *bench.Block, src []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	own := b.Touched(b.Case.Size)
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				copy(own, src)
				sum += consume(own, passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, nil
}

func honestView(b *bench.Block, src []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(src, passes)
		}
		return sum
	}}, nil
}

// copyAsView declares nothing moved and clones.
func copyAsView(b *bench.Block, src []byte) (bench.Op, error) {
	op, err := honestCopy(b, src)
	op.Cost = bench.Cost{}
	return op, err
}

// viewAsCopy declares its bytes copied and hands out the source.
func viewAsCopy(b *bench.Block, src []byte) (bench.Op, error) {
	op, err := honestView(b, src)
	op.Cost = bench.Cost{Copied: b.Case.Size}
	return op, err
}

// otherSum computes something else than its rival.
func otherSum(b *bench.Block, src []byte) (bench.Op, error) {
	op, err := honestView(b, src)
	honest := op.Run
	op.Run = func(n int) uint64 { return 3 * honest(n) }
	return op, err
}

// everyLife does something terrible in each life.
func everyLife(terrible func()) opener {
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

// hoisted is a view whose reading was moved out of the loop, as a compiler may
// do: in a proof, where the block has a Kernel before anything is opened, it
// reads in every life.
type hoisted struct{ bench.Of[[]byte] }

// Open implements [bench.Scenario].
func (h hoisted) Open(b *bench.Block) ([]bench.Op, error) {
	timed := b.Kernel == nil
	ops, err := h.Of.Open(b)
	if err == nil && timed {
		once := ops[1].Run(1)
		ops[1].Run = func(n int) uint64 { return uint64(n) * once }
	}
	return ops, err
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
	s := sliced(name, honestCopy, honestView)
	s.Ready = func() error { return why }
	return s
}
