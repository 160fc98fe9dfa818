package page_test

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
)

// sampledArm is an arm of so many ns per operation. Stacks are the samples by the names of
// functions, the innermost first.
func sampledArm(name string, ns float64, stacks map[string]int64) report.BudgetJSON {
	s := &report.SamplingJSON{}
	for frames, n := range stacks {
		s.Samples += n
		s.Stacks = append(s.Stacks, report.StackJSON{Frames: append(strings.Fields(frames), "scenario."+name+".func1"), Samples: n})
	}
	return report.BudgetJSON{Arm: name, Measured: about(ns), Sampled: s}
}

// flames are a copy and a view that read with one function, and a copy that moves bytes.
func flames() report.BudgetsDocument {
	d := report.BudgetsDocument{Scenario: "S", Arms: []report.BudgetJSON{
		sampledArm("copy", 400, map[string]int64{"a.b/kernel.sum": 25, "runtime.memmove bytes.Clone": 75}),
		sampledArm("view", 110, map[string]int64{"a.b/kernel.sum": 100, "b.lookup<&>": 10}),
	}}
	d.Differences = []report.BudgetChangeJSON{{Arm: "copy", Than: "view", Measured: about(290)}}
	return d
}

// box is a drawn frame.
type box struct {
	class   string
	x, y, w float64
	words   string
}

var drawnBox = regexp.MustCompile(`<g class="box ([a-z0-9 ]+)"><title>([^<]+)</title><rect x="([0-9.]+)" y="([0-9.]+)" width="([0-9.]+)"`)

// boxesOf are the boxes of the drawing under a label, by the name of the function.
func boxesOf(t *testing.T, text, label string) map[string]box {
	t.Helper()
	_, text, found := strings.Cut(text, `role="img" aria-label="`+label+`"`)
	if !found {
		t.Fatalf("the page has no drawing %q", label)
	}
	text, _, _ = strings.Cut(text, "</svg>")
	all := map[string]box{}
	for _, m := range drawnBox.FindAllStringSubmatch(text, -1) {
		name, _, _ := strings.Cut(m[2], ":")
		b := box{class: m[1], words: m[2]}
		b.x, _ = strconv.ParseFloat(m[3], 64)
		b.y, _ = strconv.ParseFloat(m[4], 64)
		b.w, _ = strconv.ParseFloat(m[5], 64)
		all[name] = b
	}
	return all
}

func written(t *testing.T, d report.BudgetsDocument) string {
	t.Helper()
	var out bytes.Buffer
	if err := page.Budgets(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestFlame: boxes are as wide as their share, stand below their caller, and have the
// colours of the budget.
func TestFlame(t *testing.T) {
	all := boxesOf(t, written(t, flames()), "flame graph of copy")
	root, clone, move, sum := all["copy"], all["bytes.Clone"], all["runtime.memmove"], all["a.b/kernel.sum"]
	if root.w != 960 || clone.w != 720 || move.w != 720 || sum.w != 240 {
		t.Errorf("the widths are %v, want 960, and 720 of the clone, and 240 of the sum", all)
	}
	if move.x != clone.x || move.y <= clone.y || clone.y <= root.y || sum.x != clone.x+clone.w || sum.y != clone.y {
		t.Errorf("the boxes stand at %v, want memmove below Clone, and sum beside it", all)
	}
	if clone.class != "plain" || move.class != "p2" || move.words != "runtime.memmove: 300ns, 75 %, 75 samples" {
		t.Errorf("the boxes are %+v, want memmove in the colour of moving bytes", all)
	}
}

// TestFlameChange: the width is the time now, the colour is the change. What vanished is in
// a drawing of its own, behind a switch.
func TestFlameChange(t *testing.T) {
	text := written(t, flames())
	title := "time of an operation of view, coloured by the change from copy"
	now := boxesOf(t, text, title)
	with := boxesOf(t, text, title+", with what vanished")
	if _, there := now["bytes.Clone"]; there || now["view"].w != 960 || now["a.b/kernel.sum"].class != "plain" || now["view"].class != "less strong" {
		t.Errorf("the boxes are %+v, want the sum unchanged within chance, and no clone", now)
	}
	if added := now["b.lookup&lt;&amp;&gt;"]; added.class != "new" || !strings.Contains(added.words, "new; view 10.0ns, 9 %, 10 samples") {
		t.Errorf("the lookup is %+v, want it new", added)
	}
	clone := with["runtime.memmove"]
	if want := 960 * 300 / 410.; clone.class != "gone" || math.Abs(clone.w-want) > 0.1 || with["view"].w != 960 {
		t.Errorf("with what vanished the boxes are %+v, want memmove %.1f wide", with, want)
	}
	if !strings.Contains(text, `<input type="checkbox" id="vanished-0"><label for="vanished-0">show what vanished: 300ns of copy</label>`) {
		t.Error("the page has no switch for what vanished")
	}
}

// TestFlameChangeAlike: equal arms have grey boxes, and no switch.
func TestFlameChangeAlike(t *testing.T) {
	d := flames()
	d.Arms[0].Sampled.Stacks = d.Arms[1].Sampled.Stacks
	d.Arms[0].Measured = about(112)
	text := written(t, d)
	for name, b := range boxesOf(t, text, "time of an operation of view, coloured by the change from copy") {
		if b.class != "plain" || !strings.HasSuffix(b.words, ", may be chance") {
			t.Errorf("%s is %+v, want that it may be chance", name, b)
		}
	}
	if strings.Contains(text, "show what vanished") {
		t.Error("there is a switch, and nothing vanished")
	}
}

// TestFlameNothing: without samples there is no drawing.
func TestFlameNothing(t *testing.T) {
	d := flames()
	d.Arms[1].Sampled = &report.SamplingJSON{}
	text := written(t, d)
	if strings.Contains(text, "flame graph of view") || strings.Contains(text, "coloured by the change") || !strings.Contains(text, "flame graph of copy") {
		t.Error("the page draws samples of an arm without any")
	}
}

// TestHottest: samples stand beside the rows of the hottest function, whatever is in them.
func TestHottest(t *testing.T) {
	d := flames()
	d.Arms[0].Hottest = &report.HottestJSON{
		Function: "runtime.memmove", Samples: 75, Lacks: []string{"no source: it is <gone>."},
		Code: report.ListingJSON{Name: "runtime.memmove", Rest: 15, Rows: []report.RowJSON{{At: 16, Samples: 60, Text: "MOVQ <AX>, BX"}, {At: 19, Text: "RET"}}},
	}
	text := written(t, d)
	for _, want := range []string{
		"Hottest function of copy: runtime.memmove, 75 of 100 samples", "code of runtime.memmove (elsewhere: 20 %)",
		`<tr class="hot"><td>80 %</td><td>&#43;0x10</td><td>MOVQ &lt;AX&gt;, BX</td></tr>`, "<tr><td></td><td>&#43;0x13</td><td>RET</td></tr>", "no source: it is &lt;gone&gt;.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(text, "source <") {
		t.Error("the page has a source without rows")
	}
}
