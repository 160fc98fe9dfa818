package interval

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestTrend(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	tests := []struct {
		name string
		x    []float64
		want float64
	}{
		{"empty", nil, 1},
		{"one", []float64{3}, 1},
		{"two", []float64{3, 4}, 1},
		{"two equal", []float64{3, 3}, 1},
		{"three rise", upTo(3), 2. / 6},
		{"four fall", []float64{4, 3, 2, 1}, 2. / 24},
		// One of three pairs of neighbours exchanged.
		{"four rise but one", []float64{1, 3, 2, 4}, 2 * 4. / 24},
		// Five of ten pairs fall.
		{"rise and fall", []float64{1, 2, 4, 3, 0}, 1},
		{"two of six pairs fall", []float64{1, 4, 2, 3}, 2 * 9. / 24},
		{"no more up than down", []float64{2, 4, 1, 3}, 1},
		{"five equal", equal(5, 7), 1},
		{"two pairs", []float64{1, 1, 2, 2}, 2. / 6},
		{"infinite", []float64{-inf, 1, 2, inf}, 2. / 24},
		{"not a number", []float64{1, nan, 2}, nan},
		{"many equal", equal(50, 7), 1},
		{"many, half a pair off", append(append(equal(16, 1), 2), equal(15, 1)...), 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.x)
			if got := Trend(tt.x); !same(got, tt.want) && !(math.Abs(got-tt.want) < 1e-15) {
				t.Errorf("Trend(%v) = %v, want %v", tt.x, got, tt.want)
			}
			if !slices.EqualFunc(tt.x, before, same) {
				t.Errorf("Trend changed its argument from %v to %v", before, tt.x)
			}
		})
	}
}

// TestTrendByCounting goes through all orders of the values.
func TestTrendByCounting(t *testing.T) {
	r := rand.New(rand.NewPCG(91, 92))
	for n := 2; n <= 7; n++ {
		for _, draw := range []func(*rand.Rand) float64{normal, coarse, coin} {
			for range 5 {
				x := make([]float64, n)
				independent(draw)(r, x)
				if got, want := Trend(x), bruteTrend(x); math.Abs(got-want) > 1e-14 {
					t.Errorf("Trend(%v) = %v, counted out %v", x, got, want)
				}
			}
		}
	}
}

// bruteTrend is the share of all orders of x that rise or fall as much as it.
func bruteTrend(x []float64) float64 {
	observed := math.Abs(float64(rising(x)))
	var hits, all float64
	orders(slices.Clone(x), func(x []float64) {
		all++
		if math.Abs(float64(rising(x))) >= observed {
			hits++
		}
	})
	return hits / all
}

// rising is how many more pairs of x rise than fall.
func rising(x []float64) (n int) {
	for j := range x {
		for i := range j {
			switch {
			case x[i] < x[j]:
				n++
			case x[i] > x[j]:
				n--
			}
		}
	}
	return n
}

// orders calls f with each order of x, equal values told apart.
func orders(x []float64, f func([]float64)) {
	var place func(int)
	place = func(from int) {
		if from == len(x) {
			f(x)
			return
		}
		for i := from; i < len(x); i++ {
			x[from], x[i] = x[i], x[from]
			place(from + 1)
			x[from], x[i] = x[i], x[from]
		}
	}
	place(0)
}

func TestInversions(t *testing.T) {
	r := rand.New(rand.NewPCG(93, 94))
	for n := range 70 {
		for _, draw := range []func(*rand.Rand) float64{normal, coarse} {
			x := make([]float64, n)
			independent(draw)(r, x)
			want := 0
			for j := range x {
				for i := range j {
					if x[i] > x[j] {
						want++
					}
				}
			}
			s := slices.Clone(x)
			if got := inversions(s, make([]float64, n/2)); got != want || !slices.Equal(s, ordered(x)) {
				t.Errorf("inversions(%v) = %d, want %d, leaving %v", x, got, want, s)
			}
		}
	}
}

// TestTrendApproximation compares p-values of a few more values than are
// counted out with those counted out.
func TestTrendApproximation(t *testing.T) {
	r := rand.New(rand.NewPCG(95, 96))
	x := make([]float64, exactTrend+5)
	for _, draw := range []func(*rand.Rand) float64{normal, coarse} {
		for range 200 {
			independent(draw)(r, x)
			for j := range x {
				x[j] += float64(j / 10)
			}
			ties, pairs := groups(ordered(x)), 0
			for j := range x {
				for i := range j {
					if x[i] != x[j] {
						pairs++
					}
				}
			}
			few := (pairs - max(rising(x), -rising(x))) / 2
			want := min(1, 2*inversionsAtMost(ties, pairs)[few])
			if got := Trend(x); math.Abs(got-want) > 0.005 {
				t.Fatalf("Trend(%v) = %v, counted out %v", x, got, want)
			}
		}
	}
}

// TestTrendFinds a drift, and finds none in independent values more often than
// it may.
func TestTrendFinds(t *testing.T) {
	const trials, alpha = 2000, 0.05
	tests := []struct {
		name      string
		draw      func(*rand.Rand) float64
		n         int
		drift     float64 // from the first value to the last
		low, high float64
	}{
		{"normal", normal, 6, 0, 0.01, alpha},
		{"normal", normal, 10, 0, 0.02, alpha},
		{"normal", normal, 20, 0, 0.03, alpha},
		{"normal", normal, 60, 0, 0.03, alpha},
		{"coarse clock", coarse, 10, 0, 0.01, alpha},
		{"coarse clock", coarse, 60, 0, 0.03, alpha},
		{"two values", coin, 10, 0, 0.005, alpha},
		{"no mean", cauchy, 60, 0, 0.03, alpha},
		{"normal, drifting", normal, 10, 3, 0.6, 1},
		{"normal, drifting", normal, 20, 2, 0.6, 1},
		{"normal, drifting", normal, 60, 2, 0.95, 1},
		{"no mean, drifting", cauchy, 60, 2, 0.6, 1},
	}
	for _, tt := range tests {
		r := rand.New(rand.NewPCG(97, 98))
		x, found := make([]float64, tt.n), 0
		for range trials {
			independent(tt.draw)(r, x)
			for j := range x {
				x[j] += tt.drift * float64(j) / float64(tt.n-1)
			}
			if Trend(x) <= alpha {
				found++
			}
		}
		rate := float64(found) / trials
		t.Logf("%s, n = %d, drift %v: found in %.3f", tt.name, tt.n, tt.drift, rate)
		if rate < tt.low || rate > tt.high+threeErrors(tt.high, trials) {
			t.Errorf("%s, n = %d, drift %v: found in %.3f, want %v to %v", tt.name, tt.n, tt.drift, rate, tt.low, tt.high)
		}
	}
}

func BenchmarkTrend(b *testing.B) {
	for _, n := range []int{20, 50, 1000} {
		r := rand.New(rand.NewPCG(99, 100))
		x := make([]float64, n)
		independent(normal)(r, x)
		b.Run(fmt.Sprintf("kendall/n=%d", n), func(b *testing.B) {
			for b.Loop() {
				Trend(x)
			}
		})
		b.Run(fmt.Sprintf("neighbours/n=%d", n), func(b *testing.B) {
			for b.Loop() {
				Autocorrelation(x)
			}
		})
	}
}
