package breakeven

import (
	"math"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

func TestPieces(t *testing.T) {
	tests := []struct {
		name  string
		view  func(float64) float64
		xs    []float64
		holds bool
		from  []float64 // where pieces begin
		slope []float64
		setup float64 // of the first
	}{
		{name: "one", view: affine(100, 0.1), xs: sizes, holds: true, from: []float64{16}, slope: []float64{0.1}, setup: 100},
		{name: "two", view: bent(100, 0.1, 4096, 0.5), xs: sizes, holds: true, from: []float64{16, 16384}, slope: []float64{0.1, 0.5}, setup: 100},
		{name: "three places", view: affine(5, 30), xs: []float64{1, 4, 16}, holds: true, from: []float64{1}, slope: []float64{30}, setup: 5},
		{name: "two places test nothing", view: affine(5, 30), xs: []float64{1, 4}, from: []float64{1}, slope: []float64{30}, setup: 5},
		{name: "one place", view: affine(5, 30), xs: []float64{1}},
	}
	for _, tt := range tests {
		f := Find(exactly(tt.view, affine(20, 0.3), tt.xs...), Search{}).View
		if f.Holds != tt.holds || len(f.Pieces) != len(tt.from) || f.Residual > 1e-9 {
			t.Errorf("%s: holds %v, %d pieces, residual %v, want %v, %d, 0", tt.name, f.Holds, len(f.Pieces), f.Residual, tt.holds, len(tt.from))
			continue
		}
		for i, p := range f.Pieces {
			if p.From != tt.from[i] || !about(p.Slope, tt.slope[i]) || i == 0 && !about(p.Setup, tt.setup) {
				t.Errorf("%s: piece %d = %+v, want from %v, slope %v, setup %v", tt.name, i, p, tt.from[i], tt.slope[i], tt.setup)
			}
		}
	}
}

// about says whether an estimate is right and claims no more than it may.
func about(e interval.Estimate, want float64) bool {
	return math.Abs(e.Center/want-1) < 1e-6 && e.Lo < want*0.995 && e.Hi > want*1.005 && e.N == 10
}

// TestPiecesHoldNot gives times that no lines make.
func TestPiecesHoldNot(t *testing.T) {
	zigzag := func(x float64) float64 { return x * (2 + math.Sin(7*math.Log(x))) }
	a := Find(exactly(zigzag, affine(20, 0.3), sizes...), Search{})
	if a.View.Holds || a.View.Residual < 0.1 || len(a.View.Pieces) != 3 {
		t.Errorf("fit of no lines holds %v, residual %v, %d pieces, want not to hold, above 10 %%, as many as there may be", a.View.Holds, a.View.Residual, len(a.View.Pieces))
	}
	calm := func(x float64) float64 {
		if x > 4096 {
			return 3 * x
		}
		return zigzag(x)
	}
	if f := Find(exactly(calm, affine(20, 0.3), sizes...), Search{}).View; f.Holds {
		t.Errorf("fit whose last piece alone is a line holds, residual %v, want not to hold", f.Residual)
	}
	if !a.Copy.Holds {
		t.Errorf("the rival's fit holds %v, want true", a.Copy.Holds)
	}
}

func TestExcess(t *testing.T) {
	tests := []struct {
		name       string
		view, copy func(float64) float64
		word       Word
		excess     float64 // ns a pass
		beyond     float64 // 0 means none
	}{
		{name: "gains", view: affine(5, 20), copy: affine(105, 30), word: ViewNeverLoses, excess: -10},
		{name: "equal slopes", view: affine(5, 20), copy: affine(105, 20), word: ViewNeverLoses},
		{name: "loses later", view: affine(5, 21), copy: affine(505, 20), word: ViewNeverLoses, excess: 1, beyond: 500},
		{name: "the copy gains", view: affine(105, 30), copy: affine(5, 20), word: CopyNeverLoses, excess: 10},
		{name: "the copy loses later", view: affine(505, 20), copy: affine(5, 21), word: CopyNeverLoses, excess: -1, beyond: 500},
		{name: "another slope at the end", view: bent(5, 20, 8, 36), copy: affine(500, 30), word: ViewNeverLoses, excess: 6, beyond: 64 + 239/6.},
		{name: "not shown to lose", view: affine(5, 20.01), copy: affine(1005, 20), word: ViewNeverLoses, excess: 0.01},
		{name: "crosses", view: affine(5, 30), copy: affine(105, 20), word: Crosses, excess: 10},
	}
	for _, tt := range tests {
		a := Find(exactly(tt.view, tt.copy, 1, 2, 4, 8, 16, 32, 64), Search{})
		if e := a.Excess; a.Word != tt.word || math.Abs(e.Center-tt.excess) > 1e-6 || e.Lo > tt.excess || e.Hi < tt.excess || e.N != 10 {
			t.Errorf("%s: %v, excess %+v, want %v, %v", tt.name, a.Word, e, tt.word, tt.excess)
		}
		if b := a.Beyond; math.Abs(b.Center-tt.beyond) > 1e-6 || b.Lo > tt.beyond || b.Hi < tt.beyond || (b.N > 0) != (tt.beyond > 0) {
			t.Errorf("%s: beyond = %+v, want %v", tt.name, b, tt.beyond)
		}
	}
}

func TestRootBeyond(t *testing.T) {
	tests := []struct {
		name string
		l    line
		want float64
	}{
		{name: "ahead", l: line{-100, 1}, want: 100},
		{name: "passed", l: line{-10, 1}, want: 64},
		{name: "never", l: line{-10, -1}, want: math.Inf(1)},
	}
	for _, tt := range tests {
		if got := tt.l.rootBeyond(64, false); got != tt.want {
			t.Errorf("%s: root above 64 = %v, want %v", tt.name, got, tt.want)
		}
	}
}
