package child_test

import (
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// consuming is a scenario over Go memory whose arms read by the block's Kernel. own is
// called for each read by the scenario's own one.
func consuming(own func()) bench.Of[[]byte] {
	s := memory("Consuming", false)
	s.Kernel = func(p []byte, passes int) uint64 {
		own()
		return kernel.Sum(p, passes)
	}
	for i := range s.Arms {
		s.Arms[i].Open = func(b *bench.Block, src []byte) (bench.Op, error) {
			consume := b.Kernel
			return bench.Op{Run: func(n int) (sum uint64) {
				for range n {
					sum += consume(src, b.Case.Passes)
				}
				return sum
			}}, nil
		}
	}
	return s
}

// TestReader: the job's reader reads for arms that consume through the Kernel, in every
// source of a ring too. Its speed is then the ceiling of reading.
func TestReader(t *testing.T) {
	for _, test := range []struct {
		reader launch.Reader
		own    bool // the scenario's own Kernel reads
	}{{launch.FastReader, true}, {launch.GoReader, false}, {launch.NoReader, true}} {
		reads := 0
		shop := child.Shop{Scenarios: []bench.Scenario{consuming(func() { reads++ })}, References: kernel.References(), Clocks: clocks.System()}
		conditions := launch.Conditions{Reader: test.reader, Cache: bench.MiB}
		visits := []launch.Visit{in(4096, "", ""), in(16*bench.MiB, bench.Cache, bench.CacheRing)}
		measured(t, launch.Job{Visits: visits, Conditions: conditions, Extent: loop.Extent{Rounds: 1, Span: 1}}, shop)
		if got := reads > 0; got != test.own {
			t.Errorf("reader %q: the scenario's own Kernel reads %d times, want some: %v", test.reader, reads, test.own)
		}
	}
}

// TestReaderIsTheCeiling: among the ways to read, plain Go alone is the ceiling of a
// reader in plain Go. Arms without a Kernel have a reader of their own.
func TestReaderIsTheCeiling(t *testing.T) {
	const us = time.Microsecond
	for _, test := range []struct {
		own    bench.Consumer
		reader launch.Reader
		want   string
	}{
		{kernel.Sum, launch.FastReader, "c-avx512"},
		{kernel.Sum, launch.GoReader, kernel.Plain},
		{nil, launch.GoReader, "c-avx512"},
	} {
		f := &fakeTime{}
		s := animal(timed("copy", f.works(3*us)))
		s.Kernel = test.own
		shop := child.Shop{Scenarios: []bench.Scenario{s}, Clocks: f.clocks(), References: []reference.Candidate{
			candidate(reference.CeilingRead, kernel.Plain, f.works(2*us)), candidate(reference.CeilingRead, "c-avx512", f.works(1*us)),
		}}
		job := launch.Job{Mode: launch.CalibrateMode, Conditions: launch.Conditions{Reader: test.reader, Ballast: bench.MiB}, Visits: of(4096)}
		var found []reference.ID
		for _, m := range done(t, job, shop) {
			if m.Trial != nil {
				found = append(found, m.Trial.Visit.References...)
			}
		}
		if want := (reference.ID{Role: reference.CeilingRead, Name: test.want}); !slices.Equal(found, []reference.ID{want}) {
			t.Errorf("reader %q, own Kernel %v: the references are %v, want %v", test.reader, test.own != nil, found, want)
		}
	}
}
