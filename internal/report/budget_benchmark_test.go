package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// benchmarkTrace is one side of a decoder that copies.
func benchmarkTrace(name string, moving float64) budget.Trace {
	t := budget.Trace{
		Hits: 92, Outside: 3,
		Functions: []budget.Function{{Name: "runtime.memmove", Share: 0.6}},
		Heap:      budget.Heap{Bytes: 4144, Objects: 2, Ops: 10},
		Classes:   []budget.Class{{Size: 4096, Objects: 1, Site: "bytes.Clone"}, {Size: 48, Objects: 1, Site: "example.com/codec.(*Decoder).header"}},
	}
	t.Arm, t.Time, t.Unexplained = name, about(moving+1100, 25), about(100, 90)
	t.Parts = []budget.Part{{Row: budget.Allocation, Time: about(400, 60)}, {Row: budget.Moving, Time: about(moving, 70)}, {Row: budget.Other, Time: about(600, 80)}}
	return t
}

// alone is a document of one side.
func alone() report.BenchmarkBudget {
	return report.BenchmarkBudget{
		Package: "example.com/codec", Name: "BenchmarkDecode/copy", Launches: 8,
		Traces: []budget.Trace{benchmarkTrace("BenchmarkDecode/copy", 2500)},
		Notes:  []string{"built by go1.26"}, Files: []string{"kept/codec.BenchmarkDecode_copy.cpu.pb.gz"},
	}
}

// revised is one of two revisions.
func revised() report.BenchmarkBudget {
	b := alone()
	b.Files = nil
	b.Traces = []budget.Trace{benchmarkTrace("base", 2500), benchmarkTrace("head", 1300)}
	b.Traces[1].Others = about(70, 20)
	b.Traces[0].Done = budget.Amounts{Known: true, Calls: 2, Requests: 1, Bytes: 4096, Faults: 0.001}
	b.Traces[1].Done = budget.Amounts{Known: true, Calls: 2, Requests: 3, Bytes: 1024, Faults: -1}
	b.Traces[1].Heap.Bytes, b.Traces[1].Heap.Objects = 48, 1
	b.Traces[1].Classes = b.Traces[1].Classes[1:]
	b.Change = &budget.Difference{
		Arm: "head", Than: "base", Time: about(-1200, 30), Unexplained: about(0, 120),
		Parts: []budget.Part{{Row: budget.Allocation, Time: about(0, 85)}, {Row: budget.Moving, Time: about(-1200, 100)}, {Row: budget.Other, Time: about(0, 110)}},
	}
	for i := range b.Traces {
		grown := float64(100 * i)
		b.Traces[i].Priced = []budget.Part{{Row: budget.Allocation, Time: about(300-grown, 80)}, {Row: budget.Collection, Time: about(30, 10)}, {Row: budget.Calls, Time: about(100, 20)}}
		b.Traces[i].Counted = budget.Instructions{
			PerOp: 2000 - grown, Rows: []budget.RowCount{{Row: budget.Allocation, PerOp: 400 - grown}, {Row: budget.Other, PerOp: 1600}},
			Functions: []budget.FunctionCount{{Name: "example.com/codec.(*Decoder).header", PerOp: 1600}, {Name: "runtime.mallocgc", PerOp: 400 - grown}},
		}
	}
	b.Change.Priced = []budget.Part{{Row: budget.Allocation, Time: about(-100, 40)}, {Row: budget.Collection, Time: about(0, 5)}}
	one := profdiff.Measure{Base: profdiff.Amount{PerOp: 2500, Samples: 50}, Head: profdiff.Amount{PerOp: 1300, Samples: 26}, Err: 300}
	b.Functions = []profdiff.Difference{{Sample: "cpu", Unit: "nanoseconds", Total: one, Functions: []profdiff.Function{{Name: "runtime.memmove", Flat: one, Cum: one}, {Name: "bytes.Clone", Cum: one}}}}
	b.Failed = []report.Remark{{What: "BenchmarkDecode/copy in the head (mem profile)", Said: "it profiles itself"}}
	return b
}

