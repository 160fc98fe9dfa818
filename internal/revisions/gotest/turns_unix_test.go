//go:build unix

package gotest_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// table is two sides of testdata/turns, and the file that they share.
type table struct {
	sides  [2]gotest.Binary
	shared string
}

// lay builds testdata/turns with the hooks.
func lay(t *testing.T) table {
	t.Helper()
	dir, err := filepath.Abs("testdata/turns")
	if err != nil {
		t.Fatal(err)
	}
	s, err := gotest.Source{Dir: dir, Env: []string{"GOWORK=off", "GOFLAGS="}}.Hooked(t.Context(), t.TempDir(), gotest.TurnsOverlay)
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.Packages(t.Context(), []string{"."})
	if err != nil {
		t.Fatal(err)
	}
	tb := table{shared: filepath.Join(t.TempDir(), "shared")}
	path := filepath.Join(t.TempDir(), "turns.test")
	if err := s.Build(t.Context(), found[0], path); err != nil {
		t.Fatal(err)
	}
	for i, side := range []string{"base", "head"} {
		tb.sides[i] = gotest.Binary{Path: path, Dir: dir, Env: []string{"SHARED=" + tb.shared, "SIDE=" + side}, Procs: 2, Limit: 30 * time.Second}
	}
	return tb
}

