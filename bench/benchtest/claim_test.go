package benchtest_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/bench/benchtest"
)

// claimed is that view is 2× as fast as copy, which is 2.5× by fake time,
// otherwise.
func claimed(change func(now *fakeTime, c *benchtest.Claim)) benchtest.Claim {
	now := &fakeTime{}
	c := benchtest.Claim{
		Scenario: now.raced(always(fakeOp{takes: 25 * us})), Fast: "view", Slow: "copy", Factor: 2,
	}
	c.Use(now.clocks)
	if change != nil {
		change(now, &c)
	}
	return c
}

// changed is the scenario of a claim, otherwise.
func changed(c *benchtest.Claim, change func(s *bench.Of[[]byte])) {
	s := c.Scenario.(bench.Of[[]byte])
	change(&s)
	c.Scenario = s
}

// wavering is a view that is, in turn, as fast as the copy and 4× as fast.
func wavering(now *fakeTime, c *benchtest.Claim) {
	c.MaxTime = 60 * ms
	c.Scenario = now.raced(func(seed uint64) fakeOp {
		return fakeOp{takes: map[bool]time.Duration{false: 10 * us, true: 40 * us}[seed%2 == 0]}
	})
}

// absent leaves nothing or half of the cases that can be had.
func absent(c *benchtest.Claim, values ...string) {
	changed(c, func(s *bench.Of[[]byte]) {
		s.Source = axes().Source
		s.Grid.Axes = []bench.Choice{{Key: "object", Values: values}}
	})
}

