package verdict

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/result"
)

// Goal says when a comparison is decided and when it is sharp enough. The zero
// value means the defaults.
type Goal struct {
	Alpha     float64 // how often an interval may miss, and a verdict be false; 0 means 0.01 where launches go on until they suffice, and 0.05 where their number is fixed
	Margin    float64 // factors within 1 ± Margin are the same; 0 means 0.01
	Precision float64 // half the width that an interval may have, as a share of the factor; 0 means 0.02
}

// The defaults of a goal.
const (
	SequentialAlpha  = 0.01 // a run makes hundreds of comparisons
	FixedAlpha       = 0.05 // the usual one; six launches suffice
	DefaultMargin    = 0.01
	DefaultPrecision = 0.02
)

// orDefaults fills in the zero values of g: with the values that the lines were measured
// for, or else with the defaults.
func (g Goal) orDefaults(d result.Design) Goal {
	if g.Alpha == 0 {
		g.Alpha = d.Alpha
	}
	if g.Alpha == 0 {
		g.Alpha = FixedAlpha
		if d.Stop == result.Sequential {
			g.Alpha = SequentialAlpha
		}
	}
	if g.Margin == 0 {
		g.Margin = DefaultMargin
	}
	if g.Precision == 0 {
		g.Precision = DefaultPrecision
	}
	return g
}

// Word is what a comparison comes to.
type Word string

// The four verdicts: there is no fifth, and no bare "no difference".
const (
	Better    Word = "better"
	Worse     Word = "worse"
	Same      Word = "same"      // within the margin, shown
	Undecided Word = "undecided" // see Judgement.Spread
)

// Judgement is the verdict on an arm against its base.
type Judgement struct {
	Word       Word
	Time       interval.Estimate // time of the arm over that of the base: 1.02 is 2 % longer
	Evidence   float64           // e-value against "no difference"
	Detectable float64           // smallest ratio of times above 1 that as many launches would have found nine times in ten
	Level      float64           // how often the interval of Time may miss
	Spread     float64           // mean absolute deviation of the log ratios of the launches from their median
}

// Judge judges the log ratios of an arm's time to its base's, one a launch, in
// the order of the launches. It may be asked after every launch: the interval
// holds at all of them together (see [interval.Sequence]).
func (g Goal) Judge(logs []float64) Judgement {
	return g.judge(logs, sequential)
}

// JudgeBy is [Goal.Judge] for launches of a design: only those that went on
// until they sufficed may have been judged at every look.
func (g Goal) JudgeBy(logs []float64, d result.Design) Judgement { return g.judge(logs, d) }

// judge judges by the interval that the design allows. Launches that went on until they
// sufficed get the interval that holds at every look. A number of launches that was
// fixed beforehand gets the narrower one between order statistics. Launches up to a
// limit were looked at once before: they get the interval of the signed-rank test at
// half of the level.
func (g Goal) judge(logs []float64, d result.Design) Judgement {
	return g.judgement(g.estimate(logs, d), logs, d)
}

// judgement is that of [Goal.judge], by an estimate of the log ratios that is known.
func (g Goal) judgement(e interval.Estimate, logs []float64, d result.Design) Judgement {
	g = g.orDefaults(d)
	return Judgement{
		Word: g.word(e), Time: exponential(e), Evidence: interval.Evidence(logs, 0),
		Detectable: math.Exp(interval.Detectable(logs, g.Alpha, 0.9)), Level: g.Alpha, Spread: spread(logs),
	}
}

// estimate is the centre of log ratios with the interval that the design
// allows.
func (g Goal) estimate(logs []float64, d result.Design) interval.Estimate {
	g = g.orDefaults(d)
	switch d.Stop {
	case result.Sequential:
		return interval.Sequence(logs, g.Alpha)
	case result.Early:
		return whole(interval.Sequence(logs, g.Alpha/2))
	case result.Limit:
		return whole(interval.HodgesLehmann(logs, 1-g.Alpha/2))
	}
	return interval.Median(logs, 1-g.Alpha)
}

// whole is an interval of half of a level as one of all of it: the other half is
// that of another look.
func whole(e interval.Estimate) interval.Estimate {
	e.Confidence = max(0, 1-2*(1-e.Confidence))
	return e
}

// P is the p-value of "no difference" for log ratios of launches of a design: by
// the test whose interval [Goal.JudgeBy] has.
func P(logs []float64, d result.Design) float64 {
	var p float64
	switch d.Stop {
	case result.Sequential:
		p = 1 / interval.Evidence(logs, 0)
	case result.Early:
		p = 2 / interval.Evidence(logs, 0)
	case result.Limit:
		p = 2 * interval.SignedRank(logs)
	default:
		p = interval.SignTest(logs)
	}
	return min(1, p)
}

func (g Goal) word(e interval.Estimate) Word {
	switch {
	case e.Lo > 0:
		return Worse
	case e.Hi < 0:
		return Better
	case e.Lo >= math.Log1p(-g.Margin) && e.Hi <= math.Log1p(g.Margin):
		return Same
	}
	return Undecided
}

// spread is the mean absolute deviation from the median.
func spread(x []float64) float64 {
	middle := interval.TrimmedMean(x, 0.5)
	sum := 0.
	for _, v := range x {
		sum += math.Abs(v - middle)
	}
	return sum / float64(len(x))
}

// Sharp reports whether the verdict is reached and its interval narrow enough.
// A size from an early stop is optimistic, because it is the lucky launches
// that stop early; so an interval has to be narrower the nearer the rivals
// are: a tenth of the effect, but half a per cent at least and the precision
// at most.
func (g Goal) Sharp(j Judgement) bool {
	return g.sharp(j.Word, math.Log(j.Time.Center), math.Log(j.Time.Hi/j.Time.Lo)/2)
}

func (g Goal) sharp(w Word, effect, half float64) bool {
	switch w {
	case Undecided:
		return false
	case Same:
		return true
	}
	precision := g.orDefaults(result.Design{}).Precision
	return half <= math.Max(leastPrecision, math.Min(math.Abs(effect)/10, precision))
}

// Reached reports whether every arm of a case is sharp against another, from
// the lines of the case by way of that one (see [LaunchOver]). References, and
// arms that cannot be compared, keep nobody waiting.
func (g Goal) Reached(lines []result.Line, against string) bool {
	if len(lines) == 0 {
		return true
	}
	s := CasesOf(lines, g).sheets[0]
	for name, own := range s.arms {
		d := own[0].Design
		logs := s.logs(name, against, clockOf(d.Clock).unit)
		if name == against || reference.Is(name) || logs == nil {
			continue
		}
		e := g.estimate(logs, d)
		if !g.sharp(g.orDefaults(d).word(e), e.Center, (e.Hi-e.Lo)/2) {
			return false
		}
	}
	return true
}

// leastPrecision is fine enough for every effect.
const leastPrecision = 0.005

// opposite turns an estimate of differences into one of the differences the other way
// round. All methods treat both signs alike. Nothing is -0.
func opposite(e interval.Estimate) interval.Estimate {
	e.Center, e.Lo, e.Hi = 0-e.Center, 0-e.Hi, 0-e.Lo
	return e
}

// exponential turns an estimate of log ratios into one of ratios.
func exponential(e interval.Estimate) interval.Estimate {
	e.Center, e.Lo, e.Hi = math.Exp(e.Center), math.Exp(e.Lo), math.Exp(e.Hi)
	return e
}
