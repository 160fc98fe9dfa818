package verdict

import (
	"math"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/result"
)

// confidence of every interval.
const confidence = 0.95

// Comparison is all arms of one case.
type Comparison struct {
	Scenario   string
	Case       bench.Case
	Clock      string // unit of the clock that factors are of
	Launches   int
	Fastest    string // the arm with the shortest time by that clock; empty without one
	Arms       []Arm
	References []Arm // ceilings and probes
}

// Arm is what was measured of one arm in one case, over launches.
type Arm struct {
	Name    string
	Time    interval.Estimate            // ns/op of wall time
	Factor  interval.Estimate            // how many times faster than the arm asked for, paired, by the case's clock; N is 0 without one
	Against Judgement                    // the verdict on that; its Word is empty without one
	Over    interval.Estimate            // how many times faster than the copy; likewise
	Cost    Cost                         // how much longer than others, paired, by the case's clock
	Share   interval.Estimate            // of the machine's ceiling, 1 is all of it; N is 0 where there is none
	Best    float64                      // the median share of the fastest launch of the ceiling that bounds the arm: of copying if it copies, else of reading
	Values  map[string]interval.Estimate // every unit of the lines
}

// Arm returns the arm of that name, or nil.
func (c *Comparison) Arm(name string) *Arm {
	for i := range c.Arms {
		if c.Arms[i].Name == name {
			return &c.Arms[i]
		}
	}
	return nil
}

// Compare groups lines by case, in order of appearance, and estimates each
// arm. The i-th line of each name is launch i; arms with unequal numbers of
// lines are not paired. Against another arm than the copy the factors are
// those of two paired ratios; [CompareOver] has the ratio that was paired.
func Compare(lines []result.Line, g Goal, against string) []Comparison {
	return CompareOver(lines, lines, g, against)
}

// CompareOver is [Compare], with the factors from other lines: those of the
// same launches by way of that arm (see [LaunchOver]).
func CompareOver(lines, over []result.Line, g Goal, against string) []Comparison {
	order, groups := byCase(lines)
	_, paired := byCase(over)
	compared := make([]Comparison, len(order))
	for i, key := range order {
		compared[i] = compareCase(groups[key], paired[key], g, against)
	}
	return compared
}

func byCase(lines []result.Line) (order []string, groups map[string][]result.Line) {
	groups = map[string][]result.Line{}
	for _, l := range lines {
		key := l.Scenario + "/" + l.Case.String()
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], l)
	}
	return order, groups
}

func byArm(lines []result.Line) (names []string, arms map[string][]result.Line) {
	arms = map[string][]result.Line{}
	for _, l := range lines {
		if arms[l.Arm] == nil {
			names = append(names, l.Arm)
		}
		arms[l.Arm] = append(arms[l.Arm], l)
	}
	return names, arms
}

func compareCase(lines, paired []result.Line, g Goal, against string) Comparison {
	c := Comparison{Scenario: lines[0].Scenario, Case: lines[0].Case, Clock: clockOf(lines[0].Design.Clock).unit}
	names, arms := byArm(lines)
	_, others := byArm(paired)
	move := faster(arms[reference.CeilingCopy], arms[reference.CeilingStream])
	for _, name := range names {
		a := estimate(arms[name])
		c.Launches = max(c.Launches, a.Time.N)
		a.Factor = times(others[against], others[name], c.Clock, g)
		if a.Over = a.Factor; against != yardstick { // else both are the same lines
			a.Over = times(arms[yardstick], arms[name], c.Clock, g)
		}
		if name != against {
			if logs := logRatios(others[name], others[against], c.Clock); logs != nil {
				a.Against = g.judge(logs, lines[0].Design)
			}
		}
		if reference.Is(name) {
			c.References = append(c.References, a)
			continue
		}
		a.share(arms[name], arms[reference.CeilingRead], move, c.Case)
		c.Arms = append(c.Arms, a)
	}
	c.cost(arms, g)
	return c
}

func estimate(lines []result.Line) Arm {
	a := Arm{Name: lines[0].Arm, Values: map[string]interval.Estimate{}}
	for _, v := range lines[0].Values {
		a.Values[v.Unit] = interval.Median(column(lines, v.Unit), confidence)
	}
	for _, event := range events.Names() { // a launch that lacks one has not counted 0
		var x []float64
		for _, l := range lines {
			if n, counted := l.Get(events.Unit(event)); counted {
				x = append(x, n)
			}
		}
		if len(x) > 0 {
			a.Values[events.Unit(event)] = interval.Median(x, confidence)
		}
	}
	a.Time = a.Values["ns/op"]
	return a
}

