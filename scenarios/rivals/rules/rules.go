// Package rules has the rules for scenarios that a list of results can show.
package rules

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// source is the form of the source of an incident.
var source = regexp.MustCompile(`^(https://[^ ]+|[A-Za-z0-9._-]+/[A-Za-z0-9._-]+#[0-9]+)$`)

// Check fails the test if a scenario cannot be shown: if its question does not fit a line
// with its name, an arm says nothing, or its card is no card.
func Check(t *testing.T, s bench.Scenario) {
	t.Helper()
	for _, fault := range proof.Unfit([]bench.Scenario{s}) {
		t.Error(fault)
	}
	info := s.Describe()
	if !strings.HasSuffix(info.Question, "?") || len(info.Name)+2+len(info.Question) > 80 {
		t.Errorf("question %q does not end in ?, or is too long for 80 columns with its name", info.Question)
	}
	for _, r := range s.Rivals() {
		if n := utf8.RuneCountInString(r.Says); n == 0 || n > 40 {
			t.Errorf("arm %s says %q, want 1 to 40 characters", r.Name, r.Says)
		}
	}
	c := info.Card
	for _, text := range []string{c.Valid, c.Frees, c.Mutation, c.Threads, c.Failure, c.Incident.What} {
		if !strings.HasSuffix(text, ".") || utf8.RuneCountInString(text) > 120 || strings.Contains(text, "\n") {
			t.Errorf("the card says %q, want a sentence of at most 120 characters", text)
		}
	}
	if !source.MatchString(c.Incident.Source) {
		t.Errorf("the source %q of the incident is neither an address nor owner/repository#number", c.Incident.Source)
	}
}