// claims are those of TestClaimInside, and what go test -v prints of them.
var claims = map[string]struct {
	change func(now *fakeTime, c *benchtest.Claim)
	want   []string // "case" stands for the subtest of the only case, "all" for the one around it, "outer" for the test
	failed bool
}{
	"true": {want: []string{
		"--- PASS: case", "view is 2.5× [2.5,2.5] as fast as copy, claimed is 2× at least (13 blocks, 99 % interval, thread CPU time)\n",
	}},
	"barely true": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.Factor = 2.4999 },
		want:   []string{"--- PASS: case", "2.4999× at least (13 blocks,"},
	},
	"barely false": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.Factor = 2.5001 },
		want:   []string{"--- FAIL: case", "2.5001× at least (13 blocks,"}, failed: true,
	},
	"false": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.Factor = 3 }, failed: true,
		want: []string{
			"--- FAIL: case",
			"view is 2.5× [2.5,2.5] as fast as copy, claimed is 3× at least (13 blocks, 99 % interval, thread CPU time)\n",
			"again: go test -count=1 -v -run '^TestClaimInside$/^false$/^Raced$/^size=64B$/^passes=1$'\n",
			"over processes: bufbench run -bench '^Raced/size=64B/passes=1$'\n",
		},
	},
	"slower": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.Fast, c.Slow, c.Factor = "copy", "view", 0.3 },
		want:   []string{"--- PASS: case", "copy is 0.4× [0.4,0.4] as fast as view, claimed is 0.3× at least"},
	},
	"surer": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.Alpha = 0.001 },
		want:   []string{"--- PASS: case", "(18 blocks, 99.9 % interval,"},
	},
	// A pair of blocks takes 400 + 560 µs, what is before them 1010 µs.
	"undecided": {
		change: wavering,
		want:   []string{"--- SKIP: outer", "--- SKIP: all", "--- SKIP: case", "undecided: view is 2.01× [1.545,2.6] as fast as", "(124 blocks,", "over after 60ms: raise Claim.MaxTime, or leave more room"},
	},
	"undecided, strictly": {
		change: func(now *fakeTime, c *benchtest.Claim) { wavering(now, c); c.Strict = true },
		want:   []string{"--- FAIL: case", "undecided: view is 2.01×", "(124 blocks,", "raise Claim.MaxTime"}, failed: true,
	},
	// A block takes 540 µs, what is before them 880 µs.
	"no time": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.MaxTime = 5 * ms },
		want:   []string{"--- SKIP: case", "2.5× [-,-]", "(8 blocks,", "13 blocks are the least that decide, and time was over after 5ms: raise Claim.MaxTime"},
	},
	"no arm": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.Fast = "veiw" }, failed: true,
		want: []string{"--- FAIL: all", `there is no arm "veiw" (there are copy, view)`},
	},
	"no slow arm": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.Slow = "" }, failed: true,
		want: []string{"--- FAIL: all", `there is no arm "" (there are copy, view)`},
	},
	"itself": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.Slow = "view" }, failed: true,
		want: []string{"--- FAIL: all", "arm view is claimed to be faster than itself"},
	},
	"no factor": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.Factor = 0 }, failed: true,
		want: []string{"--- FAIL: all", "a factor of 0: it is how many times"},
	},
	"no number": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.Factor = math.NaN() }, failed: true,
		want: []string{"--- FAIL: all", "a factor of NaN: it is how many times"},
	},
	"infinite": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.Factor = math.Inf(1) }, failed: true,
		want: []string{"--- FAIL: all", "a factor of +Inf: it is how many times"},
	},
	"time before": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.MaxTime = -1 }, failed: true,
		want: []string{"--- FAIL: all", "a MaxTime of -1ns (0 means the default, 3s)"},
	},
	"no confidence": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.Alpha = 1 }, failed: true,
		want: []string{"--- FAIL: all", "an Alpha of 1: it is a probability"},
	},
	"no scenario": {
		change: func(_ *fakeTime, c *benchtest.Claim) { c.Scenario = nil }, failed: true,
		want: []string{"a claim needs a scenario"},
	},
	"no case": {
		change: func(_ *fakeTime, c *benchtest.Claim) {
			changed(c, func(s *bench.Of[[]byte]) { s.Grid.Leave = func(bench.Case) bool { return true } })
		}, failed: true,
		want: []string{"--- FAIL: all", "the grid of Raced has no case"},
	},
	"unready": {
		change: func(_ *fakeTime, c *benchtest.Claim) {
			changed(c, func(s *bench.Of[[]byte]) { s.Ready = unready().Ready })
		},
		want: []string{"--- SKIP: outer", "--- SKIP: all", "nothing here (try: look there)"},
	},
	"half of it": {
		change: func(_ *fakeTime, c *benchtest.Claim) { absent(c, "here", "absent") },
		want:   []string{"--- PASS: all", "--- PASS: all/object=here/", "--- SKIP: all/object=absent/", "no such object (try: make one)"},
	},
	"none of it": {
		change: func(_ *fakeTime, c *benchtest.Claim) { absent(c, "absent") },
		want:   []string{"--- SKIP: all", "--- SKIP: outer", "no case was decided", "no such object (try: make one)"},
	},
	"cold": {
		change: func(_ *fakeTime, c *benchtest.Claim) {
			changed(c, func(s *bench.Of[[]byte]) {
				s.Grid.Axes = []bench.Choice{{Key: bench.Cache, Values: []string{bench.CacheHot, bench.CacheCold}}}
			})
		},
		want: []string{"--- PASS: outer", "--- PASS: case", "--- SKIP: all/cache=cold/", "cache=cold is brought about by bufbench run alone"},
	},
	"broken": {
		change: func(_ *fakeTime, c *benchtest.Claim) {
			changed(c, func(s *bench.Of[[]byte]) { s.Source = broken().Source })
		}, failed: true,
		want: []string{"--- FAIL: case", "make the source: permission denied"},
	},
	"panics": {
		change: func(now *fakeTime, c *benchtest.Claim) {
			changed(c, func(s *bench.Of[[]byte]) {
				s.Arms[0].Open = func(b *bench.Block, _ []byte) (bench.Op, error) {
					b.Defer(func() { fmt.Println("the block is closed") })
					return bench.Op{Run: func(int) uint64 { panic("clone the frame: it is gone") }}, nil
				}
			})
		}, failed: true,
		want: []string{"--- FAIL: case", "panic: clone the frame: it is gone", "the block is closed\n"},
	},
	"disagree": {
		change: func(now *fakeTime, c *benchtest.Claim) {
			c.Scenario = now.raced(always(fakeOp{takes: 25 * us, checksum: 7}))
		}, failed: true,
		want: []string{"--- FAIL: case", "view and copy disagree on the same data: over one operation view returns checksum 0x0, and copy 0x7"},
	},
	"unsteady": {
		change: func(now *fakeTime, c *benchtest.Claim) {
			changed(c, func(s *bench.Of[[]byte]) {
				s.Arms[1].Open = func(*bench.Block, []byte) (bench.Op, error) {
					run := now.run(fakeOp{takes: us})
					return bench.Op{Run: func(n int) uint64 { return run(n) + uint64(n)/50 }}, nil
				}
			})
		}, failed: true,
		want: []string{"--- FAIL: case", "view is unsteady: arm 0 returned checksum 0x1 over 50 operations, and 0x0 over one"},
	},
	"waits": {
		change: func(now *fakeTime, c *benchtest.Claim) {
			c.Scenario = now.raced(always(fakeOp{takes: 10 * us, waits: 30 * us}))
		},
		want: []string{"--- PASS: case", "view is 4× [4,4] as fast as", "wall time)"},
	},
	"allocates": {
		change: func(now *fakeTime, c *benchtest.Claim) {
			changed(c, func(s *bench.Of[[]byte]) {
				run := now.run(fakeOp{takes: 25 * us})
				s.Arms[0].Open = func(*bench.Block, []byte) (bench.Op, error) {
					return bench.Op{Run: run, Cost: bench.Cost{Allocs: 1}}, nil
				}
			})
		},
		want: []string{"--- PASS: case", "2.5× [2.5,2.5]", "wall time)"},
	},
	"allocates on the quiet": {
		change: func(now *fakeTime, c *benchtest.Claim) {
			changed(c, func(s *bench.Of[[]byte]) {
				run := now.run(fakeOp{takes: 25 * us})
				s.Arms[0].Open = func(*bench.Block, []byte) (bench.Op, error) {
					return bench.Op{Run: func(n int) uint64 {
						for range n {
							clone = make([]byte, 1024)
						}
						return run(n)
					}}, nil
				}
			})
		},
		want: []string{"--- PASS: case", "2.5× [2.5,2.5]", "wall time)"},
	},
	"one clock": {
		change: func(now *fakeTime, c *benchtest.Claim) { c.Use(now.wallOnly) },
		want:   []string{"--- PASS: case", "2.5× [2.5,2.5]", "wall time)"},
	},
	"long operations": { // an operation is a sample, without one before it; a round of 35 ms counts for four
		change: func(now *fakeTime, c *benchtest.Claim) {
			changed(c, func(s *bench.Of[[]byte]) {
				s.Arms = []bench.Arm[[]byte]{
					now.arm("copy", always(fakeOp{takes: 25 * ms})), now.arm("view", always(fakeOp{takes: 10 * ms})),
				}
			})
			c.MaxTime = 749 * ms // 35 to agree, 140 to calibrate, 35 to see how long, 35 for allocations, 70 for the trial, 13 times 35
		},
		want: []string{"--- PASS: case", "(13 blocks,"},
	},
	"one case of two": {
		change: func(now *fakeTime, c *benchtest.Claim) {
			changed(c, func(s *bench.Of[[]byte]) {
				s.Grid.Passes = []int{1, 4}
				view := s.Arms[1].Open
				s.Arms[1].Open = func(b *bench.Block, src []byte) (bench.Op, error) {
					if b.Case.Passes == 4 {
						return bench.Op{Run: now.run(fakeOp{takes: 25 * us})}, nil
					}
					return view(b, src)
				}
			})
		}, failed: true,
		want: []string{"--- FAIL: all", "--- PASS: case", "--- FAIL: all/size=64B/passes=4", "view is 1× [1,1] as fast as"},
	},
}

