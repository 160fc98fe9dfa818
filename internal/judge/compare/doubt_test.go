package compare_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/compare"
)

// drifting is n values about x that rise by a share in the order in which they were
// measured.
func drifting(x, by float64, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = x * (1 + by*float64(i)/float64(n))
	}
	return values
}

// pairs is one benchmark a pair of values: old and new.
func pairs(n, count int, old, later float64) (base, with string) {
	for i := range n {
		name := fmt.Sprintf("Op%d", i)
		base += lines(name, "ns/op", around(old, count)...)
		with += lines(name, "ns/op", around(later, count)...)
	}
	return base, with
}

// TestDoubts: what is undecided and no all-clear is named with its reason, and it is
// said whether it looks worse and whether anything could have been seen.
func TestDoubts(t *testing.T) {
	const head = "goos: linux\ncpu: A\n"
	const other = "goos: linux\ncpu: B\n"
	many := func(n, count int, old, later float64) [2]string {
		a, b := pairs(n, count, old, later)
		return [2]string{a, b}
	}
	loose := func(n int) (both [2]string) { // five lines each that differ by 20 %
		for i := range n {
			both[0] += lines(fmt.Sprintf("Op%d", i), "ns/op", 100, 120, 95, 110, 105)
			both[1] += lines(fmt.Sprintf("Op%d", i), "ns/op", 111, 99, 106, 119, 94)
		}
		return both
	}
	with := func(a, b [2]string) [2]string { return [2]string{a[0] + b[0], a[1] + b[1]} }
	row := func(unit string, old, later []float64) [2]string {
		return [2]string{lines("X", unit, old...), lines("X", unit, later...)}
	}
	same, more := slices.Repeat([]float64{4}, 5), slices.Repeat([]float64{6}, 5)
	noisy := []float64{60, 80, 100, 120, 140, 160, 180, 200, 220, 240}
	shuffled := []float64{160, 60, 240, 100, 200, 80, 220, 140, 120, 180}
	for _, test := range []struct {
		name      string
		text      [2]string
		threshold float64
		looks     bool           // something looks worse
		seen      bool           // a change could have been seen
		reason    compare.Reason // of the first doubt
	}{
		{"decided", many(8, 10, 100, 200), 0, false, true, compare.NoReason},
		{"nothing changed", many(8, 10, 100, 100), 0, false, true, compare.NoReason},
		{"five lines, eight rows, all twice as slow", many(8, 5, 100, 200), 0, true, false, compare.TooFew},
		{"five lines, eight rows, nothing changed", loose(8), 0, false, false, compare.TooFew},
		{"five lines, eight rows, all faster", many(8, 5, 200, 100), 0, false, false, compare.TooFew},
		{"five lines, six rows", loose(6), 0, false, true, compare.NoReason},
		{"single lines", many(1, 1, 100, 200), 0, false, false, compare.TooFew},
		{"counts that do not vary say nothing of times", with(loose(8), row("allocs/op", same, same)), 0, false, false, compare.TooFew},
		{"nor do counts that changed", with(loose(8), row("allocs/op", more, same)), 0, false, false, compare.TooFew},
		{"counts alone", row("allocs/op", same, same), 0, false, true, compare.NoReason},
		{"counts alone, that changed", row("allocs/op", more, same), 0, false, true, compare.NoReason},
		{"counts alone, of single lines", row("allocs/op", same[:1], same[:1]), 0, false, false, compare.TooFew},
		{"too few in one unit, enough in another", with(loose(8), row("MB/s", around(100, 10), around(100, 10))), 0, false, true, compare.TooFew},
		{"twice as slow, and it drifts", row("ns/op", drifting(100, 0.4, 10), drifting(200, 0.4, 10)), 0, true, true, compare.Ordered},
		{"twice as slow within a threshold, and it drifts", row("ns/op", drifting(100, 0.4, 10), drifting(200, 0.4, 10)), 3, false, true, compare.NoReason},
		{"twice as slow, and it drifts by far less", row("ns/op", drifting(100, 0.02, 10), drifting(200, 0.02, 10)), 0, false, true, compare.NoReason},
		{"faster, and it drifts", row("ns/op", drifting(200, 0.4, 10), drifting(100, 0.4, 10)), 0, false, true, compare.NoReason},
		{"less a second, and it drifts", row("MB/s", drifting(200, 0.4, 10), drifting(100, 0.4, 10)), 0, true, true, compare.Ordered},
		{"another machine, twice as slow", [2]string{head + lines("X", "ns/op", around(100, 10)...), other + lines("X", "ns/op", around(200, 10)...)}, 0, true, false, compare.Separated},
		{"another machine, faster", [2]string{head + lines("X", "ns/op", around(200, 10)...), other + lines("X", "ns/op", around(100, 10)...)}, 0, false, false, compare.Separated},
		{"no direction", row("widgets", around(100, 10), around(200, 10)), 0, true, false, compare.Undirected},
		{"no direction, and nothing changed", row("widgets", around(100, 10), around(100, 10)), 0, false, true, compare.NoReason},
		{"no direction, and within the threshold", row("widgets", around(100, 10), around(101, 10)), 0.05, false, true, compare.NoReason},
		{"noise", row("ns/op", noisy, shuffled), 0, false, true, compare.NoReason},
		{"noise beyond the threshold", row("ns/op", noisy, shuffled), 0.1, false, false, compare.TooNoisy},
		{"noise beyond the threshold in one of two", with(row("ns/op", noisy, shuffled), many(1, 10, 100, 100)), 0.1, false, true, compare.NoReason},
		{"worse and allowed", many(1, 10, 100, 105), 0.1, false, true, compare.NoReason},
	} {
		all := tables(t, compare.Query{}, compare.Goal{}, test.text[0], test.text[1])
		doubts := compare.Doubts(all, test.threshold)
		looks, reason := false, compare.NoReason
		for i, d := range doubts {
			looks = looks || d.Worse
			if i == 0 {
				reason = d.Reason
			}
		}
		if seen := compare.AnySeen(compare.Sights(all, test.threshold)); looks != test.looks || seen != test.seen || reason != test.reason {
			t.Errorf("%s: looks worse %v, seen %v, %d; want %v, %v, %d", test.name, looks, seen, reason, test.looks, test.seen, test.reason)
		}
	}
}

// TestDoubtsOfCorrection: one benchmark of many that is plainly slower is named,
// though the correction holds it back; a little slower, it is not.
func TestDoubtsOfCorrection(t *testing.T) {
	slower := func(by float64) []compare.Doubt {
		base, with := pairs(200, 10, 100, 100)
		old := around(100, 10)
		later := slices.Clone(old)
		for i := range later {
			later[i] *= by
		}
		later[0], later[1] = old[8], old[9] // two that are as before
		all := tables(t, compare.Query{}, compare.Goal{}, base+lines("X", "ns/op", old...), with+lines("X", "ns/op", later...))
		return compare.Doubts(all, 0)
	}
	if d := slower(1.5); len(d) != 1 || !d[0].Worse || d[0].Row != "X" || d[0].Table.Unit != "sec/op" || !(d[0].Change > 1.1) || d[0].Reason != compare.Corrected || d[0].Table.Family != 201 {
		t.Errorf("half as slow again: %+v, want a doubt that looks worse", d)
	}
	if d := slower(1.02); len(d) == 1 && d[0].Worse {
		t.Errorf("2 %% slower: %+v, want none that looks worse: so many comparisons show that by chance", d)
	}
}
