//go:build unix

package runner_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/procfs"
	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// isChild is set in the environment of children, which are this test binary.
const isChild = "RUNNER_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(isChild) == "" {
		os.Setenv(isChild, "1")
		os.Setenv("GORACE", os.Getenv("GORACE")+" atexit_sleep_ms=0") // else each child takes a second to end
		os.Exit(m.Run())
	}
	err := child.Serve(os.Stdin, os.Stdout, child.Shop{
		Scenarios: zoo(), References: references(), Clocks: clocks.System(),
		Resident: func() (uint64, bool) { return procfs.Resident("/") },
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	os.Exit(0)
}

// bad is the size at which a scenario misbehaves; no proof at awkward sizes
// meets it.
const bad = 5000

// zoo is one scenario for each way to behave.
func zoo() []bench.Scenario {
	var nothing []int
	opened := 0
	return []bench.Scenario{
		animal("Honest", nil),
		frugal(),
		animal("Keeps", nil).keeps(func(src []byte) any { return src[:bench.PartSize] }),
		animal("DiesKeeping", nil).keeps(func([]byte) any { return dies(syscall.SIGKILL)() }),
		animal("Panics", func() error { panic("a bug") }),
		animal("Indexes", func() error { return fmt.Errorf("%d", nothing[len(os.Args)]) }),
		animal("Dereferences", func() error { var s *stage; return fmt.Errorf("%v", s.running) }),
		animal("Fails", func() error { return errors.New("no such device") }),
		animal("Skips", func() error { return &bench.Skip{Reason: "no such library", Hint: "install it"} }),
		animal("Hangs", func() error { scratch.OfProcess(); time.Sleep(time.Hour); return nil }),
		animal("ExitsWell", func() error { os.Exit(0); return nil }),
		animal("Exits", func() error { fmt.Fprintln(os.Stderr, "\n=====\n out of luck\nand more"); os.Exit(7); return nil }),
		animal("Starves", func() error {
			fmt.Fprintln(os.Stderr, "runtime: out of memory: cannot allocate")
			os.Exit(2)
			return nil
		}),
		animal("Segfaults", dies(syscall.SIGSEGV)),
		animal("Aborts", dies(syscall.SIGABRT)),
		animal("IsKilled", dies(syscall.SIGKILL)),
		animal("Litters", func() error { fmt.Fprintf(os.Stderr, "{\"done\":true}\x00\xff\n"); return nil }),
		animal("Floods", func() error { os.Stderr.Write(bytes.Repeat([]byte("flood\n"), 10<<20/6)); return nil }),
		animal("PanicsLater", func() error {
			if opened++; opened > 1 {
				panic("later")
			}
			return nil
		}),
		animal("DiesLater", func() error {
			if opened++; opened > 1 {
				return dies(syscall.SIGKILL)()
			}
			return nil
		}),
		animal("FakeView", nil, consumer("fake", bench.View, 1, bytes.Clone)),
		animal("FakeCopy", nil, consumer("fake", bench.Copy, 0, share)),
		animal("FakeWhenOdd", nil, consumer("fake", bench.View, 0, func(p []byte) []byte {
			if len(p)%2 == 0 {
				return p
			}
			return bytes.Clone(p)
		})),
		animal("Disagrees", nil, bench.Arm[[]byte]{Name: "half", Kind: bench.View, Open: func(b *bench.Block, src []byte) (bench.Op, error) {
			return bench.Op{Run: func(n int) uint64 { return uint64(n) * (1 + b.Kernel(src, b.Case.Passes)) }}, nil
		}}),
		animal("Coarse", nil).only(func(c bench.Case) error {
			if c.Size < 64 {
				return &bench.Skip{Reason: "too small"}
			}
			return nil
		}),
	}
}

func dies(by syscall.Signal) func() error {
	return func() error {
		syscall.Kill(os.Getpid(), by)
		time.Sleep(time.Hour)
		return nil
	}
}

// beast is a scenario over Go memory.
type beast struct{ bench.Of[[]byte] }

// animal has arms copy, reuse and view, and more; act is called whenever its
// source is made at the bad size.
func animal(name string, act func() error, more ...bench.Arm[[]byte]) beast {
	s := bench.Of[[]byte]{
		Info:   bench.Info{Name: name, Kernel: total, Probes: []string{"wanted"}},
		Source: (*bench.Block).Data,
		Arms: append([]bench.Arm[[]byte]{
			consumer("copy", bench.Copy, 1, bytes.Clone),
			{Name: "reuse", Kind: bench.Copy, Open: reuse},
			consumer("view", bench.View, 0, share),
		}, more...),
	}
	return beast{s}.only(func(c bench.Case) error {
		if c.Size == bad && act != nil {
			return act()
		}
		return nil
	})
}

// frugal is a scenario whose copy goes to where the one before it was.
func frugal() beast {
	b := animal("Frugal", nil)
	b.Arms = []bench.Arm[[]byte]{{Name: "copy", Kind: bench.Copy, Open: reuse}, consumer("view", bench.View, 0, share)}
	return b
}

// only lets the source fail.
func (b beast) only(can func(bench.Case) error) beast {
	source := b.Source
	b.Source = func(block *bench.Block) ([]byte, error) {
		if err := can(block.Case); err != nil {
			return nil, err
		}
		return source(block)
	}
	return b
}

// keeps says what people keep of a source.
func (b beast) keeps(part func(src []byte) any) beast {
	b.Part = func(_ *bench.Block, src []byte) any { return part(src) }
	return b
}

func share(p []byte) []byte { return p }

// consumer is an arm. It consumes what acquire returns.
func consumer(name string, kind bench.Kind, allocs int, acquire func([]byte) []byte) bench.Arm[[]byte] {
	return bench.Arm[[]byte]{Name: name, Kind: kind, Open: func(b *bench.Block, src []byte) (bench.Op, error) {
		cost := bench.Cost{Allocs: allocs}
		if kind == bench.Copy {
			cost.Copied = b.Case.Size
		}
		consume, passes := b.Kernel, b.Case.Passes
		return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
			for range n {
				sum += consume(acquire(src), passes)
			}
			return sum
		}}, nil
	}}
}

