package breakeven

import (
	"encoding/binary"
	"math"
	"testing"
)

// FuzzFind reads points of two launches and more from bytes. Whatever they
// are, nothing panics, and what is said keeps its promises.
func FuzzFind(f *testing.F) {
	f.Add([]byte{}, 0.15, 1.0)
	f.Add(encoded(exactly(affine(100, 0.1), affine(20, 0.3), 16, 64, 256, 1024)), 0.15, 1.0)
	f.Add(encoded(exactly(affine(5, 30), affine(105, 20), 0, 1, 4, 16)), 0.0, 1.0)
	f.Add(encoded(exactly(affine(1, 0), stepped(0.5, 0, 9, 1), 1e-60, 4, 16, 1e60)), math.NaN(), math.Inf(1))
	f.Fuzz(func(t *testing.T, raw []byte, precision, step float64) {
		a := Find(decoded(raw), Search{Precision: precision, Step: step})
		from, to := a.Range()
		for _, c := range a.Crossings {
			if !(from <= c.At.Lo && c.At.Lo <= c.At.Center && c.At.Center <= c.At.Hi && c.At.Hi <= to) {
				t.Errorf("crossing %v [%v, %v], want ordered and in [%v, %v]", c.At.Center, c.At.Lo, c.At.Hi, from, to)
			}
			if c.Winner == Nobody || !(c.Within[0] < c.Within[1]) {
				t.Errorf("crossing within %v won by %q, want two places and a winner", c.Within, c.Winner)
			}
		}
		next := a.Next(4)
		if len(next) > 4 || a.Sharp() && len(next) > 0 {
			t.Errorf("Next(4) = %v, sharp %v, want at most 4 places, none if sharp", next, a.Sharp())
		}
		for _, x := range next {
			if !(from <= x && x <= to) {
				t.Errorf("Next(4) = %v, want places in [%v, %v]", next, from, to)
			}
		}
	})
}

// each is the bytes of a number, pointSize those of a point: X, and three
// launches of each rival.
const each, pointSize = 8, 7 * each

func encoded(points []Point) (raw []byte) {
	for _, p := range points {
		for _, v := range append(append([]float64{p.X}, p.View[:3]...), p.Copy[:3]...) {
			raw = binary.LittleEndian.AppendUint64(raw, math.Float64bits(v))
		}
	}
	return raw
}

func decoded(raw []byte) (points []Point) {
	const most = 12 // more only take time
	for ; len(raw) >= pointSize && len(points) < most; raw = raw[pointSize:] {
		var v [7]float64
		for i := range v {
			v[i] = math.Float64frombits(binary.LittleEndian.Uint64(raw[i*each:]))
		}
		points = append(points, Point{X: v[0], View: v[1:4:4], Copy: v[4:7:7]})
	}
	return points
}
