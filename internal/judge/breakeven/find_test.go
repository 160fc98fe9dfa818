package breakeven

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// exactly measures rivals without noise at each x, in ten launches.
func exactly(view, copied func(float64) float64, xs ...float64) []Point {
	p := planted{view: view, copy: copied, noise: func(*rand.Rand) float64 { return 0 }}
	var points []Point
	for _, x := range xs {
		points = append(points, p.measure(x, 10, rand.New(rand.NewPCG(1, 1))))
	}
	return points
}

// bent is affine up to a place and has another slope above.
func bent(setup, slope, at, above float64) func(float64) float64 {
	return func(x float64) float64 { return setup + slope*min(x, at) + above*max(0, x-at) }
}

// stepped is affine, and more by jump from a place on.
func stepped(setup, slope, at, jump float64) func(float64) float64 {
	return func(x float64) float64 {
		if x >= at {
			return setup + jump + slope*x
		}
		return setup + slope*x
	}
}

func TestFindExact(t *testing.T) {
	tests := []struct {
		name       string
		view, copy func(float64) float64
		xs         []float64
		want       Word
		at         []float64 // crossings; those without a line are given as brackets below
		winner     Rival     // above the first
	}{
		{name: "size", view: affine(100, 0.1), copy: affine(20, 0.3), xs: sizes, want: Crosses, at: []float64{400}, winner: View},
		{name: "passes", view: affine(5, 30), copy: affine(105, 20), xs: passes, want: Crosses, at: []float64{10}, winner: Copy},
		{name: "passes from 0 on", view: affine(5, 30), copy: affine(105, 20), xs: []float64{0, 1, 4, 16, 64}, want: Crosses, at: []float64{10}, winner: Copy},
		{name: "another slope far away", view: affine(100, 0.1), copy: bent(20, 0.3, 16<<10, 0.6), xs: sizes, want: Crosses, at: []float64{400}, winner: View},
		{
			name: "two crossings", view: bent(2000, 0.1, 65536, 1), copy: affine(20, 0.5), xs: append([]float64{4 << 20, 16 << 20}, sizes...),
			want: NoModel, at: []float64{4950, 131072}, winner: View, // too few places above the bend
		},
		{name: "a jump", view: affine(100, 0.1), copy: stepped(80, 0.1, 5000, 400), xs: sizes, want: NoModel, at: []float64{8192}, winner: View},
		{name: "a jump between neighbours", view: affine(100, 0.1), copy: stepped(80, 0.1, 5000, 400), xs: []float64{1024, 4096, 4800, 5200, 16384}, want: Crosses, at: []float64{math.Sqrt(4800 * 5200)}, winner: View},
		{name: "the view wins", view: affine(10, 0.1), copy: affine(20, 0.3), xs: sizes, want: ViewNeverLoses},
		{name: "the copy wins", view: affine(30, 0.3), copy: affine(20, 0.1), xs: sizes, want: CopyNeverLoses},
		{name: "the view wins up to a tie", view: affine(10, 0.1), copy: affine(200, 0.1), xs: sizes, want: ViewNeverLoses},
		{name: "a tie", view: affine(20, 0.1), copy: affine(20, 0.1), xs: sizes, want: Tie},
		{name: "differing by less than the margin", view: affine(20, 0.1), copy: affine(20.04, 0.0998), xs: sizes, want: Tie},
		{name: "crossing by less than the margin", view: affine(20, 0.1), copy: affine(20.16, 0.0992), xs: sizes, want: Undecided},
		{name: "one place", view: affine(10, 0.1), copy: affine(20, 0.3), xs: sizes[:1], want: ViewNeverLoses},
		{name: "two places", view: affine(100, 0.1), copy: affine(20, 0.3), xs: []float64{100, 1600}, want: NoModel, at: []float64{400}, winner: View},
		{name: "nothing", want: Undecided},
	}
	for _, tt := range tests {
		a := Find(exactly(tt.view, tt.copy, tt.xs...), Search{})
		if a.Word != tt.want || len(a.Crossings) != len(tt.at) {
			t.Errorf("%s: Find = %v, %d crossings, want %v, %d", tt.name, a.Word, len(a.Crossings), tt.want, len(tt.at))
			continue
		}
		for i, c := range a.Crossings {
			if math.Abs(c.At.Center/tt.at[i]-1) > 0.001 || !(c.At.Lo <= tt.at[i] && tt.at[i] <= c.At.Hi) {
				t.Errorf("%s: crossing %d = %v [%v, %v], want %v", tt.name, i, c.At.Center, c.At.Lo, c.At.Hi, tt.at[i])
			}
		}
		if len(tt.at) > 0 && a.Crossings[0].Winner != tt.winner {
			t.Errorf("%s: winner above = %q, want %q", tt.name, a.Crossings[0].Winner, tt.winner)
		}
	}
}

// TestFindWord holds what an answer shows for its word.
func TestFindWord(t *testing.T) {
	a := Find(exactly(affine(10, 0.1), affine(20, 0.15), sizes...), Search{})
	if got := a.Closest(); got.X != 1<<20 || math.Abs(got.Faster.Center-1.5) > 0.001 {
		t.Errorf("Closest to losing = %v× at %v, want 1.5× at 1 MiB", got.Faster.Center, got.X)
	}
	if from, to := a.Range(); from != 16 || to != 1<<20 {
		t.Errorf("Range = %v, %v, want 16, 1 MiB", from, to)
	}
	if a := Find(exactly(affine(30, 0.3), affine(20, 0.1), sizes...), Search{}); a.Closest().X != 16 {
		t.Errorf("Closest to a copy's losing = %v, want 16", a.Closest().X)
	}
	if a := Find(exactly(affine(100, 0.1), affine(20, 0.3), sizes...), Search{}); a.Closest().X != 0 {
		t.Errorf("Closest where they cross = %v, want no place", a.Closest())
	}
	if from, to := Find(nil, Search{}).Range(); from != 0 || to != 0 {
		t.Errorf("Range of nothing = %v, %v, want 0, 0", from, to)
	}
	words := map[Word]string{
		Undecided: "undecided", Crosses: "crosses", ViewNeverLoses: "the view never loses",
		CopyNeverLoses: "the copy never loses", Tie: "tie", NoModel: "no model",
	}
	for w, want := range words {
		if got := w.String(); got != want {
			t.Errorf("Word(%d) = %q, want %q", int(w), got, want)
		}
	}
}

