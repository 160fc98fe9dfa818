package breakeven

import "math"

// difference is the time of the view minus that of the copy as a line over X:
// at + slope × X, in ns.
type difference struct{ at, slope float64 }

// root is the X at which the difference is 0.
func (d difference) root() float64 { return -d.at / d.slope }

// over is the difference at x.
func (d difference) over(x float64) float64 { return d.at + d.slope*x }

// weighed is one place's part in fitting a difference.
type weighed struct{ x, y, error float64 } // ns, and its standard error

// weigh states the difference at a place for a log ratio and the logarithm of
// the copy's time. Its sign is the ratio's and as precise; its size follows the
// copy's time, which wanders. So places near a crossing count most.
func (p spot) weigh(ratio, time float64) weighed {
	copied, over := math.Exp(time), math.Expm1(ratio)
	return weighed{x: p.x, y: copied * over, error: copied * math.Hypot(math.Exp(ratio)*p.ratio.se, over*math.Hypot(wander, p.time.se))}
}

// straight is the line of least squares through places, in units of their
// errors.
func straight(through []weighed) difference {
	var w, wx, wy float64
	for _, p := range through {
		weight := 1 / (p.error * p.error)
		w, wx, wy = w+weight, wx+weight*p.x, wy+weight*p.y
	}
	mx, my := wx/w, wy/w
	var xx, xy float64
	for _, p := range through {
		weight := 1 / (p.error * p.error)
		xx, xy = xx+weight*(p.x-mx)*(p.x-mx), xy+weight*(p.x-mx)*(p.y-my)
	}
	slope := xy / xx
	return difference{at: my - slope*mx, slope: slope}
}

// fit is the difference through spots.
func fit(through []spot) difference {
	points := make([]weighed, len(through))
	for i, p := range through {
		points[i] = p.weigh(p.ratio.center, p.time.center)
	}
	return straight(points)
}

// refit is the difference through what resample b says of spots.
func refit(through []spot, b int) difference {
	points := make([]weighed, len(through))
	for i, p := range through {
		points[i] = p.weigh(p.ratio.draws[b], p.time.draws[b])
	}
	return straight(points)
}

// holds says whether no spot lies further from the line than noise may carry
// it.
func (d difference) holds(through []spot) bool {
	const errors = 3 // in a window of six, one in sixty lies further by chance
	for _, p := range through {
		at := p.weigh(p.ratio.center, p.time.center)
		if !(math.Abs(at.y-d.over(at.x)) <= errors*at.error) {
			return false
		}
	}
	return true
}
