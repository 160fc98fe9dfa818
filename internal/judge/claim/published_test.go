package claim_test

import (
	"bytes"
	"errors"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/claim"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/scenarios"
)

// sentence reports whether s is one or more sentences that fit some lines of a
// report, and a cell of a markdown table.
func sentence(s string) bool {
	return strings.HasSuffix(s, ".") && utf8.RuneCountInString(s) <= 120 && !strings.ContainsAny(s, "|\n")
}

// TestPublished: every claim has an address, a condition, and either a range
// that something can lie in or the reason why nothing is comparable.
func TestPublished(t *testing.T) {
	address := regexp.MustCompile(`^https://[^ |()]+$`)
	seen := map[string]bool{}
	for _, c := range claim.Published() {
		if seen[c.Text] || !sentence(c.Text) || !sentence(c.Where) {
			t.Errorf("%q, made %q: is there twice, or no sentence of at most 120 characters", c.Text, c.Where)
		}
		seen[c.Text] = true
		if c.Source.Title == "" || strings.ContainsAny(c.Source.Title, "|[]\n") || !address.MatchString(c.Source.Address) {
			t.Errorf("%q: %q is no title, or %q no address", c.Text, c.Source.Title, c.Source.Address)
		}
		of := c.Compare
		if !c.Comparable() {
			if !sentence(c.Reason) {
				t.Errorf("%q: not comparable, because %q", c.Text, c.Reason)
			}
			continue
		}
		f := of.Figure
		if c.Reason != "" || of.From < 1 || of.To < of.From || of.Passes < 0 || f.Of == "" || f.Of == f.Over || !(f.Lo > 0) || f.Hi != 0 && f.Hi <= f.Lo {
			t.Errorf("%q: compares %+v, and has the reason %q", c.Text, of, c.Reason)
		}
	}
}

// TestPublishedNamesWhatThereIs: the scenario, axes and arms of a claim exist.
func TestPublishedNamesWhatThereIs(t *testing.T) {
	for _, c := range claim.Published() {
		at := slices.IndexFunc(scenarios.All(), func(s bench.Scenario) bool { return s.Describe().Name == c.Compare.Scenario })
		if at < 0 {
			if c.Comparable() {
				t.Errorf("%q: there is no scenario %s", c.Text, c.Compare.Scenario)
			}
			continue
		}
		s := scenarios.All()[at]
		info := s.Describe()
		known := []string{"", claim.Ceiling}
		for _, r := range s.Rivals() {
			known = append(known, r.Name)
		}
		for _, name := range info.Probes {
			known = append(known, reference.Probe(name))
		}
		if f := c.Compare.Figure; f.Of == "" || !slices.Contains(known, f.Of) || !slices.Contains(known, f.Over) {
			t.Errorf("%q: %s has no %q, or no %q", c.Text, info.Name, f.Of, f.Over)
		}
		if !slices.ContainsFunc(info.Grid.Cases(), func(of bench.Case) bool {
			return slices.Equal(of.Axes, c.Compare.Axes) && of.Size >= c.Compare.From && of.Size <= c.Compare.To
		}) {
			t.Errorf("%q: %s has no case of %v from %s to %s", c.Text, info.Name, c.Compare.Axes, c.Compare.From, c.Compare.To)
		}
	}
}

// TestReferenceRun judges the committed run: what it measured has findings
// with figures, and what it did not names the command that does.
func TestReferenceRun(t *testing.T) {
	const path = "../../../results/amd-epyc-2c-ded85f/reference.txt.gz"
	text, err := result.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("results/ is a module of its own, and is not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	lines, _, err := result.Read(bytes.NewReader(text), path)
	if err != nil {
		t.Fatal(err)
	}
	rows := claim.Judge(claim.Published(), lines)
	judged := 0
	for i, r := range rows {
		if r.Claim.Text != claim.Published()[i].Text {
			t.Errorf("row %d is of %q, want the order of the claims", i, r.Claim.Text)
		}
		switch r.Word {
		case claim.Confirmed, claim.Contradicted:
			judged++
		}
		for _, f := range r.Findings {
			if e := f.Measured; !(e.Lo > 0 && e.Lo <= e.Center && e.Center <= e.Hi) || e.N < 6 {
				t.Errorf("%q in %s: measured %+v, want an interval", r.Claim.Text, f.Case, e)
			}
		}
	}
	if judged < 6 {
		t.Errorf("the reference run decides %d claims, want at least 6", judged)
	}
}
