package history

// Fewest is how many points a series needs for a change: a few on each side. Counts that
// are [Series.Exact] need two.
const Fewest = 2 * shortest

// Point is one commit of a series.
type Point struct {
	// Values are the replicates in the order in which they were measured. A chain of
	// ratios carries one. Values that are not finite are left out, and a point without
	// finite values is a gap.
	Values []float64
}

// Series is one benchmark in one unit on one machine, over commits in their order.
type Series struct {
	Name   string
	Unit   string
	Better int  // +1 if higher is better, -1 if lower is, 0 if nobody knows
	Exact  bool // counts without noise: every difference is a change
	Points []Point
}

// Change is a point at which a series got a new level, or began to creep.
type Change struct {
	At        int // index of the first point of the new level
	Low, High int // interval of At, both ends included

	// Before and After are the two levels. Those of a creep are the level before At and
	// the one at Until.
	Before, After float64

	// Ratio is After ÷ Before, with its interval. All are 0 if the levels have
	// different signs or one is 0.
	Ratio, RatioLow, RatioHigh float64

	// Probability is 1 less the share of unchanged series that show a change as clear
	// as this one, in the worst of five kinds of noise. It is 1 for counts, and 0.9 or
	// more for all else that is reported.
	Probability float64

	Creep bool // the level moved slowly from At on, and more than at once
	Until int  // index of the last point of that move; At if the level stayed
}

// Options say how sure the changes must be. The zero value holds the defaults.
type Options struct {
	// FalseShare is the share of false changes among those that [ChangesOf] returns.
	// 0 means 0.05.
	FalseShare float64
	// Confidence is that of the intervals. 0 means 0.95.
	Confidence float64
	// PointsPerWeek is how many points each series gets per week. 0 means 50.
	PointsPerWeek float64
}

// filled returns o with its defaults in place of what cannot be.
func (o Options) filled() Options {
	if !(o.FalseShare > 0 && o.FalseShare < 1) {
		o.FalseShare = 0.05
	}
	if !(o.Confidence > 0 && o.Confidence < 1) {
		o.Confidence = 0.95
	}
	if !(o.PointsPerWeek > 0) {
		o.PointsPerWeek = 50
	}
	return o
}
