package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/judge/alert"
)

// TrackChanges is the document of the changes of a history, put together by their commits.
type TrackChanges struct{ Track }

// Forms implements a document: text, markdown, CSV and JSON.
func (t TrackChanges) Forms() Forms {
	return Forms{TextForm: t.text, MarkdownForm: t.markdown, CSVForm: t.csv, JSONForm: func(w io.Writer) error { return JSON(w, t.Document()) }}
}

// groupsShown and changesShown are how many fit a terminal.
const (
	groupsShown  = 5
	changesShown = 4
)

// text prints a paragraph per group, the newest first.
func (t TrackChanges) text(w io.Writer) error {
	var out strings.Builder
	indented(&out, "", t.Summary())
	for i, g := range t.Groups {
		if i == groupsShown && !t.All {
			fmt.Fprintf(&out, "\n%s more (%s)\n", counted(len(t.Groups)-i, "group of changes", "groups of changes"), tryAll)
			break
		}
		out.WriteString("\n")
		indented(&out, "", t.heading(g))
		for j, c := range g.Changes {
			if j == changesShown && !t.All {
				fmt.Fprintf(&out, "  … and %d more (%s)\n", len(g.Changes)-j, tryAll)
				break
			}
			indented(&out, "  ", t.line(c))
		}
		if next := t.next(g); next != "" && (i == 0 || t.All) {
			fmt.Fprintf(&out, "  known? %s\n", next)
		}
	}
	if lines := t.Track.belowChanges(); len(lines) > 0 {
		out.WriteString("\n")
		for _, line := range lines {
			indented(&out, "", line)
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// belowChanges are the notes and the stale acknowledgements.
func (t Track) belowChanges() []string {
	lines := t.Notes()
	for _, err := range t.Stale {
		lines = append(lines, err.Error())
	}
	return lines
}

// heading says where a group of changes came from.
func (t TrackChanges) heading(g alert.Group) string {
	c := t.Line.Commits[g.Commit]
	text := t.commit(g.Commit) + " " + c.When.Format(time.DateOnly)
	if subject := oneLineOf(c.Subject); subject != "" {
		text += " " + subject
	}
	return text + " (" + t.rangeOf(g) + ")"
}

// rangeOf says which commits may be the cause.
func (t TrackChanges) rangeOf(g alert.Group) string {
	if n := t.between(g); n != 1 {
		if g.From < 0 {
			return "some commit up to " + t.commit(g.To)
		}
		words := "one of the commits"
		if n > 0 {
			words = fmt.Sprintf("one of %d commits", n)
		}
		return fmt.Sprintf("%s %s..%s", words, t.commit(g.From), t.commit(g.To))
	}
	return "this commit"
}

// between is how many commits may be the cause, measured or not; 0 is not known.
func (t TrackChanges) between(g alert.Group) int {
	if g.From < 0 {
		return 0
	}
	from, to := t.Line.Commits[g.From].Place, t.Line.Commits[g.To].Place
	if from < 0 || to < 0 {
		return 0
	}
	return to - from
}

// line is one change.
func (t TrackChanges) line(c alert.Change) string {
	s := t.Series[c.Series]
	var marks []string
	if c.New {
		marks = append(marks, "new")
	}
	if c.Creep {
		marks = append(marks, "creeping")
	}
	if c.Acknowledged != nil {
		marks = append(marks, fmt.Sprintf("acknowledged until %s: %s", c.Acknowledged.Until, c.Acknowledged.Reason))
	}
	text := string(c.Word)
	if hasRatio(c.Change) {
		text += " " + change(c.Ratio)
		if c.RatioLow != c.RatioHigh {
			text += " [" + ratioRange(c.Change) + "]"
		}
	}
	text += fmt.Sprintf(" %s %s: %s to %s", s, s.Unit, Value(c.Before, s.Unit), Value(c.After, s.Unit))
	if !s.Exact {
		text += fmt.Sprintf(", sure to %s", sure(c.Probability))
	}
	if len(marks) > 0 {
		text += " (" + strings.Join(marks, "; ") + ")"
	}
	return text
}

// sure is a probability; none is certain.
func sure(p float64) string {
	if p > 0.999 {
		return "99.9 %"
	}
	return fmt.Sprintf("%.3g %%", 100*p)
}

// next is what to type against a change for the worse that nobody acknowledged.
func (t TrackChanges) next(g alert.Group) string {
	if !slices.ContainsFunc(g.Changes, alert.Change.Open) {
		return ""
	}
	return tryAcknowledge(t.commit(g.Commit))
}

// markdown prints the groups for GitHub.
func (t TrackChanges) markdown(w io.Writer) error {
	fmt.Fprintf(w, "**%s**\n", escaped(t.Summary()))
	for _, g := range t.Groups {
		fmt.Fprintf(w, "\n%s\n\n", escaped(t.heading(g)))
		for _, c := range g.Changes {
			fmt.Fprintf(w, "- %s\n", escaped(t.line(c)))
		}
	}
	for _, line := range t.belowChanges() {
		fmt.Fprintf(w, "\n%s\n", escaped(line))
	}
	return nil
}

// csv prints one row per change.
func (t TrackChanges) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write([]string{"commit", "date", "after", "up to", "benchmark", "package", "unit", "machine and build", "verdict", "new", "creep", "before", "now", "ratio", "ratio lo", "ratio hi", "probability", "acknowledged"})
	for _, g := range t.Groups {
		for _, c := range g.Changes {
			s, at := t.Series[c.Series], t.Line.Commits[c.Commit]
			reason := ""
			if c.Acknowledged != nil {
				reason = c.Acknowledged.Reason
			}
			out.Write([]string{
				textCell(at.ID), at.When.Format(time.RFC3339), textCell(t.commit(c.From)), textCell(t.commit(c.To)), textCell(s.Name), textCell(s.Package), textCell(s.Unit), textCell(s.Env), string(c.Word), strconv.FormatBool(c.New), strconv.FormatBool(c.Creep),
				number(c.Before), number(c.After), number(c.Ratio), number(c.RatioLow), number(c.RatioHigh), number(c.Probability), textCell(reason),
			})
		}
	}
	out.Flush()
	return out.Error()
}

func oneLineOf(s string) string { return plain(strings.Join(strings.Fields(s), " ")) }

// OpenChanges says how many changes are for the worse and not acknowledged.
func OpenChanges(n int) string {
	return counted(n, "change", "changes") + " for the worse that nobody acknowledged"
}