// times is how many times faster lines are than base, paired by launch, by
// one clock. Unequal counts are not paired.
func times(base, lines []result.Line, unit string, g Goal) interval.Estimate {
	logs := logRatios(base, lines, unit)
	if logs == nil {
		return interval.Estimate{}
	}
	return exponential(g.estimate(logs, lines[0].Design))
}

// logRatios are the log ratios of a to b, launch by launch; nil where they are
// not paired, or a value is not positive and finite.
func logRatios(a, b []result.Line, unit string) []float64 {
	if len(a) != len(b) || len(a) == 0 {
		return nil
	}
	x, y := column(a, unit), column(b, unit)
	logs := make([]float64, len(x))
	for i := range x {
		logs[i] = math.Log(x[i] / y[i])
		if math.IsNaN(logs[i]) || math.IsInf(logs[i], 0) {
			return nil
		}
	}
	return logs
}

func column(lines []result.Line, unit string) []float64 {
	x := make([]float64, len(lines))
	for i, l := range lines {
		x[i], _ = l.Get(unit)
	}
	return x
}

// share is the time of the machine's ceilings for the same copying and reading, over the
// time of the arm. It is paired by launch, and also against the ceilings' fastest
// launches.
func (a *Arm) share(lines, read, move []result.Line, c bench.Case) {
	if len(read) != len(lines) || len(move) != len(lines) {
		return
	}
	took, toRead, toMove := column(lines, "ns/op"), column(read, "ns/op"), column(move, "ns/op")
	fastRead, fastMove := slices.Min(toRead), slices.Min(toMove)
	paired, best := make([]float64, len(lines)), make([]float64, len(lines))
	for i, l := range lines {
		copied, _ := l.Get("copied-B/op")
		moves, reads := copied/float64(c.Size), float64(min(c.Passes, 1)) // the read ceiling has all passes
		if !c.Whole() {
			reads = 0 // no ceiling reads in such an order
		}
		paired[i] = (moves*toMove[i] + reads*toRead[i]) / took[i]
		best[i] = moves * fastMove / took[i]
		if moves == 0 {
			best[i] = reads * fastRead / took[i]
		}
	}
	if paired[0] == 0 {
		return // handed over, neither copied nor read
	}
	a.Share = interval.Median(paired, confidence)
	a.Best = interval.Median(best, confidence).Center
}

// faster is the copy ceiling: ordinary or streaming stores, whichever has the
// lower median.
func faster(a, b []result.Line) []result.Line {
	if len(a) == 0 || len(b) > 0 && interval.Median(column(b, "ns/op"), confidence).Center < interval.Median(column(a, "ns/op"), confidence).Center {
		return b
	}
	return a
}

// impossible is the share above which nobody believes a figure: a twentieth is left to
// noise between the arm and its ceiling.
//
// An owner may keep an array of [launch.HugeFrom] and more in huge pages, as numpy and
// page caches do. They are read faster than the ceiling's pages, by a quarter on one
// machine. Below [reference.LeastGround], the ceiling reads more memory than the arm. A busy
// neighbour on the same core leaves less of it in L1: the ceiling was a seventh slower
// on one machine.
func impossible(size bench.Bytes) float64 {
	if size >= launch.HugeFrom || size < reference.LeastGround {
		return 1.35
	}
	return 1.05
}

// Impossible reports whether an arm is faster than the machine can be, so that
// it read nothing: the whole interval of its share lies above the ceiling, and
// no launch of the ceiling came near it either. The second condition is there
// because a run judges some hundred shares, and a ceiling that drew bad pages
// in most launches must not accuse an honest arm; and it asks of a copy for the
// copying alone, because what was just written is read from a nearer cache than
// the ceiling reads from.
func (c Comparison) Impossible(a Arm) bool {
	limit := impossible(c.Case.Size)
	return a.Share.N > 0 && a.Share.Lo > limit && a.Best > limit
}

// Credible is c without the arms that are faster than the machine can be.
func (c Comparison) Credible() Comparison {
	without := c.Arm(yardstick)
	c.Arms = slices.DeleteFunc(slices.Clone(c.Arms), c.Impossible)
	if without != nil && c.Impossible(*without) { // nothing to compare with
		for i := range c.Arms {
			c.Arms[i].Factor, c.Arms[i].Over, c.Arms[i].Cost.OverCopy = interval.Estimate{}, interval.Estimate{}, interval.Estimate{}
		}
	}
	return c
}