// TestFindTogether holds that intervals are wider where more of them have to
// hold together.
func TestFindTogether(t *testing.T) {
	width := func(xs []float64) float64 {
		f := Find(exactly(affine(10, 0.1), affine(20, 0.15), xs...), Search{}).Places[0].Faster
		return f.Hi - f.Lo
	}
	if one, all := width(sizes[:1]), width(sizes); all < 1.3*one {
		t.Errorf("width of one interval of nine = %v, of one alone = %v, want a third more at least", all, one)
	}
}

func TestRootWithin(t *testing.T) {
	tests := []struct {
		name  string
		l     line
		rises bool
		want  float64
	}{
		{name: "inside", l: line{-20, 1}, rises: true, want: 20},
		{name: "inside, falling", l: line{20, -1}, want: 20},
		{name: "below", l: line{-5, 1}, rises: true, want: 10},
		{name: "above", l: line{-50, 1}, rises: true, want: 40},
		{name: "above, falling", l: line{50, -1}, want: 40},
	}
	for _, tt := range tests {
		if got := tt.l.rootWithin([2]float64{10, 40}, tt.rises); got != tt.want {
			t.Errorf("%s: root in [10, 40] = %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestFindHostile gives what cannot be measurements.
func TestFindHostile(t *testing.T) {
	fair := []float64{10, 11, 10, 11, 10, 11}
	bad := []float64{10, math.NaN(), 10, math.Inf(1), 0, -3}
	tests := []struct {
		name     string
		point    Point
		launches int // that count
		warnings int
	}{
		{name: "fair", point: Point{X: 1, View: fair, Copy: fair}, launches: 6},
		{name: "no launches", point: Point{X: 1}},
		{name: "unequal counts", point: Point{X: 1, View: fair, Copy: fair[:5]}, warnings: 1},
		{name: "bad views", point: Point{X: 1, View: bad, Copy: fair}, launches: 2, warnings: 1},
		{name: "bad copies", point: Point{X: 1, View: fair, Copy: bad}, launches: 2, warnings: 1},
		{name: "all bad", point: Point{X: 1, View: bad[3:], Copy: fair[3:]}, warnings: 1},
		{name: "X is no number", point: Point{X: math.NaN(), View: fair, Copy: fair}, warnings: 1},
		{name: "X is infinite", point: Point{X: math.Inf(1), View: fair, Copy: fair}, warnings: 1},
		{name: "X is negative", point: Point{X: -1, View: fair, Copy: fair}, warnings: 1},
	}
	for _, tt := range tests {
		a := Find([]Point{tt.point}, Search{})
		launches := 0
		for _, p := range a.Places {
			launches += p.Faster.N
		}
		if launches != tt.launches || len(a.Warnings) != tt.warnings {
			t.Errorf("%s: %d launches count, warnings %q, want %d launches, %d warnings", tt.name, launches, a.Warnings, tt.launches, tt.warnings)
		}
	}
}

// TestFindOneLaunch holds that a number without an interval decides nothing.
func TestFindOneLaunch(t *testing.T) {
	points := exactly(affine(100, 0.1), affine(20, 0.3), sizes...)
	for i, p := range points {
		points[i].View, points[i].Copy = p.View[:1], p.Copy[:1]
	}
	a := Find(points, Search{})
	if a.Word != Undecided || len(a.View.Pieces) != 0 || a.Sharp() {
		t.Errorf("Find(one launch each) = %v, %d pieces, sharp %v, want undecided, none, not sharp", a.Word, len(a.View.Pieces), a.Sharp())
	}
	if p := a.Places[0].Faster; p.Lo != 0 || !math.IsInf(p.Hi, 1) {
		t.Errorf("interval of one launch = [%v, %v], want none", p.Lo, p.Hi)
	}
}

// TestFindOrder holds that neither order nor grouping of points matters, and
// that a seed repeats an answer.
func TestFindOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	p := planted{view: affine(100, 0.1), copy: affine(20, 0.3), noise: noises[0].draw, spread: 0.03, drift: 0.1}
	var points, parts []Point
	for _, x := range sizes {
		m := p.measure(x, 12, r)
		points = append(points, m)
		parts = append(parts, Point{m.X, m.View[:5], m.Copy[:5]}, Point{m.X, m.View[5:], m.Copy[5:]})
	}
	want := Find(points, Search{Seed: 5})
	slices.Reverse(points)
	if got := Find(points, Search{Seed: 5}); !reflect.DeepEqual(got, want) {
		t.Errorf("Find(points reversed) = %v, want %v", got, want)
	}
	if got := Find(parts, Search{Seed: 5}); !reflect.DeepEqual(got, want) {
		t.Errorf("Find(points in parts) = %v, want %v", got, want)
	}
	if got := Find(points, Search{Seed: 6}); got.Crossings[0].At == want.Crossings[0].At {
		t.Errorf("Find with another seed = %v too, want other resamples", got.Crossings[0].At)
	}
}
