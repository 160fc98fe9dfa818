package page_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
)

func about(x float64) *report.EstimateJSON {
	lo, hi := x-1, x+1
	return &report.EstimateJSON{Center: x, Lo: &lo, Hi: &hi}
}

// budgets are those of one arm of 100 ns, and its difference from another.
func budgets() report.BudgetsDocument {
	parts := []report.PartJSON{{Row: "moving bytes", Time: about(70)}, {Row: "reading", Time: about(40)}}
	return report.BudgetsDocument{
		Scenario: "SubSlice", Size: 4096, Passes: 1, Answer: []string{"copy takes longer <than> view"}, Remarks: []string{"a remark"}, Files: []string{"kept/a.pb.gz"},
		Arms: []report.BudgetJSON{{
			Arm: "copy", Says: "bytes.Clone", Measured: about(100), Unexplained: about(-10), Parts: parts,
			Sampled: &report.SamplingJSON{Samples: 9, Parts: []report.PartJSON{{Row: "anything else", Time: about(33)}}},
		}},
		Differences: []report.BudgetChangeJSON{{Arm: "copy", Than: "view", Measured: about(60), Unexplained: about(-10), Parts: parts[:1]}},
	}
}

// TestBudgetsPage: the page has every figure of both sources, and nothing from elsewhere.
func TestBudgetsPage(t *testing.T) {
	var out bytes.Buffer
	if err := page.Budgets(&out, budgets()); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for _, want := range []string{
		"copy takes longer &lt;than&gt; view", "bytes.Clone", "a remark", "go tool pprof -top kept/a.pb.gz",
		"70.0ns [69.0ns, 71.0ns]", "33.0ns [32.0ns, 34.0ns]", "anything else", "copy − view", "Content-Security-Policy",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if found := regexp.MustCompile(`(src|href)="?(https?:|//)|url\(|@import|<script`).FindString(text); found != "" {
		t.Errorf("the page asks for something from elsewhere: %q", found)
	}
}

// TestBudgetBars: the widths of the parts are in the ratio of their times, and a part
// below 0 lies left of the line at 0.
func TestBudgetBars(t *testing.T) {
	var out bytes.Buffer
	if err := page.BudgetsSVG(&out, budgets()); err != nil {
		t.Fatal(err)
	}
	drawn := map[string][2]float64{} // from, width
	for _, m := range regexp.MustCompile(`<title>([a-z ]+?) (-?[0-9.]+)ns</title><rect x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)"`).FindAllStringSubmatch(out.String(), -1) {
		from, _ := strconv.ParseFloat(m[3], 64)
		wide, _ := strconv.ParseFloat(m[4], 64)
		drawn[m[1]+" "+m[2]] = [2]float64{from, wide}
	}
	moving, reading, rest := drawn["moving bytes 70.0"], drawn["reading 40.0"], drawn["unexplained -10.0"]
	if got := moving[1] / reading[1]; got < 1.74 || got > 1.76 {
		t.Errorf("moving is drawn %v times as wide as reading, want 1.75: %v", got, drawn)
	}
	if end := fmt.Sprintf("%.0f", rest[0]+rest[1]); end != fmt.Sprintf("%.0f", moving[0]) {
		t.Errorf("the rest below 0 ends at %s, want at the line where moving begins (%v)", end, moving[0])
	}
	if err := page.BudgetsSVG(&out, report.BudgetsDocument{}); err == nil {
		t.Error("nothing is drawn without an error")
	}
}
