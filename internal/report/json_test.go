package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
)

// TestJSONIsComplete: nothing that was measured is lost, and nothing that JSON
// cannot say is tried.
func TestJSONIsComplete(t *testing.T) {
	a := arm("view", 5, 2)
	a.Values["x/op"] = interval.Estimate{Center: math.NaN(), N: 6}
	a.Values["y/op"] = interval.Estimate{}
	got := report.Scenario{Cases: []verdict.Comparison{{Case: at(64, 1), Arms: []verdict.Arm{a, unsure(a)}}}}.JSON()
	arms := got.Cases[0].Arms
	if _, has := arms[0].Values["x/op"]; has || len(arms[0].Values) != 7 {
		t.Errorf("JSON has values %v, want neither NaN nor what has no launches", arms[0].Values)
	}
	if v := arms[1].Values["ns/op"]; v.Lo != nil || v.Hi != nil || v.N != 2 {
		t.Errorf("JSON of an endless interval is %+v, want no ends", v)
	}
	if err := report.JSON(io.Discard, got); err != nil {
		t.Errorf("JSON: %v", err)
	}
}

// TestJSONOfVerdicts: what is infinite is null, and so is the verdict where
// there was nothing to compare.
func TestJSONOfVerdicts(t *testing.T) {
	c := verdict.Comparison{
		Case: at(64, 1), Clock: "cpu-ns/op",
		Arms: []verdict.Arm{
			arm("copy", 12, 1), judged(arm("view", 5, 2), verdict.Better), undecided(unsure(arm("reuse", 12, 1.01)), 0),
			{Name: "sure", Against: verdict.Judgement{Word: verdict.Worse, Evidence: math.Inf(1), Detectable: 1.5}},
			{Name: "odd", Against: verdict.Judgement{Word: verdict.Undecided, Evidence: math.NaN(), Detectable: math.Inf(1)}},
		},
		Beside: known(judged(arm("ceiling-read", 2, 6), verdict.Better)),
	}
	var out bytes.Buffer
	if err := report.JSON(&out, report.Scenario{Cases: []verdict.Comparison{c}}.JSON()); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Cases []struct {
			Clock string
			Arms  []struct {
				Name    string
				Against *struct {
					Verdict, Reason      string
					Evidence, Detectable *float64
				}
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil || len(got.Cases) != 1 || got.Cases[0].Clock != "cpu-ns/op" {
		t.Fatalf("JSON is %s, %v, want one case by cpu-ns/op", &out, err)
	}
	number := func(x *float64) string {
		if x == nil {
			return "null"
		}
		return fmt.Sprint(*x)
	}
	var text []string
	for _, a := range got.Cases[0].Arms {
		line := a.Name + " null"
		if j := a.Against; j != nil {
			line = fmt.Sprintf("%s %s %q %s %s", a.Name, j.Verdict, j.Reason, number(j.Evidence), number(j.Detectable))
		}
		text = append(text, line)
	}
	want := []string{
		"copy null", `view better "" 1234.5 1.021`, `reuse undecided "2 launches give no interval at level 0.05" 0.4 null`,
		`sure worse "" null 1.5`, `odd undecided "0 launches give no interval at level 0" null null`, `ceiling-read better "" 1234.5 1.021`,
	}
	if !slices.Equal(text, want) {
		t.Errorf("JSON has the verdicts\n%s\nwant\n%s", strings.Join(text, "\n"), strings.Join(want, "\n"))
	}
}