func TestClaimInside(t *testing.T) {
	onlyInside(t)
	for name, claim := range claims {
		t.Run(name, func(t *testing.T) { claimed(claim.change).Test(t) })
	}
}

// claim runs one of the claims in a child.
func claim(t *testing.T, name, cases string, args ...string) (output string, failed bool) {
	run := "^TestClaimInside$/^" + strings.ReplaceAll(name, " ", "_") + "$" + cases
	return child(t, append(args, "-test.v", "-test.run="+run)...)
}

// spelled is what stands in go test's output for a short form.
func spelled(want, name string) string {
	outer := "TestClaimInside/" + strings.ReplaceAll(name, " ", "_")
	return strings.NewReplacer(
		": case", ": "+outer+"/Raced/size=64B/passes=1 (",
		": all/", ": "+outer+"/Raced/",
		": all", ": "+outer+"/Raced (",
		": outer", ": "+outer+" (",
	).Replace(want)
}

func TestClaim(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(claims)) {
		test := claims[name]
		output, failed := claim(t, name, "")
		if failed != test.failed {
			t.Errorf("%s: failed %v, want %v in\n%s", name, failed, test.failed, output)
		}
		for _, want := range test.want {
			if want = spelled(want, name); !strings.Contains(output, want) {
				t.Errorf("%s: no %q in\n%s", name, want, output)
			}
		}
	}
}

func TestClaimIsNotMeasured(t *testing.T) {
	tests := []struct {
		name, claim string
		cases       string
		args        []string
		failed      bool
		want        string
	}{
		{name: "short", claim: "true", args: []string{"-test.short"}, want: "--- SKIP: outer"},
		{name: "short and wrong", claim: "no arm", args: []string{"-test.short"}, failed: true, want: "--- FAIL: all"},
		{name: "no case selected", claim: "true", cases: "/^Raced$/^size=1KiB$", want: "--- SKIP: outer"},
		{name: "no scenario selected", claim: "true", cases: "/^Other$", want: "--- SKIP: outer"},
	}
	for _, test := range tests {
		output, failed := claim(t, test.claim, test.cases, test.args...)
		if failed != test.failed || !strings.Contains(output, spelled(test.want, test.claim)) || strings.Contains(output, "blocks") {
			t.Errorf("%s: failed %v, want %v, %q and no block in\n%s", test.name, failed, test.failed, test.want, output)
		}
	}
}

// Every block is a fresh source, and one more is for what must be known before.
func TestClaimDrawsSources(t *testing.T) {
	seeds := map[uint64]bool{}
	c := claimed(func(_ *fakeTime, c *benchtest.Claim) {
		changed(c, func(s *bench.Of[[]byte]) {
			s.Source = func(b *bench.Block) ([]byte, error) { seeds[b.Seed] = true; return b.Data() }
		})
	})
	if c.Test(t); len(seeds) != 14 && !testing.Short() {
		t.Errorf("Test opened %d sources, want 14", len(seeds))
	}
}

// Faster is a claim with the system's clocks. Whatever they say, two arms that
// are the same are not a billion times faster than each other, nor slower.
func TestFaster(t *testing.T) {
	s := honest()
	s.Grid = bench.Grid{Sizes: []bench.Bytes{64}}
	benchtest.Faster(t, s, "view", "copy", 1e-9)
}
