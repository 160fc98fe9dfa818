package interval

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestFamily wants what the definitions give by hand.
func TestFamily(t *testing.T) {
	nan := math.NaN()
	methods := []struct {
		name   string
		adjust func([]float64) []float64
		tests  []struct{ in, want []float64 }
	}{
		{"Holm", Holm, []struct{ in, want []float64 }{
			{nil, []float64{}},
			{[]float64{0.2}, []float64{0.2}},
			{[]float64{0.01, 0.02, 0.03, 0.04}, []float64{0.04, 0.06, 0.06, 0.06}},
			{[]float64{0.04, 0.01, 0.03, 0.005}, []float64{0.06, 0.03, 0.06, 0.02}},
			{[]float64{0.5, 0.6, 0.0001}, []float64{1, 1, 0.0003}},
			{[]float64{0.01, nan, -1, 7}, []float64{0.03, 1, 0, 1}},
			{[]float64{0.02, 0.02}, []float64{0.04, 0.04}},
		}},
		{"BenjaminiHochberg", BenjaminiHochberg, []struct{ in, want []float64 }{
			{nil, []float64{}},
			{[]float64{0.2}, []float64{0.2}},
			{[]float64{0.01, 0.02, 0.03, 0.04}, []float64{0.04, 0.04, 0.04, 0.04}},
			{[]float64{0.04, 0.01, 0.03, 0.005}, []float64{0.04, 0.02, 0.04, 0.02}},
			{[]float64{0.5, 0.6, 0.0001}, []float64{0.6, 0.6, 0.0003}},
			{[]float64{0.01, nan, -1, 7}, []float64{0.02, 1, 0, 1}},
		}},
	}
	for _, m := range methods {
		for _, tt := range m.tests {
			before := slices.Clone(tt.in)
			if got := m.adjust(tt.in); !slices.EqualFunc(got, tt.want, roughly) {
				t.Errorf("%s(%v) = %v, want %v", m.name, tt.in, got, tt.want)
			}
			if !slices.EqualFunc(tt.in, before, same) {
				t.Errorf("%s changed its argument from %v to %v", m.name, before, tt.in)
			}
		}
	}
}

// TestFamilyTable is the example of Benjamini and Hochberg (1995), section
// 3.3: at 0.05 a family-wise procedure calls 3 of 15, and theirs 4.
func TestFamilyTable(t *testing.T) {
	p := []float64{
		0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
		0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
	}
	if got := calls(Holm(p), 0.05); got != 3 {
		t.Errorf("Holm calls %d of %v, want 3", got, p)
	}
	if got := calls(BenjaminiHochberg(p), 0.05); got != 4 {
		t.Errorf("BenjaminiHochberg calls %d of %v, want 4", got, p)
	}
}

// calls is the number of adjusted values at most alpha.
func calls(adjusted []float64, alpha float64) int {
	n := 0
	for _, v := range adjusted {
		if v <= alpha {
			n++
		}
	}
	return n
}

// TestFamilyProperties: the order of the tests does not matter, stronger
// evidence stays stronger, nothing gets stronger by adjusting, and Holm is
// never less strict than Benjamini and Hochberg.
func TestFamilyProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(61, 62))
	for range 200 {
		p := make([]float64, 1+r.IntN(12))
		for i := range p {
			p[i] = math.Pow(r.Float64(), 4)
			if r.IntN(4) == 0 {
				p[i] = p[0] // ties
			}
		}
		holm, bh := Holm(p), BenjaminiHochberg(p)
		order := r.Perm(len(p))
		q := make([]float64, len(p))
		for i, from := range order {
			q[i] = p[from]
		}
		holmQ, bhQ := Holm(q), BenjaminiHochberg(q)
		for i, from := range order {
			if holmQ[i] != holm[from] || bhQ[i] != bh[from] {
				t.Errorf("adjusting %v depends on order", p)
			}
		}
		for i := range p {
			if !(p[i] <= bh[i] && bh[i] <= holm[i] && holm[i] <= 1) {
				t.Errorf("p %v, adjusted %v and %v, want them to rise to at most 1", p[i], bh[i], holm[i])
			}
			for j := range p {
				if p[i] <= p[j] && (holm[i] > holm[j] || bh[i] > bh[j]) {
					t.Errorf("adjusting %v turns %v and %v around", p, p[i], p[j])
				}
			}
		}
	}
}

// TestFamilyErrors simulates families of twelve, of which none or some are
// true differences: the share of families with a false call (Holm), and the
// mean share of false calls among calls. The tests of a family share noise
// where that is allowed. The reciprocals of e-values are p-values, too.
func TestFamilyErrors(t *testing.T) {
	const trials, m, n, alpha = 600, 12, 24, 0.05
	for _, effects := range []int{0, 4, 9} {
		r := rand.New(rand.NewPCG(63, 64))
		var family, rate, found [4]float64 // by method
		for range trials {
			p, e := make([]float64, m), make([]float64, m)
			shared := make([]float64, n)
			independent(normal)(r, shared)
			for i := range m {
				x := make([]float64, n)
				for j := range x {
					x[j] = (shared[j] + r.NormFloat64()) / math.Sqrt2
				}
				if i < effects {
					shifted(x, 1.5)
				}
				p[i], e[i] = SignedRank(x), 1/Evidence(x, 0)
			}
			for k, adjusted := range [][]float64{Holm(p), BenjaminiHochberg(p), Holm(e), BenjaminiHochberg(e)} {
				wrong := float64(calls(adjusted[effects:], alpha))
				if wrong > 0 {
					family[k] += 1. / trials
					rate[k] += wrong / float64(calls(adjusted, alpha)) / trials
				}
				if effects > 0 {
					found[k] += float64(calls(adjusted[:effects], alpha)) / float64(effects) / trials
				}
			}
		}
		most := alpha + threeErrors(alpha, trials)
		t.Logf("%d of %d are effects: family-wise %.3f, false discovery %.3f, found %.3f", effects, m, family, rate, found)
		if family[0] > most || family[2] > most {
			t.Errorf("%d effects: a false call in %.3f (Holm) and %.3f (of e-values) of families, want at most %.3f", effects, family[0], family[2], most)
		}
		if rate[1] > most || rate[3] > most {
			t.Errorf("%d effects: false discovery rate %.3f (Benjamini-Hochberg) and %.3f (for e-values), want at most %.3f", effects, rate[1], rate[3], most)
		}
		if effects > 0 && (slices.Min(found[:]) < 0.8 || found[1] < found[0] || found[3] < found[2]) {
			t.Errorf("%d effects: found %.3f by method, want at least 0.8, and more by false discovery than family-wise", effects, found)
		}
	}
}
