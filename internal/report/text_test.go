package report_test

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/scenarios"
)

// TestTextFits: no line of a table is wider than a terminal, whatever the
// scenario and however large its figures.
func TestTextFits(t *testing.T) {
	for _, s := range scenarios.All() {
		for name, worst := range map[string]func(string) verdict.Arm{
			"usual":    func(name string) verdict.Arm { return arm(name, 123456, 12.3) },
			"large":    func(name string) verdict.Arm { return arm(name, 999.9e6, 99999) },
			"hand-out": func(name string) verdict.Arm { return arm(name, 0.3, 6e7) },
			"unsure":   func(name string) verdict.Arm { return unsure(arm(name, 999.9e6, 6e7)) },
			"jumpy": func(name string) verdict.Arm {
				a := arm(name, 999.9e6, 1e4)
				a.Time.Hi, a.Factor.Lo, a.Factor.Hi = 1e13, 0.0001, 6e7
				return a
			},
			"counted": func(name string) verdict.Arm {
				a := arm(name, 123456, 12.3)
				for _, unit := range everyEvent {
					a.Values[unit] = within(1.23e-5, 0, 0)
				}
				return a
			},
		} {
			var cases []verdict.Comparison
			for _, c := range s.Describe().Grid.Cases() {
				c.Size, c.Passes = max(c.Size, 1048640), 1_000_000
				one := verdict.Comparison{Scenario: s.Describe().Name, Case: c}
				for _, r := range s.Rivals() {
					one.Arms = append(one.Arms, worst(r.Name))
				}
				cases = append(cases, one)
			}
			var out bytes.Buffer
			if err := report.Text(&out, report.Scenario{Info: s.Describe(), Cases: cases}); err != nil {
				t.Errorf("Text of %s: %v", s.Describe().Name, err)
			}
			for line := range strings.Lines(out.String()) {
				line = strings.TrimRight(line, "\n")
				talk := strings.HasPrefix(line, s.Describe().Name) || strings.HasPrefix(line, "→") || strings.HasPrefix(line, "  ")
				if n := utf8.RuneCountInString(line); n > 80 && !talk {
					t.Errorf("%s, %s: a line of %d columns, want at most 80:\n%s", s.Describe().Name, name, n, line)
					break
				}
			}
			for _, r := range s.Rivals() {
				if !strings.Contains(out.String(), r.Name) {
					t.Errorf("%s: Text names no %s", s.Describe().Name, r.Name)
				}
			}
		}
	}
}

// TestUndecided: every comparison of arms that came to no verdict has a line
// below the answer, and no other has.
func TestUndecided(t *testing.T) {
	kind := bench.Axis{Key: "object", Value: "numpy"}
	order := bench.Axis{Key: "order", Value: "reversed"}
	cases := []verdict.Comparison{
		{Case: at(64, 1), Arms: []verdict.Arm{
			arm("copy", 5, 1), undecided(arm("reuse", 5, 1.01), 0.031), judged(arm("view", 1, 5), verdict.Better),
		}},
		{Case: at(1048640, 0, kind, order), Arms: []verdict.Arm{arm("copy", 5, 1), undecided(unsure(arm("view", 1, 5)), 0)}},
		{Case: at(128, 1), Arms: []verdict.Arm{arm("copy", 5, 1), judged(arm("view", 5, 1), verdict.Same)}, Beside: known(undecided(arm("ceiling-read", 1, 5), 1))},
	}
	const want = "  undecided reuse 64B ×1: 6 launches: between -17 % and +10 %; they differ by 3.1 %\n  undecided view numpy reversed 1048640B ×0: 2 launches give no interval at level 0.05\n" +
		"  to decide, type: bufbench run Some -sizes 64B,1048640B -passes 1,0 -axis\n    object=numpy -axis order=reversed -count 6\n\n"
	for name, print := range map[string]func(io.Writer, report.Scenario) error{"Text": report.Text, "Verbose": report.Verbose} {
		var out bytes.Buffer
		if err := print(&out, report.Scenario{Info: bench.Info{Name: "Some"}, Cases: cases}); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(out.String(), "Some: \n→ ") || !strings.HasSuffix(out.String(), "\n"+want) {
			t.Errorf("%s prints\n%s\nwant the answer first and at the end\n%s", name, &out, want)
		}
		out.Reset()
		if err := print(&out, report.Scenario{Info: bench.Info{Name: "Some"}, Cases: cases[2:]}); err != nil || strings.Contains(out.String(), "  undecided ") {
			t.Errorf("%s of what is decided: %v\n%s", name, err, &out)
		}
	}
}
