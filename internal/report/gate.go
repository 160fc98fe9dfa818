package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/gate"
)

// Checked is what a gate found, and how to print it.
type Checked struct {
	Outcomes []gate.Outcome
	Notes    []string // how texts were read, where a person should know
	Across   []string // configuration that differs from the baseline's, in words
	Problems []string // why this is not all: what could not be read, acknowledgements that are stale
	First    string   // why there is no baseline to compare with, where that is no mistake
	Color    bool
}

// gateWords are the words of outcomes in the order in which they are printed.
var gateWords = []gate.Word{gate.Broken, gate.Gone, gate.Undecided, gate.Allowed, gate.Acknowledged, gate.Skipped, gate.Holds}

// Reservations are what a reader must know beside the outcomes: what is undecided
// and no all-clear, each in one line.
func (c Checked) Reservations() []string {
	said := lines(gateDoubts(c.Outcomes))
	if c.First != "" {
		said = append(said, sentence(c.First))
	}
	return said
}

// Gate prints a line an outcome: what fails first, then what is undecided,
// acknowledged or skipped, each with its figures. What holds is named where it
// is a claim, and counted where it is a row of the baseline.
func Gate(w io.Writer, c Checked) error {
	for _, a := range c.Across {
		fmt.Fprintln(w, "compared across", plain(a))
	}
	for _, n := range c.Notes {
		fmt.Fprintln(w, "note:", console.Line(n, 1000))
	}
	held := 0
	for _, word := range gateWords {
		for _, o := range c.Outcomes {
			switch {
			case o.Word != word:
			case word == gate.Holds && o.Of == gate.OfBaseline:
				held++
			default:
				fmt.Fprintln(w, outcomeLine(o, c.Color))
			}
		}
	}
	if held > 0 {
		fmt.Fprintf(w, "%s as in the baseline\n", counted(held, "row is", "rows are"))
	}
	for _, line := range c.Reservations() {
		fmt.Fprintln(w, line)
	}
	_, err := fmt.Fprintln(w, c.Summary())
	return err
}

func outcomeLine(o gate.Outcome, color bool) string {
	word := fmt.Sprintf("%-12s", o.Word)
	switch {
	case !color:
	case o.Word == gate.Broken || o.Word == gate.Gone:
		word = "\x1b[31m" + word + "\x1b[0m"
	case o.Word == gate.Holds:
		word = "\x1b[32m" + word + "\x1b[0m"
	}
	s := fmt.Sprintf("%s %s %s: %s", word, o.Of, named(o), sentence(saidOf(o)))
	if o.Acknowledged != nil {
		s += "; acknowledged: " + plain(acknowledged(o))
	}
	return s
}

// named is the name of an outcome; that of a row with its unit.
func named(o gate.Outcome) string {
	if o.Of == gate.OfBaseline {
		return strings.TrimSpace(plain(o.Name) + " " + plain(o.Unit))
	}
	return plain(o.Name)
}

// Summary is all outcomes in one sentence.
func (c Checked) Summary() string {
	n := gate.Counts(c.Outcomes)
	var parts []string
	for _, word := range gateWords {
		if n[word] > 0 {
			text := fmt.Sprintf("%d %s", n[word], word)
			if word == gate.Allowed {
				text = fmt.Sprintf("%d %s", n[word], allowed)
			}
			if word == gate.Holds && n[word] > 1 {
				text = fmt.Sprintf("%d hold", n[word])
			}
			parts = append(parts, text)
		}
	}
	s := "nothing was checked"
	if len(parts) > 0 {
		s = strings.Join(parts, ", ")
	}
	if len(c.Problems) > 0 || n[gate.Gone] > 0 {
		s = "INCOMPLETE: " + s
	}
	return s
}

// GateMarkdown is the same for GitHub.
func GateMarkdown(w io.Writer, c Checked) error {
	fmt.Fprintf(w, "**bufbench check: %s**\n\n", escaped(c.Summary()))
	for _, p := range c.Problems {
		fmt.Fprintf(w, "- %s\n", escaped(sentence(p)))
	}
	for _, line := range c.Reservations() {
		fmt.Fprintf(w, "- %s\n", escaped(line))
	}
	for _, a := range c.Across {
		fmt.Fprintf(w, "- compared across %s\n", escaped(plain(a)))
	}
	for _, n := range c.Notes {
		fmt.Fprintf(w, "- note: %s\n", escaped(console.Line(n, 1000)))
	}
	g := grid{header: []string{"outcome", "of", "what", "figures"}, left: 4}
	for _, word := range gateWords {
		for _, o := range c.Outcomes {
			if o.Word != word || word == gate.Holds && o.Of == gate.OfBaseline {
				continue
			}
			said := saidOf(o)
			if o.Acknowledged != nil {
				said += "; acknowledged: " + acknowledged(o)
			}
			g.rows = append(g.rows, []string{string(o.Word), o.Of, escaped(named(o)), escaped(sentence(said))})
		}
	}
	if len(g.rows) == 0 {
		return nil
	}
	fmt.Fprintln(w)
	return g.markdown(w)
}

