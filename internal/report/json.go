package report

import (
	"maps"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/events"
)

// Document is the JSON of a run.
type Document struct {
	Schema    int            `json:"schema"` // RunSchema
	File      string         `json:"file"`   // the results file
	Scenarios []ScenarioJSON `json:"scenarios"`
	Failed    []Failure      `json:"failed"`
	Skipped   []Failure      `json:"skipped"`
	Claims    []ClaimJSON    `json:"claims"` // what others published, beside these measurements
	Counters  *CountersJSON  `json:"counters,omitempty"`
	Fit       *FitnessJSON   `json:"fit"` // whether the machine was fit to judge times; null where identical code was not compared
	SetupJSON
	Rate float64 `json:"rate,omitempty"` // operations per second that were asked for
}

// RunSchema is the version of [Document]. It changes when a name or a meaning changes; a
// name that is added changes it not.
const RunSchema = 1

// SetupJSON is what a run was measured with, as far as it is known.
type SetupJSON struct {
	Trust  *Trust      `json:"trust,omitempty"`
	Place  *Place      `json:"place,omitempty"` // where and when it was measured
	Reader string      `json:"reader,omitempty"`
	Build  string      `json:"build,omitempty"`
	Caches []CacheJSON `json:"caches,omitempty"` // the nearest first; none unless this machine is the one that measured
}

// Failure is a scenario, case or arm without figures, and why.
type Failure struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// CountersJSON is how events were counted, whose figures stand among the values
// of the arms. It is there when they were asked for.
type CountersJSON struct {
	Lacks []events.Lack      `json:"lacks"` // events that are not counted here
	Alone bool               `json:"alone"` // without what the kernel does for an operation, because it may not be watched
	Turns map[string]float64 `json:"turns"` // events that were scaled up, with the least share of the time in which they were counted
}

// ScenarioJSON is one scenario.
type ScenarioJSON struct {
	Name     string     `json:"name"`
	Question string     `json:"question"`
	Answer   string     `json:"answer"` // the verdict in one sentence
	Cases    []CaseJSON `json:"cases"`  // those of the grid, and then those around break-evens and under other conditions

	Breakevens []BreakevenJSON `json:"break_evens"`
	Grid       []CellJSON      `json:"grid"`    // who wins among copy, reuse and view
	Third      string          `json:"third"`   // another option; empty without one
	Changes    *ChangesJSON    `json:"changes"` // what would change the answer; null if it is not known
	Card       bench.Card      `json:"card"`    // what a view owes
	Retained   *RetainedJSON   `json:"retained"`
	Peaks      *PeaksJSON      `json:"peaks"` // null where nobody asked
	Gains      []GainJSON      `json:"gains"` // what the fastest arm of each case of the grid saves
}

// CaseJSON is one point of the axes.
type CaseJSON struct {
	Size   bench.Bytes       `json:"size"`  // bytes
	Clock  string            `json:"clock"` // unit of the clock that factors are of
	Passes int               `json:"passes"`
	Best   string            `json:"fastest"` // arm, by that clock; empty without one
	Axes   map[string]string `json:"axes"`
	Arms   []ArmJSON         `json:"arms"` // ceilings and probes stand last
}

// Case is c without its arms. Its axes are in alphabetical order.
func (c CaseJSON) Case() bench.Case {
	out := bench.Case{Size: c.Size, Passes: c.Passes}
	for _, key := range slices.Sorted(maps.Keys(c.Axes)) {
		out.Axes = append(out.Axes, bench.Axis{Key: key, Value: c.Axes[key]})
	}
	return out
}

// ArmJSON is one arm in one case.
type ArmJSON struct {
	Name    string                  `json:"name"`
	Factor  *EstimateJSON           `json:"factor"`       // times faster than the yardstick
	Against *JudgementJSON          `json:"against"`      // the verdict on that
	Over    *EstimateJSON           `json:"over_best_ns"` // how much longer it takes than the fastest arm, by the case's clock; null for that one
	Longer  *EstimateJSON           `json:"over_copy_ns"` // than the copy; likewise
	Share   *EstimateJSON           `json:"share"`        // of the machine's ceiling; 1 is all of it
	Values  map[string]EstimateJSON `json:"values"`       // by unit: the median over launches

	Proof    string    `json:"proof,omitempty"`    // what it saw when the owner changed the data: moved or aliases
	Launches []float64 `json:"launches,omitempty"` // time of each launch by the case's clock, in the order of the run
}

// JSON is s as programs read it.
func (s Scenario) JSON() ScenarioJSON {
	out := ScenarioJSON{
		Name: s.Info.Name, Question: s.Info.Question, Answer: answerSentence(s.Answer),
		Breakevens: []BreakevenJSON{}, Grid: []CellJSON{}, Third: thirdOf(s.Answer.Third), Changes: changesJSON(s.Answer.Changes),
		Card: s.Info.Card, Retained: retainedJSON(s), Peaks: peaksJSON(s.Peaks),
		Gains: gainsJSON(s, 0),
	}
	for _, b := range s.Answer.Breakevens() {
		out.Breakevens = append(out.Breakevens, breakevenJSON(b))
	}
	for _, c := range s.Answer.Grid {
		out.Grid = append(out.Grid, cellJSON(c))
	}
	for _, c := range slices.Concat(s.Cases, s.Further) {
		one := CaseJSON{Clock: c.Clock, Size: c.Case.Size, Passes: c.Case.Passes, Best: c.Fastest, Axes: map[string]string{}}
		for _, a := range c.Case.Axes {
			one.Axes[a.Key] = a.Value
		}
		for _, a := range c.Arms {
			one.Arms = append(one.Arms, armJSON(a))
		}
		for _, a := range c.References() {
			one.Arms = append(one.Arms, armJSON(a))
		}
		out.Cases = append(out.Cases, one)
	}
	return out
}

func armJSON(a verdict.Arm) ArmJSON {
	out := ArmJSON{
		Name: a.Name, Factor: optional(a.Factor), Share: optional(a.Share), Values: map[string]EstimateJSON{},
		Over: bounded(a.Cost.OverBest), Longer: bounded(a.Cost.OverCopy),
	}
	if j := a.Against; j.Word != "" {
		out.Against = &JudgementJSON{string(j.Word), reasonOf(j), finite(j.Evidence), finite(j.Detectable)}
	}
	for unit, e := range a.Values {
		if v := optional(e); v != nil {
			out.Values[unit] = *v
		}
	}
	return out
}
