package history

import (
	"math"
	"slices"
)

// Changes returns the changes of one series, oldest first. It does not modify s. The
// same points give the same changes, however many are added in one go.
func Changes(s Series, o Options) []Change {
	f := Follower{Options: o, Exact: s.Exact}
	for _, p := range s.Points {
		f.add(p)
	}
	return f.Changes()
}

// ChangesOf returns the changes of every series, in the order of all, such that at most
// the share o.FalseShare of all changes is expected to be false. falseAlarmsPerWeek is
// the expected number of false changes per week if nothing changes at all.
func ChangesOf(all []Series, o Options) (changes [][]Change, falseAlarmsPerWeek float64) {
	o = o.filled()
	changes = make([][]Change, len(all))
	for i, s := range all {
		changes[i] = Changes(s, o)
		if !s.Exact {
			falseAlarmsPerWeek += o.PointsPerWeek * falsePerPoint
		}
	}
	return changes, falseAlarmsPerWeek
}

// falsePerPoint is how many changes a point of unchanged noise gives.
const falsePerPoint = 0.0005

// Follower finds the changes of a series while it grows.
type Follower struct {
	Options Options
	Exact   bool

	level []float64
	index []int
	n     int
}

// Add adds the next point and returns all changes so far.
func (f *Follower) Add(p Point) []Change {
	f.add(p)
	return f.Changes()
}

func (f *Follower) add(p Point) {
	finite := slices.DeleteFunc(slices.Clone(p.Values), func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
	if len(finite) > 0 {
		slices.Sort(finite)
		f.level = append(f.level, finite[len(finite)/2])
		f.index = append(f.index, f.n)
	}
	f.n++
}

// Changes returns the changes of the points so far, oldest first.
func (f *Follower) Changes() []Change {
	var found []Change
	from := 0
	starts := append(split(f.level, 0, f.Exact), len(f.level))
	for k, at := range starts[:len(starts)-1] {
		before, after := mean(f.level[from:at]), mean(f.level[at:starts[k+1]])
		found = append(found, Change{
			At: f.index[at], Low: f.index[at], High: f.index[at],
			Before: before, After: after,
			Ratio: after / before, RatioLow: after / before, RatioHigh: after / before,
			Probability: 1 - falsePerPoint,
		})
		from = at
	}
	return found
}

// split returns the first indexes of new levels, shifted by base.
func split(x []float64, base int, exact bool) []int {
	best, gain := 0, 0.
	sigma := noise(x)
	if exact {
		sigma = 0
	}
	for at := 1; at < len(x); at++ {
		d := mean(x[at:]) - mean(x[:at])
		n, m := float64(at), float64(len(x)-at)
		if g := d * d * n * m / (n + m); g > gain {
			best, gain = at, g
		}
	}
	if best == 0 || gain <= 30*sigma*sigma {
		return nil
	}
	return slices.Concat(split(x[:best], base, exact), []int{base + best}, split(x[best:], base+best, exact))
}

// noise is a robust standard deviation of x about its levels.
func noise(x []float64) float64 {
	var steps []float64
	for i := 1; i < len(x); i++ {
		steps = append(steps, math.Abs(x[i]-x[i-1]))
	}
	if len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	return steps[len(steps)/2] * 1.4826 / math.Sqrt2
}

func mean(x []float64) float64 {
	sum := 0.
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}