// GateDocument is the JSON of a gate.
type GateDocument struct {
	Schema   int           `json:"schema"` // 1
	Summary  string        `json:"summary"`
	Complete bool          `json:"complete"`
	Problems []string      `json:"problems"` // why it is not complete
	First    string        `json:"first"`    // why there is no baseline to compare with, where that is no mistake
	Notes    []string      `json:"notes"`    // how texts were read, where a person should know
	Across   []string      `json:"across"`
	Outcomes []OutcomeJSON `json:"outcomes"`
}

// OutcomeJSON is what became of a claim, or of a row of the baseline.
type OutcomeJSON struct {
	Of           string `json:"of"` // claim or baseline
	Name         string `json:"name"`
	Unit         string `json:"unit"`
	Outcome      string `json:"outcome"`      // holds, allowed, broken, gone, undecided, acknowledged or skipped
	Looks        bool   `json:"looks_broken"` // it is undecided, and looks broken
	Doubt        string `json:"doubt"`        // why it is undecided and no all-clear; may be empty
	Said         string `json:"said"`
	Acknowledged string `json:"acknowledged"` // the reason and the last day; empty where it is not
}

// GateJSON prints a gate as one JSON object.
func GateJSON(w io.Writer, c Checked) error {
	doc := GateDocument{Schema: 1, Summary: c.Summary(), Complete: len(c.Problems) == 0 && gate.Counts(c.Outcomes)[gate.Gone] == 0, First: c.First, Notes: notNil(c.Notes), Problems: notNil(c.Problems), Across: notNil(c.Across), Outcomes: []OutcomeJSON{}}
	for _, o := range c.Outcomes {
		doc.Outcomes = append(doc.Outcomes, OutcomeJSON{o.Of, o.Name, o.Unit, string(o.Word), o.Looks, gateDoubt(o), saidOf(o), acknowledged(o)})
	}
	return JSON(w, doc)
}

// The JUnit form is that which continuous integration reads: a suite, a test
// case an outcome.
type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	Failure *junitMessage `xml:"failure"`
	Error   *junitMessage `xml:"error"`
	Skipped *junitMessage `xml:"skipped"`
	Output  string        `xml:"system-out,omitempty"`
}

type junitMessage struct {
	Message string `xml:"message,attr"`
}

// GateJUnit prints a gate as JUnit XML. An outcome that is broken or looks broken is
// a failure. One that is undecided, acknowledged or about another machine is skipped,
// but with undecidedFails an undecided one is a failure. An allowed one says so in its
// output. A gone one is an error. It is also an error if the gate is not complete, or
// could not have seen anything.
func GateJUnit(w io.Writer, c Checked, undecidedFails bool) error {
	s := junitSuite{Name: "bufbench check"}
	for _, o := range c.Outcomes {
		one := junitCase{Class: "bufbench." + o.Of, Name: named(o), Output: sentence(saidOf(o))}
		message := &junitMessage{sentence(strings.TrimSpace(string(o.Word) + ": " + saidOf(o) + " " + acknowledged(o)))}
		switch {
		case o.Word == gate.Gone:
			one.Error = message
			s.Errors++
		case o.Word == gate.Allowed:
			one.Output = allowed + ": " + one.Output
		case o.Failing(), o.Word == gate.Undecided && undecidedFails:
			one.Failure = message
			s.Failures++
		case o.Word != gate.Holds:
			one.Skipped = message
			s.Skipped++
		}
		s.Cases = append(s.Cases, one)
	}
	for _, p := range c.Problems {
		s.Cases = append(s.Cases, junitCase{Class: "bufbench", Name: "complete", Error: &junitMessage{sentence(p)}})
		s.Errors++
	}
	if !gate.Seen(c.Outcomes) {
		s.Cases = append(s.Cases, junitCase{Class: "bufbench", Name: "seen", Error: &junitMessage{console.Line("nothing could have been found, whatever had changed: "+strings.Join(c.Reservations(), "; "), 800)}})
		s.Errors++
	}
	s.Tests = len(s.Cases)
	io.WriteString(w, xml.Header)
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(s); err != nil {
		return fmt.Errorf("print JUnit XML: %w", err)
	}
	_, err := fmt.Fprintln(w)
	return err
}

// mostAnnotations is how many annotations GitHub shows of a step.
const mostAnnotations = 10

// Annotations prints workflow commands of GitHub, at most ten. A problem is an error,
// and so is an outcome that is broken or gone or looks broken. An acknowledged one is
// a notice.
func Annotations(w io.Writer, c Checked) {
	left := mostAnnotations
	say := func(kind, title, text string) {
		if left > 0 {
			left--
			fmt.Fprintf(w, "::%s title=%s::%s\n", kind, propertyMarks.Replace(title), commandMarks.Replace(text))
		}
	}
	for _, p := range c.Problems {
		say("error", "bufbench check is incomplete", sentence(p))
	}
	for _, o := range c.Outcomes {
		if o.Failing() {
			say("error", "bufbench: "+named(o), sentence(saidOf(o)))
		}
	}
	for _, o := range c.Outcomes {
		if o.Word == gate.Acknowledged {
			say("notice", "bufbench: "+named(o), sentence(saidOf(o)+"; acknowledged: "+acknowledged(o)))
		}
	}
}

var (
	commandMarks  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyMarks = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
