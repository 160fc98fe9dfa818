package breakeven

import "math"

// line is at + slope × X, in ns.
type line struct{ at, slope float64 }

// root is the X at which the line is 0.
func (l line) root() float64 { return -l.at / l.slope }

// over is the line at x.
func (l line) over(x float64) float64 { return l.at + l.slope*x }

// mark is a place that a line should pass through: ns, and its standard error.
type mark struct{ x, y, error float64 }

// straight is the line of least squares through marks, in units of their
// errors.
func straight(marks []mark) line {
	var w, wx, wy float64
	for _, m := range marks {
		weight := 1 / (m.error * m.error)
		w, wx, wy = w+weight, wx+weight*m.x, wy+weight*m.y
	}
	x, y := wx/w, wy/w
	var xx, xy float64
	for _, m := range marks {
		weight := 1 / (m.error * m.error)
		xx, xy = xx+weight*(m.x-x)*(m.x-x), xy+weight*(m.x-x)*(m.y-y)
	}
	slope := xy / xx
	return line{at: y - slope*x, slope: slope}
}

// holds says whether no mark lies further from the line than noise carries it.
func (l line) holds(marks []mark) bool {
	const errors = 3 // of six marks, one in sixty lies further by chance
	for _, m := range marks {
		if !(math.Abs(m.y-l.over(m.x)) <= errors*m.error) {
			return false
		}
	}
	return true
}

// squares is what the line of least squares leaves, in units of the errors.
func (l line) squares(marks []mark) (sum float64) {
	for _, m := range marks {
		off := (m.y - l.over(m.x)) / m.error
		sum += off * off
	}
	return sum
}
