package benchtest

import (
	"fmt"
	"math"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// Faster tests the claim that arm fast of s is at least factor times as fast as arm
// slow, in every case of its grid. It is short for a [Claim].
func Faster(t *testing.T, s bench.Scenario, fast, slow string, factor float64) {
	t.Helper()
	Claim{Scenario: s, Fast: fast, Slow: slow, Factor: factor}.Test(t)
}

// Claim says that one arm of a scenario is at least a number of times as fast as
// another, in every case of its grid. A claim about some cases has the scenario with
// another Grid.
type Claim struct {
	Scenario   bench.Scenario
	Fast, Slow string             // names of arms
	Factor     float64            // minimum speed of Fast, as a multiple of Slow's: 1.2
	Strict     bool               // a case still undecided after MaxTime fails; otherwise it is skipped
	MaxTime    time.Duration      // per case; 0 means 3 s
	Alpha      float64            // maximum probability that a true claim fails in a case; 0 means 0.01
	clocks     func() loop.Clocks // nil means the system's clocks
	elsewhere  string             // how to measure it in another way; empty means over processes
}

// maxTime is MaxTime or its default.
func (c Claim) maxTime() time.Duration {
	if c.MaxTime == 0 {
		return 3 * time.Second
	}
	return c.MaxTime
}

// alpha is Alpha or its default.
func (c Claim) alpha() float64 {
	if c.Alpha == 0 {
		return 0.01
	}
	return c.Alpha
}

// Test tests the claim in a subtest with the name of the scenario, and within it in
// one subtest per case. The two arms are timed in rounds, in random order, on one
// fresh source after the other. After each of these blocks an interval is computed. It
// holds at every look. A case passes as soon as the claimed factor lies below the
// interval, and fails as soon as it lies above. The deciding figures are logged: go
// test -v shows them.
//
// A case is skipped if it cannot run here, and if it is undecided after MaxTime unless
// the claim is Strict. Everything is skipped with -short, and in builds with -race,
// -asan, -msan or -cover: their checks take time beside the arms. If no case passed or
// failed, t is skipped at its end and does not pass; the rest of t still runs.
//
// The clock is the CPU time of the thread. It is wall time if an arm allocates, or if
// the two differ by more than 2 % because an arm waits.
//
// A claim should leave room, for three reasons. All blocks share one process and so
// one layout of the code, and another binary may be some per cent faster or slower:
// bufbench check measures over processes. The heap belongs to the test. On a small
// heap the collector runs often, so allocating arms are dearer than in a large
// program. And go test runs the tests of several packages at the same time, unless -p
// 1 forbids it, so more claims stay undecided.
func (c Claim) Test(t *testing.T) {
	t.Helper()
	if c.Scenario == nil {
		t.Fatal("a claim needs a scenario: set Claim.Scenario")
	}
	info, passed := c.Scenario.Describe(), 0
	t.Run(info.Name, func(t *testing.T) {
		if err := c.check(); err != nil {
			t.Fatal(err)
		}
		c.fit(t)
		c.needs(t, info)
		for _, point := range info.Grid.Cases() {
			t.Run(point.String(), func(t *testing.T) {
				c.test(t, point)
				passed++
			})
		}
		if passed == 0 && !t.Failed() {
			t.Skip("no case was decided: each was skipped, or -run selects none")
		}
	})
	if passed > 0 {
		return
	}
	t.Cleanup(func() { // at the end, as a skip here would leave out the claims that follow
		if !t.Failed() {
			t.Skip("nothing was decided about the claim on " + info.Name)
		}
	})
}

// check refuses a claim with a mistake.
func (c Claim) check() error {
	names := c.arms()
	for _, name := range []string{c.Fast, c.Slow} {
		if !slices.Contains(names, name) {
			return fmt.Errorf("claim: there is no arm %q (there are %s)", name, strings.Join(names, ", "))
		}
	}
	switch {
	case c.Fast == c.Slow:
		return fmt.Errorf("claim: arm %s is claimed to be faster than itself", c.Fast)
	case !(c.Factor > 0) || math.IsInf(c.Factor, 1):
		return fmt.Errorf("claim: a factor of %v: it is how many times as fast %s is as %s, such as 1.2", c.Factor, c.Fast, c.Slow)
	case c.MaxTime < 0:
		return fmt.Errorf("claim: a MaxTime of %v (0 means the default, %v)", c.MaxTime, Claim{}.maxTime())
	case !(c.alpha() > 0 && c.alpha() < 1):
		return fmt.Errorf("claim: an Alpha of %v: it is a probability, such as 0.01", c.Alpha)
	case len(c.Scenario.Describe().Grid.Cases()) == 0:
		return fmt.Errorf("claim: the grid of %s has no case (its Leave leaves all of them out)", c.Scenario.Describe().Name)
	}
	return nil
}

func (c Claim) arms() []string {
	var names []string
	for _, r := range c.Scenario.Rivals() {
		names = append(names, r.Name)
	}
	return names
}

// fit skips if a measurement is unwanted or would tell nothing.
func (c Claim) fit(t *testing.T) {
	t.Helper()
	switch {
	case testing.Short():
		claims.skip(t, "measuring a claim takes seconds: not with -short")
	case c.clocks == nil && (checked || testing.CoverMode() != ""):
		claims.skip(t, "this build checks or counts what it executes, which takes time of its own: not with -race, -asan, -msan or -cover")
	}
}

// needs is the function needs for a claim.
func (c Claim) needs(t *testing.T, info bench.Info) {
	t.Helper()
	if info.Ready != nil {
		if skip := bench.Skipped(info.Ready()); skip != nil {
			claims.skip(t, skip.Error())
		}
	}
	needs(t, info)
}

// test tests the claim in one case. It returns only where the claim holds.
func (c Claim) test(t *testing.T, point bench.Case) {
	for _, key := range []string{bench.Cache, bench.Ballast, bench.Goroutines} {
		if value := point.Get(key); value != "" {
			claims.skip(t, fmt.Sprintf("%s=%s is brought about by bufbench run alone", key, value))
		}
	}
	runtime.LockOSThread() // the CPU clock belongs to one thread
	defer runtime.UnlockOSThread()
	d := c.duel(point)
	begin := d.loop.Clocks.Wall()
	err := d.prepare()
	var e interval.Estimate
	var is decision
	if err == nil {
		over := func() bool { return d.loop.Clocks.Wall()-begin >= c.maxTime() }
		e, is, err = c.decide(d.block, over)
	}
	switch skip := bench.Skipped(err); {
	case skip != nil:
		claims.skip(t, skip.Error())
	case err != nil:
		t.Fatal(err)
	}
	if is != undecided {
		claims.decided()
	}
	said := c.say(e, d.clock)
	switch {
	case is == holds:
		t.Log(said)
	case is == refuted:
		t.Fatalf("%s\nagain: %s\n%s", said, again(t), c.otherwise(point))
	case c.Strict:
		t.Fatalf("undecided: %s\n%s", said, c.more(e))
	default:
		claims.skip(t, fmt.Sprintf("undecided: %s\n%s", said, c.more(e)))
	}
}

// say is the finding, in one sentence.
func (c Claim) say(e interval.Estimate, by clock) string {
	bounds := "[-,-]"
	if !math.IsInf(e.Lo, -1) {
		bounds = fmt.Sprintf("[%.4g,%.4g]", math.Exp(e.Lo), math.Exp(e.Hi))
	}
	return fmt.Sprintf("%s is %.4g× %s as fast as %s, claimed is %v× at least (%d blocks, %.4g %% interval, %s)",
		c.Fast, math.Exp(e.Center), bounds, c.Slow, c.Factor, e.N, 100*(1-c.alpha()), by.name)
}

// more is advice for an undecided claim.
func (c Claim) more(e interval.Estimate) string {
	if floor := interval.SequenceFloor(c.alpha()); e.N < floor {
		return fmt.Sprintf("%d blocks are the least that decide, and time was over after %v: raise Claim.MaxTime", floor, c.maxTime())
	}
	return fmt.Sprintf("time was over after %v: raise Claim.MaxTime, or leave more room in the factor", c.maxTime())
}

// again is the command that runs this subtest again.
func again(t *testing.T) string {
	pattern := strings.ReplaceAll(regexp.QuoteMeta(t.Name()), "/", "$/^")
	return fmt.Sprintf("go test -count=1 -v -run '^%s$'", pattern)
}
