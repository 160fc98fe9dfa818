package report

import (
	"encoding/csv"
	"fmt"
	"io"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// BenchmarkBudgetDocument is the JSON of the budget of a benchmark. All times are
// nanoseconds per operation.
type BenchmarkBudgetDocument struct {
	Package   string                `json:"package"`
	Benchmark string                `json:"benchmark"`
	Answer    []string              `json:"answer"` // sentences
	Launches  int                   `json:"launches"`
	Sides     []TraceJSON           `json:"sides"`     // one, or the base and the head
	Change    *BudgetChangeJSON     `json:"change"`    // from the base to the head
	Functions []profdiff.Difference `json:"functions"` // likewise, by function
	Files     []string              `json:"files"`     // profiles that were kept
	Failed    []Remark              `json:"failed"`
	Remarks   []string              `json:"remarks"`
}

// TraceJSON is the budget of one side.
type TraceJSON struct {
	Name        string            `json:"name"`
	Measured    *EstimateJSON     `json:"measured"`
	Parts       []PartJSON        `json:"parts"`
	Priced      []PartJSON        `json:"priced"` // the same rows by another source, and no part of the sum
	Unexplained *EstimateJSON     `json:"unexplained"`
	Others      *EstimateJSON     `json:"runtime_others"` // CPU time of the runtime on other threads
	Samples     int64             `json:"samples"`        // in the parts
	Outside     int64             `json:"samples_outside"`
	Functions   []budget.Function `json:"functions"`
	Stacks      []StackJSON       `json:"stacks"`
	Hottest     *HottestJSON      `json:"hottest"` // the function with the most samples
	Heap        HeapJSON          `json:"heap"`
	Done        *AmountsJSON      `json:"amounts"` // null if they were not counted

	Instructions *InstructionsJSON `json:"instructions"` // by callgrind; null if they were not counted
}

// AmountsJSON are what an operation does beside allocating. What the system does not count
// is null.
type AmountsJSON struct {
	Calls    *float64 `json:"calls_into_c"`
	Requests *float64 `json:"system_calls"` // that read or write
	Bytes    *float64 `json:"system_bytes"` // that these move
	Faults   *float64 `json:"page_faults"`
}

func amountsJSON(a budget.Amounts) *AmountsJSON {
	if !a.Known {
		return nil
	}
	known := func(x float64) *float64 {
		if x < 0 {
			return nil
		}
		return &x
	}
	return &AmountsJSON{known(a.Calls), known(a.Requests), known(a.Bytes), known(a.Faults)}
}

// InstructionsJSON are those of an operation.
type InstructionsJSON struct {
	PerOp     float64             `json:"per_op"`
	Rows      []RowCountJSON      `json:"rows"`
	Functions []FunctionCountJSON `json:"functions"`
}

// RowCountJSON are the instructions of a row.
type RowCountJSON struct {
	Row   string  `json:"row"`
	PerOp float64 `json:"per_op"`
}

// FunctionCountJSON are the instructions of a function itself.
type FunctionCountJSON struct {
	Function string  `json:"function"`
	PerOp    float64 `json:"per_op"`
}

func instructionsJSON(i budget.Instructions) *InstructionsJSON {
	if i.PerOp == 0 {
		return nil
	}
	j := &InstructionsJSON{PerOp: i.PerOp, Rows: []RowCountJSON{}, Functions: []FunctionCountJSON{}}
	for _, r := range i.Rows {
		j.Rows = append(j.Rows, RowCountJSON{string(r.Row), r.PerOp})
	}
	for _, f := range i.Functions {
		j.Functions = append(j.Functions, FunctionCountJSON{plain(f.Name), f.PerOp})
	}
	return j
}

// HeapJSON is what an operation allocates.
type HeapJSON struct {
	Bytes              float64       `json:"bytes"` // as package testing counted them
	Objects            float64       `json:"objects"`
	Classes            []ObjectsJSON `json:"sizes"` // by the memory profile
	UnexplainedBytes   float64       `json:"unexplained_bytes"`
	UnexplainedObjects float64       `json:"unexplained_objects"`
}

// ObjectsJSON are the objects of one size.
type ObjectsJSON struct {
	Size    int64   `json:"size"`
	Objects float64 `json:"objects"`
	Bytes   float64 `json:"bytes"`
	Site    string  `json:"site"` // the function that allocates most of them
}

// document is b as JSON has it.
func (b BenchmarkBudget) document() BenchmarkBudgetDocument {
	d := BenchmarkBudgetDocument{
		Package: b.Package, Benchmark: b.Name, Answer: notNil(b.answer()), Launches: b.Launches, Sides: []TraceJSON{},
		Functions: notNil(b.Functions), Files: notNil(b.Files), Failed: notNil(b.Failed), Remarks: notNil(b.remarks()),
	}
	samples, prices := func(budget.Row) string { return "samples" }, func(budget.Row) string { return "prices" }
	for _, t := range b.Traces {
		d.Sides = append(d.Sides, TraceJSON{
			Name: t.Arm, Measured: bounded(t.Time), Unexplained: bounded(t.Unexplained), Others: bounded(t.Others),
			Parts: partsJSON(t.Parts, samples), Priced: partsJSON(t.Priced, prices), Samples: t.Hits, Outside: t.Outside, Functions: notNil(t.Functions), Stacks: stacksJSON(t.Stacks),
			Hottest: hottestJSON(hottestOf(b.Hottest, t.Arm)), Heap: heapJSON(t), Done: amountsJSON(t.Done), Instructions: instructionsJSON(t.Counted),
		})
	}
	if c := b.Change; c != nil {
		d.Change = &BudgetChangeJSON{Arm: c.Arm, Than: c.Than, Measured: bounded(c.Time), Parts: partsJSON(c.Parts, samples), Unexplained: bounded(c.Unexplained)}
	}
	return d
}

func heapJSON(t budget.Trace) HeapJSON {
	bytes, objects := t.Profiled()
	h := HeapJSON{Bytes: t.Heap.Bytes, Objects: t.Heap.Objects, Classes: []ObjectsJSON{}, UnexplainedBytes: t.Heap.Bytes - bytes, UnexplainedObjects: t.Heap.Objects - objects}
	for _, c := range t.Classes {
		h.Classes = append(h.Classes, ObjectsJSON{Size: c.Size, Objects: c.Objects, Bytes: c.Bytes(), Site: c.Site})
	}
	return h
}

func (b BenchmarkBudget) json(w io.Writer) error { return JSON(w, b.document()) }

// csv prints one row per side, source and figure.
func (b BenchmarkBudget) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write([]string{"package", "benchmark", "side", "than", "source", "row", "unit", "value", "lo", "hi"})
	write := func(side, than, source, row string, e interval.Estimate) {
		out.Write([]string{b.Package, b.Name, side, than, source, row, "ns", number(e.Center), number(e.Lo), number(e.Hi)})
	}
	parts := func(side, than string, parts []budget.Part, rest, whole interval.Estimate) {
		write(side, than, "measured", "", whole)
		for _, p := range parts {
			write(side, than, "samples", string(p.Row), p.Time)
		}
		write(side, than, "samples", "unexplained", rest)
	}
	priced := func(side, than string, parts []budget.Part) {
		for _, p := range parts {
			write(side, than, "prices", string(p.Row), p.Time)
		}
	}
	for _, t := range b.Traces {
		parts(t.Arm, "", t.Parts, t.Unexplained, t.Time)
		priced(t.Arm, "", t.Priced)
		count := func(source, row, unit string, x float64) {
			out.Write([]string{b.Package, b.Name, t.Arm, "", source, row, unit, number(x), "", ""})
		}
		for _, c := range t.Classes {
			count("memory profile", fmt.Sprint("objects of ", c.Size), "B", c.Bytes())
		}
		count("counted", "", "B", t.Heap.Bytes)
		count("counted", "", "objects", t.Heap.Objects)
		for _, a := range amounts() {
			if x := a.of(t.Done); t.Done.Known && x >= 0 {
				count("counted", a.name, "per op", x)
			}
		}
		for _, r := range t.Counted.Rows {
			count("callgrind", string(r.Row), "instructions", r.PerOp)
		}
	}
	if c := b.Change; c != nil {
		parts(c.Arm, c.Than, c.Parts, c.Unexplained, c.Time)
		priced(c.Arm, c.Than, c.Priced)
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return b.lost(err)
	}
	return nil
}
