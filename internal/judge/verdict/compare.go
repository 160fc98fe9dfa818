package verdict

import (
	"slices"
	"sync"

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
	Scenario string
	Case     bench.Case
	Clock    string // unit of the clock that factors are of
	Launches int
	Fastest  string // the arm with the shortest time by that clock; empty without one
	Arms     []Arm
	Beside   func() []Arm // estimates the references, see [Comparison.References]; nil is none
}

// References are the ceilings and probes of the case.
//
// Note: they are estimated when they are first asked for. They are more than half of the
// lines of a run, and its overview prints none of them.
func (c *Comparison) References() []Arm {
	if c.Beside == nil {
		return nil
	}
	return c.Beside()
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
	Best    float64                      // the median share of the fastest launch of the ceiling that bounds the arm: of reading; if it copies, of reading what it copies, or of copying where that is faster
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
	return CasesOf(lines, g).CompareOver(CasesOf(over, g), against)
}

// Compare estimates each arm of each case (see [Compare]).
func (c *Cases) Compare(against string) []Comparison { return c.CompareOver(c, against) }

// CompareOver is [Cases.Compare], with the factors from the same cases of others (see
// [CompareOver]).
func (c *Cases) CompareOver(others *Cases, against string) []Comparison {
	compared := make([]Comparison, len(c.sheets))
	for i, s := range c.sheets {
		paired := s
		if others != c {
			paired = others.sheet(s)
		}
		compared[i] = s.compare(paired, against)
	}
	return compared
}

// compare estimates each arm of a case, with the factors from another sheet of it.
func (s *sheet) compare(paired *sheet, against string) Comparison {
	if paired == nil {
		paired = newSheet(result.Line{}, s.goal)
	}
	if c, known := s.compared[against]; known && paired == s {
		return c
	}
	c := Comparison{Scenario: s.scenario, Case: s.at, Clock: s.clock()}
	move := s.fasterCeiling()
	var references []string
	for _, name := range s.names {
		if _, timed := s.arms[name][0].Get("ns/op"); timed {
			c.Launches = max(c.Launches, len(s.arms[name]))
		}
		if reference.Is(name) {
			references = append(references, name)
			continue
		}
		a := s.against(name, paired, against)
		s.share(&a, move)
		c.Arms = append(c.Arms, a)
	}
	c.cost(s)
	c.Beside = sync.OnceValue(func() (all []Arm) {
		for _, name := range references {
			all = append(all, s.against(name, paired, against))
		}
		return all
	})
	if paired == s {
		s.compared[against] = c
	}
	return c
}

// against estimates an arm, with the factors from another sheet of the case.
func (s *sheet) against(name string, paired *sheet, other string) Arm {
	a, clock := s.estimate(name), s.clock()
	a.Factor = paired.faster(name, other, clock)
	if a.Over = a.Factor; other != yardstick { // else both are the same lines
		a.Over = s.faster(name, yardstick, clock)
	}
	if name != other {
		if logs := paired.logs(name, other, clock); logs != nil {
			a.Against = s.goal.judgement(opposite(paired.ratio(name, other, clock)), logs, s.design)
		}
	}
	return a
}

// estimate is what the lines of an arm say without another arm.
func (s *sheet) estimate(arm string) Arm {
	lines := s.arms[arm]
	a := Arm{Name: arm, Values: map[string]interval.Estimate{}}
	for _, v := range lines[0].Values {
		a.Values[v.Unit] = s.median(arm, v.Unit)
	}
	for _, event := range events.Names() { // a launch that lacks one has not counted 0
		if x := counted(lines, events.Unit(event)); len(x) > 0 {
			a.Values[events.Unit(event)] = interval.Median(x, confidence)
		}
	}
	a.Time = a.Values["ns/op"]
	return a
}

// counted is the values of a unit in the lines that have it.
func counted(lines []result.Line, unit string) (x []float64) {
	for i := range lines {
		if n, has := lines[i].Get(unit); has {
			x = append(x, n)
		}
	}
	return x
}

// share fills in the time of the machine's ceilings for the same copying and reading,
// over the time of the arm. It is paired by launch, and also against the ceilings'
// fastest launches. Move is the ceiling of copying.
func (s *sheet) share(a *Arm, move string) {
	took, toRead, toMove := s.column(a.Name, "ns/op"), s.column(reference.CeilingRead, "ns/op"), s.column(move, "ns/op")
	if len(toRead) != len(took) || len(toMove) != len(took) {
		return
	}
	fastRead := slices.Min(toRead)
	fastMove := min(slices.Min(toMove), fastRead/float64(max(s.at.Passes, 1)))
	copied := s.column(a.Name, "copied-B/op")
	reads := float64(min(s.at.Passes, 1)) // the read ceiling has all passes
	if !s.at.Whole() {
		reads = 0 // no ceiling reads in such an order
	}
	paired, best := make([]float64, len(took)), make([]float64, len(took))
	for i := range took {
		moves := copied[i] / float64(s.at.Size)
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

// fasterCeiling is the ceiling of copying: ordinary or streaming stores, whichever has the
// lower median.
func (s *sheet) fasterCeiling() string {
	plain, stream := reference.CeilingCopy, reference.CeilingStream
	if len(s.arms[plain]) == 0 || len(s.arms[stream]) > 0 && s.median(stream, "ns/op").Center < s.median(plain, "ns/op").Center {
		return stream
	}
	return plain
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
// in most launches must not accuse an honest arm. It asks of a copy for reading the
// source alone: an arm may copy a long message piece by piece into one small buffer, which
// never leaves the nearest cache, and read it there. The ceiling of copying writes as much
// memory as it reads, and is slower.
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