func benchmarkPrinted(t *testing.T, b report.BenchmarkBudget, form string) string {
	t.Helper()
	var out bytes.Buffer
	if err := b.Forms().Write(&out, form); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestBenchmarkBudgetText: the answer comes first, then time, memory and what to know.
func TestBenchmarkBudgetText(t *testing.T) {
	golden(t, "budget_benchmark.txt", benchmarkPrinted(t, alone(), report.TextForm)+"\n"+benchmarkPrinted(t, revised(), report.TextForm))
	golden(t, "budget_benchmark.md", benchmarkPrinted(t, revised(), report.MarkdownForm))
}

// TestBenchmarkBudgetSays: what is odd is said, and no figure is invented.
func TestBenchmarkBudgetSays(t *testing.T) {
	for want, change := range map[string]func(*report.BenchmarkBudget, *budget.Trace){
		"There is no interval after 1 launch": func(b *report.BenchmarkBudget, t *budget.Trace) {
			b.Launches, t.Time.Lo, t.Time.Hi = 1, math.Inf(-1), math.Inf(1)
		},
		"there is no CPU sample":                func(_ *report.BenchmarkBudget, t *budget.Trace) { t.Parts, t.Hits, t.Outside = nil, 0, 0 },
		"no CPU sample fell into the benchmark": func(_ *report.BenchmarkBudget, t *budget.Trace) { t.Parts, t.Hits = nil, 0 },
		"it works on several threads":           func(_ *report.BenchmarkBudget, t *budget.Trace) { t.Unexplained = about(-900, 100) },
		"it waits, or others work":              func(_ *report.BenchmarkBudget, t *budget.Trace) { t.Unexplained = about(2000, 100) },
		"the sources disagree on allocation: prices say 1.00 ±0.08µs, samples say 400 ±60ns": func(_ *report.BenchmarkBudget, t *budget.Trace) {
			t.Priced = []budget.Part{{Row: budget.Allocation, Time: about(1000, 80)}}
		},
		"are of package testing and of the star": func(_ *report.BenchmarkBudget, t *budget.Trace) { t.Outside = 500 },
	} {
		b := alone()
		change(&b, &b.Traces[0])
		text := strings.Join(strings.Fields(benchmarkPrinted(t, b, report.TextForm)), " ")
		if !strings.Contains(text, want) || strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
			t.Errorf("the text lacks %q, or has no figure:\n%s", want, text)
		}
	}
}

// TestBenchmarkBudgetFigures: rows and rest add up in JSON and in CSV.
func TestBenchmarkBudgetFigures(t *testing.T) {
	var d report.BenchmarkBudgetDocument
	if err := json.Unmarshal([]byte(benchmarkPrinted(t, revised(), report.JSONForm)), &d); err != nil {
		t.Fatal(err)
	}
	for _, s := range d.Sides {
		sum := s.Unexplained.Center
		for _, p := range s.Parts {
			sum += p.Time.Center
		}
		if math.Abs(sum-s.Measured.Center) > 1e-9 {
			t.Errorf("the budget of %s adds up to %v of %v", s.Name, sum, s.Measured.Center)
		}
	}
	if a := d.Sides[1].Done; a == nil || *a.Requests != 3 || a.Faults != nil {
		t.Errorf("the amounts are %+v, want 3 system calls, and no count of page faults", a)
	}
	if d.Change.Measured.Center != -1200 || d.Sides[0].Heap.Classes[0].Bytes != 4096 || d.Sides[0].Heap.UnexplainedBytes != 0 {
		t.Errorf("the document is %+v", d)
	}
	rows, err := csv.NewReader(strings.NewReader(benchmarkPrinted(t, revised(), report.CSVForm))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, r := range rows {
		seen[strings.Join(r[2:7], "|")] = r[7]
	}
	for key, want := range map[string]string{
		"base||samples|moving bytes|ns": "2500", "head|base|measured||ns": "-1200", "head|base|samples|unexplained|ns": "0",
		"base||memory profile|objects of 4096|B": "4096", "head||counted||B": "48",
		"base||counted|system calls|per op": "1", "head||counted|bytes of these|per op": "1024", "head||counted|page faults|per op": "",
		"head||prices|calls into C|ns":   "100",
		"head|base|prices|allocation|ns": "-100", "head||callgrind|allocation|instructions": "300",
	} {
		if seen[key] != want {
			t.Errorf("%s is %q, want %s", key, seen[key], want)
		}
	}
}
