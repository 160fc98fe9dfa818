package report

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// plantedThreshold is a threshold of rivals whose times are known.
func plantedThreshold(copied, view func(x float64) float64, along verdict.Along) Threshold {
	t := Threshold{What: "BenchmarkDecode", Over: "size", Launches: 6, Seconds: 1, Go: "go1.99"}
	var points []breakeven.Point
	for x := 16.; x <= 1<<16; x *= 4 {
		p := breakeven.Point{X: x}
		for i := range 6 {
			speed := 1 + 0.01*float64(i%3-1)
			p.Copy, p.View = append(p.Copy, copied(x)*speed), append(p.View, view(x)*speed*(1+0.001*float64(i%2)))
		}
		points = append(points, p)
		t.Times = append(t.Times, ThresholdTime{X: x, Copy: copied(x), View: view(x), Launches: 6})
	}
	t.Breakeven = verdict.Breakeven{Contest: bench.Contest{View: "view", Copy: "copy"}, Along: along, Answer: breakeven.Find(points, breakeven.Search{Step: 1})}
	return t
}

// rivals gives both rivals other names.
func rivals(t Threshold, copied, view string) Threshold {
	t.Breakeven.Contest = bench.Contest{Copy: copied, View: view}
	return t
}

func line(setup, slope float64) func(float64) float64 {
	return func(x float64) float64 { return setup + slope*x }
}

func TestThresholdText(t *testing.T) {
	for _, test := range []struct {
		what string
		in   Threshold
		want []string
	}{
		{"bytes", plantedThreshold(line(500, 0.5), line(1000, 0.25), verdict.Size), []string{
			"BenchmarkDecode: from which size on does view beat copy?\n→ view beats copy from ", "KiB] on\n",
			"copy wins│view wins", "████│ ", "copy: set-up 500ns", "view: set-up 1000ns", "per byte", "7 places, 6 launches of each, 1.00 s, go1.99; [",
		}},
		{"a number", plantedThreshold(line(500, 0.5), line(1000, 0.25), "n"), []string{"view beats copy from n=", "per size"}},
		{"never loses", plantedThreshold(line(500, 0.5), line(100, 0.25), verdict.Size), []string{"→ none: view never loses to copy from 16B to 64KiB, "}},
		{"long names", rivals(plantedThreshold(line(500, 0.5), line(1000, 0.25), "a-long-parameter"), "BufferOfThePoolThatIsKept", "BufferThatIsFresh"), []string{"BufferOf…", "│Buffer"}},
		{"open", plantedThreshold(line(500, 0), func(x float64) float64 {
			if x < 20 {
				return 503
			}
			return 400
		}, verdict.Size), []string{"→ undecided between view and copy", "  copy wins at 16B; view wins at 64B, 256B, 1KiB, 4KiB, 16KiB, 64KiB\n"}},
		{"twice", plantedThreshold(func(x float64) float64 { return 1000 + 0.5*x }, func(x float64) float64 {
			return 900 + 0.5*x + 300*math.Exp(-math.Pow(math.Log(x/1024), 2))
		}, verdict.Size), []string{"→ no model: ", "  between 256B and 1KiB the winner becomes copy\n  between 1KiB and 4KiB the winner becomes view\n", "note: no line says where between"}},
	} {
		var out strings.Builder
		if err := test.in.Forms().Write(&out, TextForm); err != nil {
			t.Fatal(err)
		}
		for _, want := range test.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: it does not say %q:\n%s", test.what, want, &out)
			}
		}
		for text := range strings.Lines(out.String()) {
			if displayed(strings.TrimSpace(text)) > width {
				t.Errorf("%s: a line is wider than a terminal: %q", test.what, text)
			}
		}
	}
}

func TestThresholdForms(t *testing.T) {
	in := plantedThreshold(line(500, 0.5), line(1000, 0.25), verdict.Size)
	in.Failed = []Remark{{What: "BenchmarkDecode/view/size=1MiB", Said: "panic: too large"}}
	if want := "1 benchmark could not be measured: BenchmarkDecode/view/size=1MiB: panic: too large"; in.Lack() != want {
		t.Errorf("Lack says %q, want %q", in.Lack(), want)
	}
	for form, want := range map[string]string{
		MarkdownForm: "- failed: BenchmarkDecode/view/size=1MiB: panic: too large\n",
		CSVForm:      "size,copy (ns/op),view (ns/op),view is faster by,lo,hi,launches\n16,508,1004,",
		JSONForm:     `"answer": "crosses"`,
	} {
		var out strings.Builder
		if err := in.Forms().Write(&out, form); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%s does not have %q (%v):\n%s", form, want, err, &out)
		}
		if form == JSONForm {
			var back ThresholdJSON
			if err := json.Unmarshal([]byte(out.String()), &back); err != nil || len(back.Times) != len(in.Times) || len(back.Failed) != 1 {
				t.Errorf("JSON reads back as %+v, %v", back, err)
			}
		}
	}
	undecided := Threshold{Breakeven: verdict.Breakeven{}}
	if want := "undecided: more launches help (-max-time 1m)"; undecided.Lack() != want {
		t.Errorf("Lack says %q, want %q", undecided.Lack(), want)
	}
}
