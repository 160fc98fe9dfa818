package child

import (
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// TestPrepared: what comes before a sample is done within what holds it, each
// time.
func TestPrepared(t *testing.T) {
	var order []string
	note := func(what string) { order = append(order, what) }
	for _, test := range []struct {
		hold func(func())
		want []string
	}{
		{nil, []string{"before", "sample"}},
		{func(f func()) { note("hold"); f(); note("free") }, []string{"hold", "before", "sample", "free"}},
	} {
		order = nil
		op := prepared(bench.Op{Hold: test.hold}, func() { note("before") })
		for range 2 {
			op.Hold(func() { note("sample") })
		}
		if want := slices.Concat(test.want, test.want); !slices.Equal(order, want) {
			t.Errorf("two samples go %q, want %q", order, want)
		}
	}
}

// TestEvict: before each cold sample a byte of every line of more memory than
// the caches hold is read, and before a hot one nothing.
func TestEvict(t *testing.T) {
	for _, test := range []struct {
		state string
		cache bench.Bytes
		want  bench.Bytes
	}{{bench.CacheHot, bench.MiB, 0}, {bench.CacheCold, bench.MiB, launch.Washed}, {bench.CacheCold, 40 * bench.MiB, 80 * bench.MiB}} {
		s := &stage{cache: test.cache}
		op := s.under(bench.Case{Axes: []bench.Axis{{Key: bench.Cache, Value: test.state}}}, bench.Op{Hold: func(f func()) { f() }})
		var read []uint64
		for range 2 {
			op.Hold(func() { read = append(read, s.kept) })
		}
		if got := bench.Bytes(len(s.dirt)); got != test.want {
			t.Errorf("%s with caches of %s: %s are read, want %s", test.state, test.cache, got, test.want)
		}
		if pages := uint64(test.want / page); read[0] != pages || read[1] != 2*pages { // one byte of each page is 1
			t.Errorf("%s: it read %d pages before the first sample and %d before the second, want %d more each time", test.state, read[0], read[1], pages)
		}
		for i := range s.dirt {
			s.dirt[i] = 1
		}
		s.kept = 0
		op.Hold(func() {})
		if want := uint64(test.want / 64); s.kept != want {
			t.Errorf("%s: it read %d lines, want %d", test.state, s.kept, want)
		}
	}
}
