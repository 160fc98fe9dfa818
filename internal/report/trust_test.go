package report

import (
	"slices"
	"strings"
	"testing"
)

// TestTrust: what was noted stands in the text and in JSON, and nothing where nothing
// was.
func TestTrust(t *testing.T) {
	r := Run{File: "run.txt", Page: Page{Full: true}, Setup: Setup{Trust: Trust{
		Said:  []string{"load 0.38 at the start, 1.02 at the end", "warning: " + strings.Repeat("others take time ", 8)},
		Lacks: []Failure{{"A", "no arm is called copy"}},
	}}}
	var text strings.Builder
	if err := r.text(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\nload 0.38 at the start, 1.02 at the end\nwarning: others", "\n  others take time", "\nmissing: A: no arm is called copy\n"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the text is\n%s, which lacks %q", &text, want)
		}
	}
	for line := range strings.Lines(text.String()) {
		if len(line) > width+1 {
			t.Errorf("a line is %d columns wide: %s", len(line), line)
		}
	}
	doc := r.Document()
	if doc.Trust == nil || len(doc.Trust.Said) != 2 || len(doc.Trust.Lacks) != 1 {
		t.Errorf("JSON has %+v", doc.Trust)
	}
	if doc := (Run{}).Document(); doc.Trust != nil {
		t.Errorf("without a word JSON has %+v", doc.Trust)
	}
}

// TestTrustCalm: the line of trust counts warnings, which standard error has.
func TestTrustCalm(t *testing.T) {
	got := Trust{Said: []string{"load 1", "warning: a", "steal 2 %", "warning: b"}}.calm()
	if want := []string{"load 1", "steal 2 %", "2 warnings"}; !slices.Equal(got, want) {
		t.Errorf("calm = %q, want %q", got, want)
	}
}
