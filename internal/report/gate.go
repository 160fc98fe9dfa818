package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/gate"
)

// Gate is what a gate found, and how to print it.
type Gate struct {
	Outcomes []gate.Outcome
	Notes    []string // how texts were read, where a person should know
	Across   []string // configuration that differs from the baseline's, in words
	Problems []string // why this is not all: what could not be read, acknowledgements that are stale
	First    string   // why there is no baseline to compare with, where that is no mistake
	Strict   bool     // undecided outcomes are failures of the JUnit form
	Color    bool
}

// gateWords are the words of outcomes in the order in which they are printed.
var gateWords = []gate.Word{gate.Broken, gate.Gone, gate.Undecided, gate.Allowed, gate.Acknowledged, gate.Skipped, gate.Holds}

// Reservations are what a reader must know beside the outcomes: what is undecided
// and no all-clear, each in one line.
func (c Gate) Reservations() []string {
	said := lines(gateDoubts(c.Outcomes))
	if c.First != "" {
		said = append(said, sentence(c.First))
	}
	return said
}

// text prints one line per outcome with its figures: failures first, then undecided,
// acknowledged and skipped ones. Of outcomes that hold, claims are named and rows of the
// baseline are counted.
func (c Gate) text(w io.Writer) error {
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
func (c Gate) Summary() string {
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

// markdown is the same for GitHub.
func (c Gate) markdown(w io.Writer) error {
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
