package bench_test

import (
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// find returns the general axis key.
func find(t *testing.T, key string) bench.Condition {
	t.Helper()
	all := bench.Conditions()
	i := slices.IndexFunc(all, func(c bench.Condition) bool { return c.Key == key })
	if i < 0 {
		t.Fatalf("there is no general axis %s", key)
	}
	return all[i]
}

func TestConditionParse(t *testing.T) {
	for _, test := range []struct {
		key, value, want string
		fault            string // a part of it
	}{
		{bench.Touch, "page", "page", ""},
		{bench.Touch, " all ", "all", ""},
		{bench.Touch, "half", "", `axis touch: there is no value "half" (there are all, tenth, line, page, byte)`},
		{bench.Order, "random", "random", ""},
		{bench.Order, "sequential", "sequential", ""},
		{bench.Cache, "ring", "ring", ""},
		{bench.Cache, "", "", `axis cache: there is no value ""`},
		{bench.Ballast, "0", "0B", ""},
		{bench.Ballast, "512M", "512MiB", ""},
		{bench.Ballast, "1024KiB", "1MiB", ""},
		{bench.Ballast, "much", "", `axis ballast: size "much"`},
		{bench.Ballast, "", "", "axis ballast"},
		{bench.Align, "63", "63", ""},
		{bench.Align, "random", "random", ""},
		{bench.Align, "64", "", `axis align: "64" is neither random nor a number from 0 to 63`},
		{bench.Align, "-1", "", "axis align"},
		{bench.Goroutines, "1", "1", ""},
		{bench.Goroutines, "08", "8", ""},
		{bench.Goroutines, "P", "P", ""},
		{bench.Goroutines, "1P", "P", ""},
		{bench.Goroutines, " 4P ", "4P", ""},
		{bench.Goroutines, "0", "", `axis goroutines: "0" is neither a number from 1 to 256 nor a multiple of P`},
		{bench.Goroutines, "0P", "", "axis goroutines"},
		{bench.Goroutines, "4p", "", "axis goroutines"},
		{bench.Goroutines, "257", "", "axis goroutines"},
		{bench.Goroutines, "", "", "axis goroutines"},
	} {
		got, err := find(t, test.key).Parse(test.value)
		if got != test.want || (err == nil) != (test.fault == "") || err != nil && !strings.Contains(err.Error(), test.fault) {
			t.Errorf("%s: Parse(%q) = %q, %v, want %q, %q", test.key, test.value, got, err, test.want, test.fault)
		}
	}
}

// The default of a general axis is no part of a name, and the others stand in
// it as given.
func TestConditionsInNames(t *testing.T) {
	g := bench.Grid{
		Sizes: []bench.Bytes{64},
		Axes:  []bench.Choice{{Key: bench.Cache, Values: []string{"hot", "cold"}}, {Key: bench.Ballast, Values: []string{"64MiB", "0B"}}},
	}
	var got []string
	for _, c := range g.Cases() {
		got = append(got, c.String())
	}
	want := []string{
		"size=64B/passes=1", "ballast=0B/size=64B/passes=1",
		"cache=cold/size=64B/passes=1", "cache=cold/ballast=0B/size=64B/passes=1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("cases %q, want %q", got, want)
	}
}

func TestPlain(t *testing.T) {
	c := bench.Case{Size: 64, Axes: []bench.Axis{{Key: "object", Value: "bytes"}, {Key: bench.Cache, Value: "cold"}, {Key: bench.Align, Value: "1"}, {Key: bench.Touch, Value: "page"}}}
	if got, want := c.Plain().String(), "object=bytes/align=1/size=64B/passes=0"; got != want {
		t.Errorf("Plain() = %s, want %s", got, want)
	}
	if c.Usual() || len(c.Axes) != 4 {
		t.Errorf("Usual() = true, or Plain changed %s", c)
	}
	if own := (bench.Case{Axes: c.Axes[:1]}); !own.Usual() {
		t.Errorf("Usual() of %s = false", own)
	}
}

func TestGoroutinesOf(t *testing.T) {
	for value, want := range map[string]int{"": 1, "8": 8, "P": 6, "4P": 24, "nonsense": 1} {
		c := bench.Case{Axes: []bench.Axis{{Key: bench.Goroutines, Value: value}}}
		if got := c.GoroutinesOf(6); got != want {
			t.Errorf("goroutines=%s on 6 processors are %d, want %d", value, got, want)
		}
	}
}

func TestBallastOr(t *testing.T) {
	for _, test := range []struct {
		value string
		want  bench.Bytes
	}{{"", 7}, {"0B", 0}, {"2MiB", 2 * bench.MiB}, {"nonsense", 7}} {
		c := bench.Case{Axes: []bench.Axis{{Key: bench.Ballast, Value: test.value}}}
		if got := c.BallastOr(7); got != test.want {
			t.Errorf("BallastOr(7) with %q = %s, want %s", test.value, got, test.want)
		}
	}
}

// Buffers begin where the case says within a cache line, and at random lines.
func TestAlign(t *testing.T) {
	lines := map[int]bool{}
	for seed := range uint64(64) {
		b := bench.NewBlock(bench.Case{Size: 100, Axes: []bench.Axis{{Key: bench.Align, Value: "9"}}}, seed)
		if _, err := b.Data(); err != nil {
			t.Fatal(err)
		}
		at := place(b.Owner().Memory)
		if at%64 != 9 {
			t.Fatalf("the source begins at byte %d of its page, want byte 9 of a line", at)
		}
		lines[at/64] = true
	}
	if len(lines) < 16 {
		t.Errorf("64 sources begin at %d lines of a page, want most of 64", len(lines))
	}
	if owner := bench.NewBlock(bench.Case{Size: 1}, 1).Owner(); owner.Memory != nil || owner.Poke != nil {
		t.Errorf("a block without a source has the owner %+v", owner)
	}
}

// Elements are not looked at where they must not lie.
func TestAlignOfElements(t *testing.T) {
	s := scenario()
	s.Grid.Element = 8
	for at, skips := range map[string]bool{"0": false, "8": false, "1": true, "63": true} {
		b := bench.NewBlock(bench.Case{Size: 64, Passes: 1, Axes: []bench.Axis{{Key: bench.Align, Value: at}}}, 1)
		_, err := s.Open(b)
		if (bench.Skipped(err) != nil) != skips || err != nil && !skips {
			t.Errorf("elements of 8 bytes at byte %s of a line: %v, want a skip: %v", at, err, skips)
		}
		b.Close()
	}
}

// place is the byte of its page at which p begins.
func place(p []byte) int { return int(uintptr(unsafe.Pointer(unsafe.SliceData(p))) % 4096) }
