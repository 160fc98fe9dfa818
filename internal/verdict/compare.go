package verdict

import (
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/interval"
	"github.com/bufbench/bufbench/internal/result"
)

// confidence of every interval.
const confidence = 0.95

// Comparison is all arms of one case.
type Comparison struct {
	Scenario   string
	Case       bench.Case
	Arms       []Arm
	References []Arm // ceilings and probes
}

// Arm is what was measured of one arm in one case, over launches.
type Arm struct {
	Name   string
	Time   interval.Estimate            // ns/op of wall time
	Factor interval.Estimate            // how many times faster than the arm asked for, paired; N is 0 without one
	Over   interval.Estimate            // how many times faster than the copy; likewise
	Share  interval.Estimate            // of the machine's ceiling, 1 is all of it; N is 0 where there is none
	Best   float64                      // the median share of the fastest launch of the ceiling that bounds the arm: of copying if it copies, else of reading
	Values map[string]interval.Estimate // every unit of the lines
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
// lines are not paired.
func Compare(lines []result.Line, against string) []Comparison {
	var order []string
	groups := map[string][]result.Line{}
	for _, l := range lines {
		key := l.Scenario + "/" + l.Case.String()
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], l)
	}
	compared := make([]Comparison, len(order))
	for i, key := range order {
		compared[i] = compareCase(groups[key], against)
	}
	return compared
}

func compareCase(lines []result.Line, against string) Comparison {
	c := Comparison{Scenario: lines[0].Scenario, Case: lines[0].Case}
	var names []string
	byArm := map[string][]result.Line{}
	for _, l := range lines {
		if byArm[l.Arm] == nil {
			names = append(names, l.Arm)
		}
		byArm[l.Arm] = append(byArm[l.Arm], l)
	}
	move := faster(byArm[bench.CeilingCopy], byArm[bench.CeilingStream])
	for _, name := range names {
		a := estimate(byArm[name])
		a.Factor, a.Over = over(byArm[against], byArm[name]), over(byArm[yardstick], byArm[name])
		if isReference(name) {
			c.References = append(c.References, a)
			continue
		}
		a.share(byArm[name], byArm[bench.CeilingRead], move, c.Case)
		c.Arms = append(c.Arms, a)
	}
	return c
}

// isReference tells ceilings and probes from arms.
func isReference(name string) bool {
	return strings.HasPrefix(name, "ceiling-") || strings.HasPrefix(name, bench.ProbeRole(""))
}

func estimate(lines []result.Line) Arm {
	a := Arm{Name: lines[0].Arm, Values: map[string]interval.Estimate{}}
	for _, v := range lines[0].Values {
		a.Values[v.Unit] = interval.Median(column(lines, v.Unit), confidence)
	}
	a.Time = a.Values["ns/op"]
	return a
}

// over is how many times faster lines are than base, paired by launch. Unequal
// counts are not paired.
func over(base, lines []result.Line) interval.Estimate {
	ratio, err := interval.Ratio(column(base, "ns/op"), column(lines, "ns/op"), confidence)
	if err != nil {
		return interval.Estimate{}
	}
	return ratio
}

func column(lines []result.Line, unit string) []float64 {
	x := make([]float64, len(lines))
	for i, l := range lines {
		x[i], _ = l.Get(unit)
	}
	return x
}

// share is the time that the machine's ceilings would need for what the arm
// copies and consumes, over the time that it took: paired by launch, and
// against the ceilings' fastest launches.
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

// impossible is the share above which nobody believes a figure: a twentieth is
// left to noise between the arm and its ceiling.
const impossible = 1.05

// Impossible reports whether the arm is faster than the machine can be, so that
// it read nothing: the whole interval of its share lies above the ceiling, and
// no launch of the ceiling came near it either. The second condition is there
// because a run judges some hundred shares, and a ceiling that drew bad pages
// in most launches must not accuse an honest arm; and it asks of a copy for the
// copying alone, because what was just written is read from a nearer cache than
// the ceiling reads from.
func (a Arm) Impossible() bool {
	return a.Share.N > 0 && a.Share.Lo > impossible && a.Best > impossible
}

// Credible is c without the arms that are faster than the machine can be.
func (c Comparison) Credible() Comparison {
	without := c.Arm(yardstick)
	c.Arms = slices.DeleteFunc(slices.Clone(c.Arms), Arm.Impossible)
	if without != nil && without.Impossible() { // nothing to compare with
		for i := range c.Arms {
			c.Arms[i].Factor, c.Arms[i].Over = interval.Estimate{}, interval.Estimate{}
		}
	}
	return c
}