func reuse(b *bench.Block, src []byte) (bench.Op, error) {
	kept := b.Touched(b.Case.Size)
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size}, Run: func(n int) (sum uint64) {
		for range n {
			sum += b.Kernel(kept[:copy(kept, src)], b.Case.Passes)
		}
		return sum
	}}, nil
}

// total adds words, because the race detector makes a loop over bytes slow.
func total(p []byte, passes int) (sum uint64) {
	for range passes {
		rest := p
		for ; len(rest) >= 8; rest = rest[8:] {
			sum += binary.LittleEndian.Uint64(rest)
		}
		for _, x := range rest {
			sum += uint64(x)
		}
	}
	return sum
}

// references are two of one role, one of which is far slower, and two probes.
func references() []reference.Candidate {
	spin := func(turns int) func(reference.Ground) bench.Op {
		return func(reference.Ground) bench.Op {
			return bench.Op{Run: func(n int) (sum uint64) {
				for i := range n * turns {
					sum += uint64(i)
				}
				return sum * uint64(len(strings.TrimSpace(" ")))
			}}
		}
	}
	return []reference.Candidate{
		{Role: reference.CeilingRead, Name: "slow", Open: spin(20_000)},
		{Role: reference.CeilingRead, Name: "fast", Open: spin(10)},
		{Role: reference.CeilingCopy, Name: "only", Open: spin(10)},
		{Role: reference.Probe("wanted"), Name: "c", Open: spin(1)},
		{Role: reference.Probe("unwanted"), Name: "c", Open: spin(1)},
	}
}
