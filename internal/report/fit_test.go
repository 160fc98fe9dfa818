package report_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// twins are made-up launches of identical code.
func twins(class string, center, spread float64, n int) verdict.Twins {
	logs := make([]float64, n)
	for i := range logs {
		logs[i] = center + spread*float64(1-i%2*2)*(1+float64(i%5)/10)
	}
	return verdict.Goal{}.Twins(class, logs, verdict.FitDesign(result.Design{}, 4))
}

func TestAlike(t *testing.T) {
	quiet := verdict.Fitness{twins("call", 0, 0.002, 8), twins("cache", 0, 0.004, 8), twins("copy", 0, 0.01, 8), twins("memory", 0, 0.02, 8)}
	for _, test := range []struct {
		name string
		of   verdict.Fitness
		want string
	}{
		{"nothing", nil, ""},
		{"too few", verdict.Fitness{twins("call", 0, 0.002, 3)}, ""},
		{"fit", quiet, "\nidentical code: within 0.28 % call, 0.56 % cache, 1.4 % copy, 2.8 % memory\n"},
		{"unfit", verdict.Fitness{twins("call", 0.03, 0, 8), twins("copy", 0, 0.1, 8)}, "\nunfit: identical code differs by +3 % [+3 %, +3 %] in class call; identical code\nmay differ by 15 % [-12 %, +15 %] in class copy: believe no verdict on times.\n"},
	} {
		var out strings.Builder
		if err := report.Alike(&out, test.of); err != nil || out.String() != test.want {
			t.Errorf("%s: Alike prints %q, %v, want %q", test.name, out.String(), err, test.want)
		}
		for line := range strings.Lines(out.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 80 {
				t.Errorf("%s: a line of %d columns: %q", test.name, n, line)
			}
		}
	}
}

func TestFitnessJSON(t *testing.T) {
	if got := report.Fitness(nil); got != nil {
		t.Errorf("Fitness of nothing = %+v, want nil", got)
	}
	var text bytes.Buffer
	f := verdict.Fitness{twins("call", 0.03, 0, 8), twins("copy", 0, 0.002, 3)}
	if err := report.JSON(&text, report.Document{Fit: report.Fitness(f)}); err != nil {
		t.Fatal(err)
	}
	var doc report.Document
	if err := json.Unmarshal(text.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	got := doc.Fit
	if got == nil || got.Fit || got.Reason != report.Unfit(f) || len(got.Classes) != 2 {
		t.Fatalf("read back: %+v, want unfit for %q, of two classes", got, report.Unfit(f))
	}
	if c := got.Classes[0]; c.Class != "call" || c.Against.Verdict != "worse" || c.Floor == nil || c.Ratio == nil || c.Ratio.N != 8 {
		t.Errorf("class call, read back: %+v, want worse, with a floor", c)
	}
	if c := got.Classes[1]; c.Against.Verdict != "undecided" || c.Floor != nil {
		t.Errorf("class copy, of three launches, read back: %+v, want no floor", c)
	}
}
