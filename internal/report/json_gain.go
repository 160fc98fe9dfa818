package report

import (
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// GainJSON is what the fastest arm of a case saves.
type GainJSON struct {
	Case     string        `json:"case"`
	Clock    string        `json:"clock"`    // unit of the clock that the times are of
	Winner   string        `json:"winner"`   // the fastest arm, tie or undecided
	Best     string        `json:"best"`     // the fastest arm
	Than     string        `json:"than"`     // the copy, or the second fastest arm
	Saves    *EstimateJSON `json:"saves_ns"` // by which an operation of that takes longer
	Sentence string        `json:"sentence"` // the same in words
	Danger   bool          `json:"danger"`   // the result of the fastest arm depends on the owner
	Safe     *SafeJSON     `json:"safe"`     // null without one
	Reading  *ReadingJSON  `json:"reading"`  // null where nothing is read or saved
	AtRate   *AtRateJSON   `json:"at_rate,omitempty"`
}

// SafeJSON is a copy that is faster than the usual one.
type SafeJSON struct {
	Arm   string        `json:"arm"`
	Costs *EstimateJSON `json:"costs_ns"` // over the fastest arm
	Share float64       `json:"share"`    // of the gain; 1 is all of it
}

// ReadingJSON is a gain beside a person's own reading.
type ReadingJSON struct {
	Speed float64 `json:"bytes_per_second"`
	Takes float64 `json:"ns"`
	Saves float64 `json:"saves"` // of reading and copying together; 1 is all of it
}

// AtRateJSON is what arms take of the machine at a rate of operations.
type AtRateJSON struct {
	Rate    float64             `json:"per_second"`
	CPUs    float64             `json:"saves_cpus"`
	Garbage float64             `json:"saves_bytes_per_second"`
	Day     float64             `json:"saves_cpu_seconds_per_day"`
	Arms    map[string]LoadJSON `json:"arms"`
}

// LoadJSON is what one arm takes.
type LoadJSON struct {
	CPUs    *EstimateJSON `json:"cpus"`
	Garbage *EstimateJSON `json:"garbage_bytes_per_second"`
}

// gainsJSON are the gains of a scenario, at a rate if that is not 0.
func gainsJSON(s Scenario, rate float64) []GainJSON {
	all := []GainJSON{}
	for _, g := range s.Answer.Gains {
		c := caseOf(s, g)
		one := GainJSON{
			Case: g.Case.String(), Clock: g.Clock, Winner: g.Word(), Best: g.Best, Than: g.Than,
			Saves: bounded(g.Saves), Sentence: gainSentence(g, c, rate), Danger: g.Danger, AtRate: atRateJSON(g, c, rate),
		}
		if g.Safe.Arm != "" {
			one.Safe = &SafeJSON{g.Safe.Arm, bounded(g.Safe.Costs), g.Safe.Share}
		}
		if g.Case.Consumed() > 0 && g.Word() == g.Best {
			takes, saves := g.Of(ownSpeed)
			one.Reading = &ReadingJSON{ownSpeed, takes, saves}
		}
		all = append(all, one)
	}
	return all
}

func atRateJSON(g verdict.Gain, c verdict.Comparison, rate float64) *AtRateJSON {
	s, ok := savingOf(g, c, rate)
	if !ok {
		return nil
	}
	out := &AtRateJSON{Rate: rate, CPUs: s.CPUs, Garbage: s.Garbage, Day: s.CPUs * secondsPerDay, Arms: map[string]LoadJSON{}}
	for _, a := range c.Arms {
		load := a.At(rate)
		out.Arms[a.Name] = LoadJSON{bounded(load.CPUs), bounded(load.Garbage)}
	}
	return out
}
