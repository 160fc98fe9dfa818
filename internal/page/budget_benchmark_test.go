package page_test

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// traced is a side of a benchmark of 1000 ns, of which samples explain 900.
func traced(name string, moved int64) report.TraceJSON {
	stack := func(n int64, frames string) report.StackJSON {
		return report.StackJSON{Frames: append(strings.Fields(frames), "own.BenchmarkX", name), Samples: n}
	}
	return report.TraceJSON{
		Name: name, Measured: about(1000), Unexplained: about(100), Samples: 90,
		Parts:  []report.PartJSON{{Row: "moving bytes", Time: about(10 * float64(moved))}, {Row: "anything else", Time: about(900 - 10*float64(moved))}},
		Priced: []report.PartJSON{{Row: "allocation", Time: about(55)}},
		Stacks: []report.StackJSON{stack(moved, "runtime.memmove own.fill"), stack(90-moved, "own.loop")},
		Heap:   report.HeapJSON{Classes: []report.ObjectsJSON{{Size: 4096, Objects: 2, Bytes: 8192, Site: "own.fill"}}},
	}
}

func benchmarkBudget() report.BenchmarkBudgetDocument {
	d := report.BenchmarkBudgetDocument{
		Benchmark: "BenchmarkX/a<b", Answer: []string{"the head takes more"}, Remarks: []string{"a remark"},
		Sides:  []report.TraceJSON{traced("base", 30), traced("head", 60)},
		Change: &report.BudgetChangeJSON{Arm: "head", Than: "base", Measured: about(50), Unexplained: about(50)},
		Failed: []report.Remark{{What: "the head (mem profile)", Said: "no"}},
	}
	d.Sides[1].Instructions = &report.InstructionsJSON{
		PerOp: 1200, Rows: []report.RowCountJSON{{Row: "anything else", PerOp: 1200}}, Functions: []report.FunctionCountJSON{{Function: "own.fill", PerOp: 1100}},
	}
	one := profdiff.Measure{Base: profdiff.Amount{PerOp: 300}, Head: profdiff.Amount{PerOp: 600}, Chance: true}
	d.Functions = []profdiff.Difference{{Sample: "cpu", Unit: "nanoseconds", Total: one, Functions: []profdiff.Function{{Name: "runtime.memmove", Flat: one}}}}
	return d
}

func benchmarkPage(t *testing.T, d report.BenchmarkBudgetDocument) string {
	t.Helper()
	var out bytes.Buffer
	if err := page.BenchmarkBudget(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestBenchmarkBudgetPage: bars, flame graphs, functions and memory stand in the page, and
// what comes from elsewhere is escaped.
func TestBenchmarkBudgetPage(t *testing.T) {
	text := benchmarkPage(t, benchmarkBudget())
	for _, want := range []string{
		"BenchmarkX/a&lt;b: where the time", "the head takes more", "a remark", "the head (mem profile): no", "head − base",
		"other Go code", "55.0ns [54.0ns, 56.0ns]", "2.00 × 4KiB by own.fill", "<td>runtime.memmove</td><td>300ns</td><td>600ns</td><td>300ns</td><td>yes</td>",
		"<h2>Instructions of head</h2>", "<td>own.fill</td><td>1100</td>", "A part is the CPU samples of one kind of work", "Flame graph of head", "<h2>From base to head</h2>",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(text, "anything else") {
		t.Error("a row has the name that it has in budgets of scenarios")
	}
}

// TestBenchmarkBudgetFlame: the operation is as wide as the CPU time of all samples, and a
// function that takes longer in the head is red.
func TestBenchmarkBudgetFlame(t *testing.T) {
	text := benchmarkPage(t, benchmarkBudget())
	all := boxesOf(t, text, "time of an operation of head, coloured by the change from base")
	if root, move := all["head"], all["runtime.memmove"]; root.w != 960 || math.Abs(move.w-640) > 0.1 || move.class != "more strong" || !strings.Contains(root.words, "head 900ns") {
		t.Errorf("the boxes are %+v, want memmove red and two thirds of 900 ns", all)
	}
	d := benchmarkBudget()
	d.Sides, d.Change, d.Functions = d.Sides[:1], nil, nil
	d.Sides[0].Stacks = nil
	if text = benchmarkPage(t, d); strings.Contains(text, "Flame graph") || strings.Contains(text, "From base") {
		t.Error("the page draws samples, and there are none")
	}
}

// TestBenchmarkBudgetSVG: the drawing has the bar of each side; without any it is an error.
func TestBenchmarkBudgetSVG(t *testing.T) {
	var out bytes.Buffer
	if err := page.BenchmarkBudgetSVG(&out, benchmarkBudget()); err != nil || !strings.Contains(out.String(), "moving bytes 600ns") || !strings.HasPrefix(out.String(), "<svg xmlns") {
		t.Errorf("the drawing is %v %s", err, &out)
	}
	if err := page.BenchmarkBudgetSVG(&out, report.BenchmarkBudgetDocument{}); err == nil {
		t.Error("nothing is drawn without an error")
	}
}
