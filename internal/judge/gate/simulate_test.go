package gate_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchfmt"
)

// drawn is n lines of view and copy whose true ratio is ratio, with noise of
// 5 %, on a machine that wanders by as much from launch to launch.
func drawn(rng *rand.Rand, n int, ratio float64, d result.Design, paired int) []result.Record {
	var all []result.Record
	for range n {
		machine := math.Exp(0.05 * rng.NormFloat64())
		for _, arm := range []struct {
			name string
			time float64
		}{{"view", 100 * ratio}, {"copy", 100}} {
			all = append(all, result.Record{Design: d, Paired: paired, Result: &benchfmt.Result{
				Name: benchfmt.Name("A/access=" + arm.name), Iters: 1,
				Values: []benchfmt.Value{{Value: arm.time * machine * math.Exp(0.05*rng.NormFloat64()), Unit: "ns/op"}},
			}})
		}
	}
	return all
}

// TestBoundsAreKept: a claim whose ratio is its bound is called broken in 5 % of
// runs at most, and one that is 30 % beyond it nearly always.
func TestBoundsAreKept(t *testing.T) {
	const runs, alpha = 400, 0.05
	for _, design := range []struct {
		name   string
		n      int
		paired int
		d      result.Design
		every  bool // look after every launch, as a sequential run does
	}{
		{"unpaired", 10, 0, result.Design{}, false},
		{"paired", 10, 1, result.Design{}, false},
		{"sequential", 30, 1, result.Design{Stop: result.Sequential, Alpha: 0.01}, true},
	} {
		for _, bound := range []string{"max = 0.8", "min = 0.8"} {
			c := claims(t, ratio("A", bound))
			broken := func(seed uint64, truth float64) bool {
				all := drawn(rand.New(rand.NewPCG(seed, 1)), design.n, truth, design.d, design.paired)
				for n := 1; n <= design.n; n++ {
					if n < design.n && !design.every {
						continue
					}
					got, err := gate.Judge(c, gate.SeriesOf(slices.Values(all[:2*n])), alpha, "")
					if err != nil {
						t.Fatal(err)
					}
					if got[0].Word == gate.Broken {
						return true
					}
				}
				return false
			}
			t.Run(fmt.Sprint(design.name, " ", bound), func(t *testing.T) {
				wrong, found := 0, 0
				beyond := 0.8 * 1.3
				if bound == "min = 0.8" {
					beyond = 0.8 / 1.3
				}
				for seed := range uint64(runs) {
					if broken(seed, 0.8) {
						wrong++
					}
					if seed < 50 && broken(seed, beyond) {
						found++
					}
				}
				// Note: three standard deviations of the binomial above alpha.
				if most := alpha*runs + 3*math.Sqrt(runs*alpha*(1-alpha)); float64(wrong) > most {
					t.Errorf("broken at the bound in %d of %d runs, want %.0f at most", wrong, runs, most)
				}
				if found < 45 {
					t.Errorf("broken 30 %% beyond the bound in %d of 50 runs, want 45 or more", found)
				}
			})
		}
	}
}
