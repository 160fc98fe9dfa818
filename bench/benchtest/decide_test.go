package benchtest

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/measure/loop"
)

// TestDecideAtTheBorder: where the factor is exactly the one that is claimed,
// both answers would be wrong to insist on, and neither is given more often
// than Alpha allows, though every block is looked at.
func TestDecideAtTheBorder(t *testing.T) {
	const trials, blocks = 300, 25
	c := Claim{Factor: 1.2, Alpha: 0.05}
	noises := []struct {
		name string
		draw func(r *rand.Rand) float64
	}{
		{"normal", func(r *rand.Rand) float64 { return 0.05 * r.NormFloat64() }},
		{"no mean", func(r *rand.Rand) float64 { return 0.01 * r.NormFloat64() / r.NormFloat64() }},
		{"two modes", func(r *rand.Rand) float64 { return 0.1*float64(2*r.IntN(2)-1) + 0.01*r.NormFloat64() }},
	}
	for i, noise := range noises {
		r := rand.New(rand.NewPCG(uint64(i), 5))
		count := map[decision]int{}
		for range trials {
			count[decided(c, blocks, func() float64 { return math.Log(1.2) + noise.draw(r) })]++
		}
		most := int(c.Alpha*trials + 3*math.Sqrt(c.Alpha*(1-c.Alpha)*trials))
		if wrong := count[refuted] + count[holds]; wrong > most {
			t.Errorf("%s: %d of %d claims are refuted and %d hold at the border, want %d at most together",
				noise.name, count[refuted], trials, count[holds], most)
		}
	}
}

// TestDecideFinds what is clearly one or the other.
func TestDecideFinds(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, test := range []struct {
		factor float64
		want   decision
	}{{1.3, holds}, {1.1, refuted}} {
		for range 20 {
			draw := func() float64 { return math.Log(test.factor) + 0.03*r.NormFloat64() }
			if got := decided(Claim{Factor: 1.2}, 60, draw); got != test.want {
				t.Errorf("decide at a factor of %v = %v, want %v", test.factor, got, test.want)
			}
		}
	}
}

// decided is the decision after blocks at most.
func decided(c Claim, blocks int, draw func() float64) decision {
	n := 0
	_, got, _ := c.decide(
		func() (float64, error) { n++; return draw(), nil },
		func() bool { return n == blocks })
	return got
}

func TestDecideHandsOnErrors(t *testing.T) {
	want := errors.New("no source")
	_, got, err := Claim{Factor: 1}.decide(func() (float64, error) { return 0, want }, func() bool { return false })
	if err != want || got != undecided {
		t.Errorf("decide = %v, %v, want it undecided and %v", got, err, want)
	}
}

func TestClockFor(t *testing.T) {
	const us = time.Microsecond
	sample := func(wall, cpu time.Duration) loop.Sample { return loop.Sample{Ops: 1, Wall: wall, CPU: cpu} }
	work := sample(50*us, 50*us)
	tests := []struct {
		name      string
		rounds    [][]loop.Sample
		allocates bool
		want      clock
	}{
		{"both work", [][]loop.Sample{{work, work}}, false, threadTime},
		{"one allocates", [][]loop.Sample{{work, work}}, true, wallTime},
		{"one waits", [][]loop.Sample{{work, sample(100*us, 50*us)}}, false, wallTime},
		{"the other waits", [][]loop.Sample{{sample(100*us, 50*us), work}}, false, wallTime},
		{"a preemption", [][]loop.Sample{{work, sample(100*us, 50*us)}, {sample(90*us, 50*us), work}}, false, threadTime},
		{"one waits every time", [][]loop.Sample{{work, sample(100*us, 50*us)}, {work, sample(100*us, 50*us)}}, false, wallTime},
		{"no such clock", [][]loop.Sample{{sample(50*us, 0), sample(50*us, 0)}}, false, wallTime},
		{"a reading's difference", [][]loop.Sample{{work, sample(51*us, 50*us)}}, false, threadTime},
		{"almost 2 %", [][]loop.Sample{{work, sample(1000*us, 980*us)}}, false, threadTime},
		{"2 % and a reading", [][]loop.Sample{{work, sample(1000*us, 979*us)}}, false, wallTime},
	}
	for _, test := range tests {
		if got := clockFor(test.rounds, test.allocates); got.name != test.want.name {
			t.Errorf("%s: clockFor = %s, want %s", test.name, got.name, test.want.name)
		}
	}
}
