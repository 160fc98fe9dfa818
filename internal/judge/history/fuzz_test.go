package history_test

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/history"
)

// FuzzChanges: whatever the values are, changes lie within the points and in order.
func FuzzChanges(f *testing.F) {
	seed := func(x ...float64) {
		var text []byte
		for _, v := range x {
			text = binary.LittleEndian.AppendUint64(text, math.Float64bits(v))
		}
		f.Add(text, false)
	}
	seed(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)
	seed(1e308, -1e308, 1e308, 0, 1e-320, math.NaN(), math.Inf(-1), 5, 5, 5, 5, 5)
	seed(0, 0, 0, 0, 0, 1e-300, 1e300, 1e300, 1e300, 1e300, 0, 0, 0)
	f.Fuzz(func(t *testing.T, text []byte, pairs bool) {
		var s history.Series
		for len(text) >= 8 {
			v := math.Float64frombits(binary.LittleEndian.Uint64(text))
			text = text[8:]
			if pairs && len(s.Points)%3 == 1 && len(s.Points[len(s.Points)-1].Values) < 4 {
				last := &s.Points[len(s.Points)-1]
				last.Values = append(last.Values, v)
				continue
			}
			s.Points = append(s.Points, history.Point{Values: []float64{v}})
		}
		before := -1
		for _, c := range history.Changes(s, history.Options{}) {
			if c.At <= before || c.Low > c.At || c.High < c.At || c.Low < 0 || c.High >= len(s.Points) || c.Until < c.At || c.Until >= len(s.Points) {
				t.Fatalf("%+v in %d points, after a change at %d", c, len(s.Points), before)
			}
			before = c.At
			for _, v := range []float64{c.Ratio, c.RatioLow, c.RatioHigh, c.Probability} {
				if math.IsNaN(v) {
					t.Fatalf("%+v: not a number", c)
				}
			}
		}
	})
}
