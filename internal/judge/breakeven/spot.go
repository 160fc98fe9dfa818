package breakeven

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// spot is what is known of one place.
type spot struct {
	x     float64
	ratio quantity // ln(view/copy)
	time  quantity // ln(copy in ns)
}

// spots estimates each sample. What is drawn for a place depends on the seed
// and its X alone.
func spots(samples []sample, s Search) []spot {
	var found []spot
	for _, p := range samples {
		r := rand.New(rand.NewPCG(s.Seed, math.Float64bits(p.x)))
		found = append(found, spot{
			x:     p.x,
			ratio: locate(p.ratio, ratiosWander, s.miss(), r),
			time:  locate(p.copy, timesWander, s.miss(), r),
		})
	}
	return found
}

// resampled is the spots that more than one launch vouches for.
func resampled(all []spot) []spot {
	return slices.DeleteFunc(slices.Clone(all), func(p spot) bool { return p.ratio.draws == nil })
}

// A reading turns a log ratio and the logarithm of the copy's time at a spot
// into a time.
type reading func(p spot, ratio, time float64) mark

// copied reads the copy's time.
func copied(p spot, _, time float64) mark {
	y := math.Exp(time)
	return mark{p.x, y, y * p.time.error()}
}

// viewed reads the view's: the copy's, times their ratio.
func viewed(p spot, ratio, time float64) mark {
	y := math.Exp(time + ratio)
	return mark{p.x, y, y * math.Hypot(p.time.error(), p.ratio.error())}
}

// differing reads the view's minus the copy's. Its sign is the ratio's and as
// precise; its size follows the copy's time, which wanders. So spots near a
// crossing count most.
func differing(p spot, ratio, time float64) mark {
	y, over := math.Exp(time), math.Expm1(ratio)
	return mark{p.x, y * over, y * math.Hypot(math.Exp(ratio)*p.ratio.error(), over*p.time.error())}
}

// marks reads spots.
func marks(of []spot, read reading) []mark {
	found := make([]mark, len(of))
	for i, p := range of {
		found[i] = read(p, p.ratio.center, p.time.center)
	}
	return found
}

// lines are those through the spots, once for each time that their launches
// were resampled.
func lines(through []spot, read reading) []line {
	found, drawn := make([]line, resamples), make([]mark, len(through))
	for b := range found {
		for i, p := range through {
			drawn[i] = read(p, p.ratio.draws[b], p.time.draws[b])
		}
		found[b] = straight(drawn)
	}
	return found
}

// spread is the interval of a value over the lines of resampled spots, about its value
// for the spots themselves. A line whose value is NaN may have any value: it counts as
// below the others for Lo, and above them for Hi.
func spread(center float64, of []line, say func(line) float64, s Search) interval.Estimate {
	low, high := make([]float64, len(of)), make([]float64, len(of))
	for b, l := range of {
		low[b], high[b] = say(l), say(l)
		if math.IsNaN(low[b]) {
			low[b], high[b] = math.Inf(-1), math.Inf(1)
		}
	}
	slices.Sort(low)
	slices.Sort(high)
	out := int(s.miss() / 2 * float64(len(of)))
	return interval.Estimate{
		Center: center, Lo: min(center, low[out]), Hi: max(center, high[len(high)-1-out]), Confidence: s.Confidence,
	}
}

// launches is the least number of launches of any spot.
func launches(of []spot) int {
	return slices.MinFunc(of, func(p, q spot) int { return p.ratio.n - q.ratio.n }).ratio.n
}