// play measures, and returns the lines of the shared file too.
func (tb table) play(t *testing.T, l gotest.Launch) (both [2]gotest.Result, lines []string) {
	t.Helper()
	os.Remove(tb.shared)
	both, err := gotest.MeasureInTurns(t.Context(), tb.sides, l, rand.New(rand.NewPCG(1, 2)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(tb.shared)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return both, strings.Split(strings.TrimSpace(string(text)), "\n")
}

// blocks are the sides of runs of lines of one side.
func blocks(lines []string) (all []string, sizes []int) {
	for _, l := range lines {
		side, _, _ := strings.Cut(l, " ")
		if len(all) == 0 || all[len(all)-1] != side {
			all, sizes = append(all, side), append(sizes, 0)
		}
		sizes[len(sizes)-1]++
	}
	return all, sizes
}

// TestTurns: both sides take each sample in turn, in either order, and nothing of
// one runs while the other one does.
func TestTurns(t *testing.T) {
	tb := lay(t)
	t.Run("counts", func(t *testing.T) { testCount(t, tb) })
	t.Run("profiles", func(t *testing.T) { testProfile(t, tb) })
	for _, test := range []struct {
		names []string
		n     int
		lines int // of a sample
	}{
		{[]string{"BenchmarkLog"}, 5, 6},
		{[]string{"BenchmarkLog"}, 1, 1},
		{[]string{"BenchmarkLoop"}, 5, 5},
		{[]string{"BenchmarkSub/one"}, 3, 4},
		{[]string{"BenchmarkSub/one", "BenchmarkSub/two"}, 3, 4},
		{[]string{"BenchmarkLog", "BenchmarkSub/one"}, 3, 4},
	} {
		const count = 20
		both, lines := tb.play(t, gotest.Launch{Names: test.names, N: test.n, Count: count})
		for i, m := range both {
			for _, name := range test.names {
				if len(m.Samples[name]) != count {
					t.Errorf("%v: side %d has %d samples of %s (%s)", test, i, len(m.Samples[name]), name, m.Failed[name])
				}
			}
		}
		if want := 2 * count * len(test.names) * test.lines; len(lines) != want {
			t.Fatalf("%v: %d lines, want %d", test, len(lines), want)
		}
		bases := 0
		for at := 0; at < len(lines); at += 2 * test.lines {
			one, other := lines[at:at+test.lines], lines[at+test.lines:at+2*test.lines]
			first, sizes := blocks(slices.Concat(one, other))
			if len(first) != 2 || sizes[0] != test.lines {
				t.Fatalf("%v: a round is %q", test, lines[at:at+2*test.lines])
			}
			if first[0] == "base" {
				bases++
			}
		}
		if rounds := count * len(test.names); bases < 3 || bases > rounds-3 {
			t.Errorf("%v: the base was first in %d of %d rounds", test, bases, rounds)
		}
	}
}

// TestTurnsStopped: what a benchmark leaves behind is stopped while the other side
// measures.
func TestTurnsStopped(t *testing.T) {
	tb := lay(t)
	_, lines := tb.play(t, gotest.Launch{Names: []string{"BenchmarkBehind"}, N: 2, Count: 6})
	ticks, open := 0, ""
	for _, l := range lines {
		side, word, _ := strings.Cut(l, " ")
		switch {
		case word == "tick":
			ticks++
			if open != "" && side != open {
				t.Errorf("the %s ticks within a sample of the %s", side, open)
			}
		case open == "":
			open = side
		default:
			open = ""
		}
	}
	if ticks == 0 { // how often depends on the machine's load
		t.Error("it did not tick")
	}
}

// TestTurnsGarbage: both sides collect garbage before the same samples, when one must,
// and not within one.
func TestTurnsGarbage(t *testing.T) {
	const count = 12
	_, lines := lay(t).play(t, gotest.Launch{Names: []string{"BenchmarkGarbage"}, N: 1, Count: count})
	collected := map[string][]int{}
	for _, l := range lines {
		var side string
		var before, behind int
		if _, err := fmt.Sscan(l, &side, &before, &behind); err != nil {
			t.Fatalf("%q: %v", l, err)
		}
		if before != behind {
			t.Errorf("the %s collected within a sample: %s", side, l)
		}
		collected[side] = append(collected[side], before)
	}
	base, head := collected["base"], collected["head"]
	if len(base) != count || len(head) != count {
		t.Fatalf("%q", lines)
	}
	for i := 1; i < count; i++ {
		if base[i]-base[i-1] != head[i]-head[i-1] {
			t.Errorf("before sample %d the base collected %d times, the head %d", i, base[i]-base[i-1], head[i]-head[i-1])
		}
	}
	if times := head[count-1] - head[0]; times < count/4 || times > count-3 {
		t.Errorf("of %d samples that leave 1 MiB, %d collected before", count, times)
	}
}

// TestTurnsHidden: what a benchmark starts knows nothing of turns.
func TestTurnsHidden(t *testing.T) {
	both, _ := lay(t).play(t, gotest.Launch{Names: []string{"BenchmarkRuns"}, N: 2, Count: 3})
	for i, m := range both {
		if len(m.Failed) > 0 {
			t.Errorf("side %d: %v", i, m.Failed)
		}
	}
}

// TestTurnsFailures: what happens to one side leaves the other one its turns.
func TestTurnsFailures(t *testing.T) {
	tb := lay(t)
	for name, want := range map[string]string{
		"BenchmarkExits": "exit status 7",
		"BenchmarkFails": "not in the head",
	} {
		both, _ := tb.play(t, gotest.Launch{Names: []string{name}, N: 2, Count: 4})
		if got := both[0]; len(got.Samples[name]) != 4 || len(got.Failed) > 0 {
			t.Errorf("%s: the base has %d samples: %v", name, len(got.Samples[name]), got.Failed)
		}
		if got := both[1].Failed[name]; !strings.Contains(got, want) {
			t.Errorf("%s: the head failed with %q, want %q", name, got, want)
		}
	}
	limit := tb.sides[1].Limit
	tb.sides[1].Limit = 2 * time.Second
	both, _ := tb.play(t, gotest.Launch{Names: []string{"BenchmarkHangs"}, N: 2, Count: 4})
	tb.sides[1].Limit = limit
	if got := both[1].Failed["BenchmarkHangs"]; !strings.Contains(got, "it did not end") {
		t.Errorf("the head that hangs failed with %q", got)
	}
	tb.sides[1].Path = filepath.Join(t.TempDir(), "none")
	both, _ = tb.play(t, gotest.Launch{Names: []string{"BenchmarkLog"}, N: 2, Count: 4})
	if len(both[0].Samples["BenchmarkLog"]) != 4 || both[1].Failed["BenchmarkLog"] == "" {
		t.Errorf("without a binary of the head: %v, %v", both[0], both[1].Failed)
	}
}

// TestTurnsApart: a binary with hooks that is not started to take turns works as
// ever.
func TestTurnsApart(t *testing.T) {
	tb := lay(t)
	m, err := tb.sides[0].Measure(t.Context(), gotest.Launch{Names: []string{"BenchmarkLog"}, N: 2, Count: 3})
	if err != nil || len(m.Samples["BenchmarkLog"]) != 3 {
		t.Errorf("%v, %v", m, err)
	}
}

// TestFresh: every process runs a file of its own, of the same name, which is gone
// afterwards.
func TestFresh(t *testing.T) {
	tb := lay(t)
	l := gotest.Launch{Names: []string{"BenchmarkWhere"}, N: 1, Count: 2}
	_, lines := tb.play(t, l)
	os.Remove(tb.shared)
	if m, err := tb.sides[0].Measure(t.Context(), l); err != nil || len(m.Failed) > 0 {
		t.Fatalf("Measure: %v, %v", m.Failed, err)
	}
	text, err := os.ReadFile(tb.shared)
	if err != nil {
		t.Fatal(err)
	}
	own := tb.sides[0].Path
	ran := map[string]bool{}
	for _, l := range slices.Concat(lines, strings.Split(strings.TrimSpace(string(text)), "\n")) {
		_, path, _ := strings.Cut(l, " ")
		ran[path] = true
	}
	if len(ran) != 3 {
		t.Errorf("three processes ran %d files: %v", len(ran), ran)
	}
	for path := range ran {
		if filepath.Base(path) != filepath.Base(own) || path == own || len(path) != len(filepath.Dir(own))+1+16+1+len(filepath.Base(own)) {
			t.Errorf("it ran %s, want a copy of %s", path, own)
		}
		if _, err := os.Stat(filepath.Dir(path)); !os.IsNotExist(err) {
			t.Errorf("%s is still there: %v", path, err)
		}
	}
}
