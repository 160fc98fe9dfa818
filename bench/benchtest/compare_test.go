package benchtest_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// compared are the benchmarks of BenchmarkCompared.
var compared = map[string][]benchtest.Func{
	"Alone":    {{Name: "copy", Run: idle}},
	"Twice":    {{Name: "copy", Run: idle}, {Name: "copy", Run: idle}},
	"Nameless": {{Name: "copy", Run: idle}, {Run: idle}},
	"Spaced":   {{Name: "a copy", Run: idle}, {Name: "view", Run: idle}},
	"Slashed":  {{Name: "copy/once", Run: idle}, {Name: "view", Run: idle}},
	"Numbered": {{Name: "copy-2", Run: idle}, {Name: "view", Run: idle}},
	"Empty":    {{Name: "copy", Run: idle}, {Name: "view"}},
	"Disagree": {{Name: "copy", Run: idle}, {Name: "half", Run: idle}, {Name: "view", Run: func(n int) uint64 { return uint64(n) }}},
	"Unsteady": {{Name: "copy", Run: idle}, {Name: "view", Run: func(n int) uint64 { return uint64(n) / 50 }}},
}

func idle(int) uint64 { return 0 }

func BenchmarkCompared(b *testing.B) {
	onlyInside(b)
	for name, arms := range compared {
		b.Run(name, func(b *testing.B) { benchtest.Compare(b, arms...) })
	}
}

// BenchmarkFakeTime compares rivals that cost fake time, one of which
// allocates, and says how often which of them was sampled.
func BenchmarkFakeTime(b *testing.B) {
	onlyInside(b)
	now := &fakeTime{}
	sampled := map[string]int{}
	arm := func(name string, perSample int, l fakeOp, each func()) benchtest.Func {
		run := now.run(l)
		return benchtest.Func{Name: name, Run: func(n int) uint64 {
			if n == perSample {
				sampled[name]++
			}
			for range n {
				each()
			}
			return run(n)
		}}
	}
	benchtest.CompareBy(b, now.clocks, []benchtest.Func{
		arm("copy", 2, fakeOp{takes: 20 * us, waits: 5 * us, checksum: 9}, func() { clone = make([]byte, 1024) }),
		arm("view", 5, fakeOp{takes: 10 * us, checksum: 9}, func() {}),
		arm("slow", 1, fakeOp{takes: 50 * us, checksum: 9}, func() {}),
		arm("late", 1, fakeOp{takes: 2 * ms, checksum: 9}, func() {}),
	})
	fmt.Printf("sampled: copy %d view %d, late %d\n", sampled["copy"], sampled["view"], sampled["late"])
}

func TestCompare(t *testing.T) {
	output, failed := child(t, "-test.run=^$", "-test.bench=^BenchmarkFakeTime$", "-test.benchtime=101x", "-test.benchmem=false")
	if failed {
		t.Fatalf("Compare failed:\n%s", output)
	}
	names, whole := lines(output)
	want := []struct {
		name  string
		parts []string // patterns: asan makes allocations larger
		not   string
	}{
		{name: "copy", parts: []string{"25000 ns/op", "20000 cpu-ns/op", `1\d{3} B/op`, "1 allocs/op"}, not: "speedup"},
		{name: "view", parts: []string{"10000 ns/op", "10000 cpu-ns/op", "2.500 speedup", "0 B/op", "0 allocs/op"}},
		{name: "slow", parts: []string{"50000 ns/op", "50000 cpu-ns/op", "0.5000 speedup", "0 allocs/op"}},
		{name: "late", parts: []string{"2000000 ns/op", "2000000 cpu-ns/op", "0.01250 speedup", "0 allocs/op"}},
	}
	if len(names) != len(want) {
		t.Fatalf("Compare measured %q, want %d rivals in\n%s", names, len(want), output)
	}
	for i, w := range want {
		if full := "BenchmarkFakeTime/access=" + w.name; names[i] != full {
			t.Errorf("rival %d is %s, want %s", i, names[i], full)
		}
		for _, part := range append(w.parts, "101") {
			if !regexp.MustCompile(`\s` + part + `\s`).MatchString(whole[i]) {
				t.Errorf("line %q lacks %q", whole[i], part)
			}
		}
		if w.not != "" && strings.Contains(whole[i], w.not) {
			t.Errorf("line %q has %q", whole[i], w.not)
		}
	}
	for _, unit := range append(loop.Units(), "Unit speedup better=higher") {
		if n := strings.Count(output, unit+"\n"); n != 1 {
			t.Errorf("%q stands %d times, want once", unit, n)
		}
	}
	// Samples of 2 and of 5 operations: at first one round, and then 101 operations. copy is
	// sampled in 1+51 rounds beside view, 1+21 of view, 1+101 of slow and of late
	// each; view in the first two. Neither was calibrated by as many operations, and the
	// allocations of each were counted three times. late lives one operation to agree,
	// five to be calibrated, one to be found long, three for its allocations and
	// 1+101 in samples: none before a sample.
	if want := "sampled: copy 281 view 77, late 112\n"; !strings.Contains(output, want) {
		t.Errorf("there is no %q in\n%s", want, output)
	}
}

func TestCompareFails(t *testing.T) {
	for _, test := range []struct{ bench, want string }{
		{"Alone", "compare: there are 1 functions, and two at least can be compared"},
		{"Twice", "compare: two functions are named copy"},
		{"Nameless", `compare: function 1 is named "": a part of a benchmark's name has`},
		{"Spaced", `compare: function 0 is named "a copy": a part of a benchmark's name has`},
		{"Slashed", `compare: function 0 is named "copy/once": a part of a benchmark's name has`},
		{"Numbered", `compare: function 0 is named "copy-2": what ends in -digits is read as GOMAXPROCS`},
		{"Empty", "compare: function view has no Run"},
		{"Disagree", "compare: copy and view disagree on the same data: over one operation copy returns checksum 0x0, and view 0x1"},
		{"Unsteady", "compare: view is unsteady: arm 1 returned checksum "},
	} {
		output, failed := child(t, "-test.run=^$", "-test.bench=^BenchmarkCompared$/^"+test.bench+"$", "-test.benchtime=1x")
		if !failed || !strings.Contains(output, test.want) {
			t.Errorf("%s: failed %v, want true and %q in\n%s", test.bench, failed, test.want, output)
		}
		if names, _ := lines(output); names != nil && test.bench != "Unsteady" {
			t.Errorf("%s: measured %q, want nothing", test.bench, names)
		}
	}
}
