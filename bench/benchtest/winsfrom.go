package benchtest

import (
	"fmt"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// least is the factor that [WinsFrom] claims: differences of a per cent are a tie.
const least = 0.99

// WinsFrom tests the claim that the second way is not slower than the first one by more than
// 1 %, from a value of the parameter to the end of the range. It is tested at that value and
// at others above it, in a subtest each. See [Claim.Test] for what is skipped, and
// [Threshold] for a way to find the value. Leave room: the claim is about a value well above
// the threshold.
func WinsFrom(t *testing.T, value int, r Range, copied, shared Way) {
	t.Helper()
	winsFromBy(t, nil, value, r, copied, shared)
}

// winsFromBy is [WinsFrom] by other clocks; nil means the system's.
func winsFromBy(t *testing.T, clocks func() loop.Clocks, value int, r Range, copied, shared Way) {
	t.Helper()
	if err := r.check(copied, shared); err != nil {
		t.Fatalf("wins from: %v", err)
	}
	if value < r.From || value >= r.To {
		t.Fatalf("wins from: %s=%d is not within the range from %d to below %d", r.name(), value, r.From, r.To)
	}
	c := r.claim(copied, shared)
	c.clocks = clocks
	c.fit(t)
	const tested = 4
	for _, x := range breakeven.Spaced(value, r.To, r.step(), tested) {
		t.Run(fmt.Sprintf("%s=%.0f", r.name(), x), func(t *testing.T) {
			c.test(t, bench.Case{Size: bench.Bytes(x), Passes: 1})
		})
	}
}

// claim is the claim about two ways as one about a scenario, whose sizes are the values.
func (r Range) claim(copied, shared Way) Claim {
	s := bench.Of[int]{
		Info:   bench.Info{Name: "Ways", Kernel: func([]byte, int) uint64 { return 0 }},
		Source: func(b *bench.Block) (int, error) { return int(b.Case.Size), nil },
	}
	for i, way := range []Way{copied, shared} {
		s.Arms = append(s.Arms, bench.Arm[int]{Name: wayNames[i], Open: func(_ *bench.Block, value int) (op bench.Op, err error) {
			defer func() {
				if p := recover(); p != nil {
					err = fmt.Errorf("%s panics at %s=%d: %v", wayNames[i], r.name(), value, p)
				}
			}()
			if op.Run = way(value); op.Run == nil {
				err = fmt.Errorf("%s returns no function at %s=%d", wayNames[i], r.name(), value)
			}
			return op, err
		}})
	}
	return Claim{Scenario: s, Fast: wayNames[1], Slow: wayNames[0], Factor: least, MaxTime: r.MaxTime, elsewhere: "the threshold itself: benchtest.Threshold"}
}
