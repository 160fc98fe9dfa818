package verdict

import (
	"math"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/result"
)

// Power is how often what is called detectable is found.
const Power = 0.9

// Calibration is what a machine can tell in one class of work, from launches of
// identical code.
type Calibration struct {
	Class    string
	Launches int
	Each     time.Duration // a launch
	Verdicts int           // that were asked for
	False    int           // better or worse, of identical code
	After    []Reach
	Planted  []Plant

	logs []float64
}

// Reach is what can be told in a time.
type Reach struct {
	Time         time.Duration
	Launches     int     // that fit into it
	Half         float64 // half the interval of identical code, as a logarithm; +Inf where so few launches give none
	Detectable   float64 // the smallest log ratio that is found nine times in ten; likewise
	Extrapolated bool    // from fewer launches, by the square root of their number
}

// Plant is a slowdown that was planted.
type Plant struct {
	Effect  float64 // as a share: 0.01 is 1 % more work
	Against Judgement
}

// Found reports whether the slowdown was found, whatever size it was given.
func (p Plant) Found() bool { return p.Against.Word == Worse }

// sequential is how a run judges by default.
var sequential = result.Design{Stop: result.Sequential}

// Calibrate says what launches of identical code tell of a class: their log
// ratios, in order, and what a launch takes. The verdicts are those of a run that
// looks after every launch.
func Calibrate(class string, logs []float64, each time.Duration, times ...time.Duration) Calibration {
	c := Calibration{Class: class, Launches: len(logs), Each: each, logs: slices.Clone(logs)}
	for part := range slices.Chunk(logs, 2*interval.SequenceFloor(SequentialAlpha)) {
		if len(part) < interval.SequenceFloor(SequentialAlpha) {
			break
		}
		c.Verdicts++
		if told(part) {
			c.False++
		}
	}
	for _, t := range times {
		c.After = append(c.After, c.reach(t))
	}
	return c
}

// told reports whether a run would have told identical code apart at some look.
func told(logs []float64) bool {
	for n := range logs {
		w := Goal{}.Judge(logs[:n+1]).Word
		if w == Better || w == Worse {
			return true
		}
	}
	return false
}

// reach is what a time allows. If the launches do not fill the time, it is extrapolated
// from all of them. Otherwise it is the median over parts of as many launches as fit
// into the time.
func (c Calibration) reach(t time.Duration) Reach {
	r := Reach{Time: t, Launches: int(t / max(c.Each, 1)), Half: math.Inf(1), Detectable: math.Inf(1)}
	floor := interval.SequenceFloor(SequentialAlpha)
	if r.Launches < floor || len(c.logs) < floor {
		return r
	}
	if r.Launches > len(c.logs) {
		r.Extrapolated = true
		shrink := math.Sqrt(float64(len(c.logs)) / float64(r.Launches))
		r.Half, r.Detectable = shrink*half(c.logs), shrink*detectable(c.logs)
		return r
	}
	var halves, least []float64
	for part := range slices.Chunk(c.logs, r.Launches) {
		if len(part) == r.Launches {
			halves, least = append(halves, half(part)), append(least, detectable(part))
		}
	}
	r.Half, r.Detectable = interval.TrimmedMean(halves, 0.5), interval.TrimmedMean(least, 0.5)
	return r
}

func half(logs []float64) float64 {
	e := Goal{}.estimate(logs, sequential)
	return (e.Hi - e.Lo) / 2
}

func detectable(logs []float64) float64 {
	return interval.Detectable(logs, SequentialAlpha, Power)
}

// Detects is how long it takes to find an effect, as a share, nine times in ten. It is
// extrapolated by the square root of time, and allows for the launches that an interval
// takes at least. It is 0 if nothing is known.
func (c Calibration) Detects(effect float64) time.Duration {
	least := detectable(c.logs)
	if math.IsInf(least, 0) || math.IsNaN(least) {
		return 0
	}
	n := float64(len(c.logs)) * math.Pow(least/math.Log1p(effect), 2)
	return time.Duration(max(math.Ceil(n), float64(interval.SequenceFloor(SequentialAlpha))) * float64(c.Each))
}
