package benchtest_test

import (
	"bytes"
	"os"
	"os/exec"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/bench/benchtest"
)

// inside is set in the environment of a test binary that a test here starts,
// to watch what the go command would print. Outside of one, what is meant to
// fail is skipped.
const inside = "BENCHTEST_INSIDE"

func onlyInside(tb testing.TB) {
	tb.Helper()
	if os.Getenv(inside) == "" {
		tb.Skip("runs inside another test")
	}
}

// child runs this test binary with args and returns what it printed.
func child(t *testing.T, args ...string) (output string, failed bool) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, args...)
	cmd.Env = append(os.Environ(), inside+"=1")
	out, err := cmd.CombinedOutput()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatal(err)
	}
	return string(out), err != nil
}

func total(p []byte, passes int) (sum uint64) {
	for range passes {
		for _, x := range p {
			sum += uint64(x)
		}
	}
	return sum
}

// living is an arm. Its operation acquires bytes and consumes them.
func living(name string, kind bench.Kind, cost bench.Cost, acquire func([]byte) []byte) bench.Arm[[]byte] {
	return bench.Arm[[]byte]{Name: name, Kind: kind, Open: func(b *bench.Block, src []byte) (bench.Op, error) {
		if kind == bench.Copy {
			cost.Copied = b.Case.Size
		}
		return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
			for range n {
				sum += b.Kernel(acquire(src), b.Case.Passes)
			}
			return sum
		}}, nil
	}}
}

func share(p []byte) []byte { return p }

// honest is a scenario that holds what it claims.
func honest() bench.Of[[]byte] {
	return bench.Of[[]byte]{
		Info: bench.Info{
			Name: "Honest", Question: "Is it?", Kernel: total,
			Grid: bench.Grid{Sizes: []bench.Bytes{33, 64 * bench.KiB}, Passes: []int{1, 4}},
		},
		Source: (*bench.Block).Data,
		Arms: []bench.Arm[[]byte]{
			living("copy", bench.Copy, bench.Cost{Allocs: 1}, bytes.Clone),
			living("view", bench.View, bench.Cost{}, share),
		},
	}
}

// axes is honest with an axis, one value of which cannot be had.
func axes() bench.Of[[]byte] {
	s := honest()
	s.Name = "Axes"
	s.Grid = bench.Grid{Sizes: []bench.Bytes{64}, Axes: []bench.Choice{{Key: "object", Values: []string{"here", "absent"}}}}
	s.Versions = func() []bench.Version { return []bench.Version{{Of: "library", Number: "1.2"}, {Of: "unknown"}} }
	s.Source = func(b *bench.Block) ([]byte, error) {
		if b.Case.Get("object") == "absent" {
			return nil, b.Skip("no such object", "make one")
		}
		return b.Data()
	}
	return s
}

// unready is honest on a machine that lacks what it needs.
func unready() bench.Of[[]byte] {
	s := honest()
	s.Name = "Unready"
	s.Ready = func() error { return &bench.Skip{Reason: "nothing here", Hint: "look there"} }
	return s
}

// fake claims that a copy is a view.
func fake() bench.Of[[]byte] {
	s := honest()
	s.Name = "Fake"
	s.Arms = append(s.Arms, living("fake", bench.View, bench.Cost{Allocs: 1}, bytes.Clone))
	return s
}

// broken has a source that cannot be made.
func broken() bench.Of[[]byte] {
	s := honest()
	s.Name = "Broken"
	s.Source = func(*bench.Block) ([]byte, error) { return nil, os.ErrPermission }
	return s
}

// nameless has a name that no benchmark can have, and nothing to compare.
func nameless() bench.Of[[]byte] {
	s := honest()
	s.Name, s.Arms = "nameless-2", s.Arms[1:]
	return s
}

func BenchmarkHonest(b *testing.B)  { benchtest.Run(b, honest()) }
func BenchmarkAxes(b *testing.B)    { onlyInside(b); benchtest.Run(b, axes()) }
func BenchmarkUnready(b *testing.B) { onlyInside(b); benchtest.Run(b, unready()) }
func BenchmarkBroken(b *testing.B)  { onlyInside(b); benchtest.Run(b, broken()) }

func TestInside(t *testing.T) {
	onlyInside(t)
	t.Run("Unready", func(t *testing.T) { benchtest.Prove(t, unready()) })
	t.Run("Fake", func(t *testing.T) { benchtest.Prove(t, fake()) })
	t.Run("Broken", func(t *testing.T) { benchtest.Prove(t, broken()) })
	t.Run("Nameless", func(t *testing.T) { benchtest.Prove(t, nameless()) })
}
