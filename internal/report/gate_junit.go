package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/gate"
)

// The JUnit form is for continuous integration: one suite, and one test case per
// outcome.
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

// junit prints a gate as JUnit XML. An outcome that is broken or looks broken is
// a failure. One that is undecided, acknowledged or about another machine is skipped,
// but an undecided one is a failure if the gate is strict. An allowed one says so in its
// output. A gone one is an error. It is also an error if the gate is not complete, or
// could not have seen anything.
func (c Gate) junit(w io.Writer) error {
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
		case o.Failing(), o.Word == gate.Undecided && c.Strict:
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
