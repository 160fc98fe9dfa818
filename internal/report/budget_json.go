package report

import (
	"encoding/csv"
	"fmt"
	"io"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// BudgetsDocument is the JSON of where the time of operations goes. All times are
// nanoseconds per operation.
type BudgetsDocument struct {
	Scenario    string             `json:"scenario"`
	Answer      []string           `json:"answer"` // sentences
	Size        bench.Bytes        `json:"size"`   // bytes
	Passes      int                `json:"passes"`
	Axes        map[string]string  `json:"axes"`
	Launches    int                `json:"launches"`
	Clock       string             `json:"clock"` // ns/op or cpu-ns/op
	Arms        []BudgetJSON       `json:"arms"`
	Differences []BudgetChangeJSON `json:"differences"` // from the fastest arm
	Lacks       []string           `json:"lacks"`       // what could not be counted or priced
	Files       []string           `json:"files"`       // profiles that were kept
	Failed      []Failure          `json:"failed"`
	Remarks     []string           `json:"remarks"`
}

// BudgetJSON is the budget of one arm.
type BudgetJSON struct {
	Arm         string        `json:"arm"`
	Says        string        `json:"says"`
	Work        launch.Work   `json:"work"`   // of an operation, as counted
	Faults      float64       `json:"faults"` // page faults
	Measured    *EstimateJSON `json:"measured"`
	Parts       []PartJSON    `json:"parts"`
	Unexplained *EstimateJSON `json:"unexplained"`
	Others      *EstimateJSON `json:"collector_others"` // CPU time of the collector on other threads
	Unread      *EstimateJSON `json:"saved_at_0_passes"`
	Sampled     *SamplingJSON `json:"samples"`
	Hottest     *HottestJSON  `json:"hottest"` // the function with the most samples
	Events      []EventJSON   `json:"events"`  // perf events of an operation
}

// PartJSON is one row.
type PartJSON struct {
	Row    string        `json:"row"`
	Time   *EstimateJSON `json:"ns"`
	Source string        `json:"source"` // prices, samples, or difference: with and without
}

// SamplingJSON are the CPU samples of an arm.
type SamplingJSON struct {
	Samples   int64             `json:"count"`
	Collector int64             `json:"collector"` // in the collector's goroutines
	Parts     []PartJSON        `json:"parts"`
	Functions []budget.Function `json:"functions"`
	Stacks    []StackJSON       `json:"stacks"`
}

// StackJSON is a place inside an operation, and how many CPU samples hit it.
type StackJSON struct {
	Frames  []string `json:"frames"` // functions, the innermost first; the last is the operation itself
	Samples int64    `json:"count"`
}

// BudgetChangeJSON is how much longer one arm takes than another.
type BudgetChangeJSON struct {
	Arm         string        `json:"arm"`
	Than        string        `json:"than"`
	Measured    *EstimateJSON `json:"measured"` // in pairs
	Parts       []PartJSON    `json:"parts"`
	Unexplained *EstimateJSON `json:"unexplained"`
}

// document is b as JSON has it.
func (b Budgets) document() BudgetsDocument {
	d := BudgetsDocument{
		Scenario: b.Scenario, Size: b.Case.Size, Passes: b.Case.Passes, Axes: axes(b.Case),
		Launches: b.Book.Launches, Clock: string(b.Book.Clock), Lacks: notNil(b.Book.Lacks),
		Files: notNil(b.Files), Failed: notNil(b.Failed), Answer: notNil(b.answer()), Remarks: notNil(b.remarks()),
	}
	for _, one := range b.Book.Budgets {
		j := BudgetJSON{
			Arm: one.Arm, Says: b.says(one.Arm), Work: one.Work, Faults: one.Faults,
			Measured: bounded(one.Time), Unexplained: bounded(one.Unexplained), Others: bounded(one.Others),
			Parts: partsJSON(one.Parts, func(row budget.Row) string {
				if row == budget.Reading && one.Differenced {
					return "difference"
				}
				return "prices"
			}),
		}
		if one.Unread != nil {
			j.Unread = bounded(*one.Unread)
		}
		if s := b.sampling(one.Arm); s != nil {
			j.Sampled = &SamplingJSON{
				Samples: s.Samples, Collector: s.Collector, Functions: notNil(s.Functions), Stacks: stacksJSON(s.Stacks),
				Parts: partsJSON(s.Parts, func(budget.Row) string { return "samples" }),
			}
		}
		j.Hottest, j.Events = hottestJSON(hottestOf(b.Hottest, one.Arm)), eventsJSON(one.Events)
		d.Arms = append(d.Arms, j)
	}
	for _, one := range b.Book.Differences {
		d.Differences = append(d.Differences, BudgetChangeJSON{
			Arm: one.Arm, Than: one.Than, Measured: bounded(one.Time), Unexplained: bounded(one.Unexplained),
			Parts: partsJSON(one.Parts, func(budget.Row) string { return "prices" }),
		})
	}
	d.Arms, d.Differences = notNil(d.Arms), notNil(d.Differences)
	return d
}

func stacksJSON(stacks []budget.Stack) []StackJSON {
	all := []StackJSON{}
	for _, s := range stacks {
		all = append(all, StackJSON{s.Frames, s.Samples})
	}
	return all
}

func partsJSON(parts []budget.Part, source func(budget.Row) string) []PartJSON {
	all := []PartJSON{}
	for _, p := range parts {
		all = append(all, PartJSON{string(p.Row), bounded(p.Time), source(p.Row)})
	}
	return all
}

func (b Budgets) json(w io.Writer) error { return JSON(w, b.document()) }

// csv prints one row per arm, source and row of a budget.
func (b Budgets) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write([]string{"scenario", "case", "arm", "than", "source", "row", "time (ns)", "time (ns) lo", "time (ns) hi"})
	write := func(arm, than, source, row string, e interval.Estimate) {
		out.Write([]string{textCell(b.Scenario), textCell(b.Case.String()), textCell(arm), textCell(than), source, row, number(e.Center), number(e.Lo), number(e.Hi)})
	}
	for _, one := range b.Book.Budgets {
		write(one.Arm, "", "measured", "", one.Time)
		for _, p := range one.Parts {
			write(one.Arm, "", "prices", string(p.Row), p.Time)
		}
		write(one.Arm, "", "prices", "unexplained", one.Unexplained)
		if s := b.sampling(one.Arm); s != nil {
			for _, p := range s.Parts {
				write(one.Arm, "", "samples", string(p.Row), p.Time)
			}
		}
	}
	for _, one := range b.Book.Differences {
		write(one.Arm, one.Than, "measured", "", one.Time)
		for _, p := range one.Parts {
			write(one.Arm, one.Than, "prices", string(p.Row), p.Time)
		}
		write(one.Arm, one.Than, "prices", "unexplained", one.Unexplained)
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("print the budgets of %s: %w", b.name(), err)
	}
	return nil
}
