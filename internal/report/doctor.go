package report

import (
	"fmt"
	"io"
	"strings"
)

// Finding is one thing of a machine that may disturb measurements.
type Finding struct {
	Name  string `json:"name"`  // one word, such as governor; a later version may have more of them
	Seen  string `json:"seen"`  // what was seen, in words for people
	Grade string `json:"grade"` // ok, note, warn or fail
	Why   string `json:"why"`   // it matters to a benchmark
	Try   string `json:"try"`   // a command line that mends it; empty where none does, and where it is ok
}

// MachineDocument is the JSON of what was found on a machine.
type MachineDocument struct {
	Machine  string    `json:"machine"`  // name of its folder of results
	System   string    `json:"system"`   // operating system and architecture, as linux/amd64
	Findings []Finding `json:"findings"` // in a fixed order, each name once
	Unknown  []string  `json:"unknown"`  // names of what this system does not show
}

// grades are those of findings, the worst first, each with what it means.
var grades = []struct{ grade, meaning string }{
	{"fail", "results say more of this than of what is measured"},
	{"warn", "wider intervals, or results of a state that will not last"},
	{"note", "good to know"},
	{"ok", ""},
}

// seenWidth is how wide what was seen may be: with the names and grades it fits a
// terminal.
const seenWidth = 60

// Machine prints one row per finding. Then it prints why each finding matters that is
// not ok, and what to type against it, the worst first. Commands are broken as a shell
// allows it, so that they can be pasted.
func Machine(w io.Writer, d MachineDocument) error {
	g := grid{header: []string{"finding", "grade", "seen"}, left: 3}
	for _, f := range d.Findings {
		g.rows = append(g.rows, []string{f.Name, f.Grade, strings.Join(folded(f.Seen, seenWidth), "\n")})
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s (%s)\n", d.Machine, d.System)
	if len(g.rows) > 0 {
		if err := g.text(&out); err != nil {
			return fmt.Errorf("print what was found: %w", err)
		}
	}
	for _, one := range grades {
		advice(&out, d.Findings, one.grade, one.meaning)
	}
	out.WriteString("\n")
	indented(&out, "", tally(d))
	if err := printLines(w, out.String()); err != nil {
		return fmt.Errorf("print what was found: %w", err)
	}
	return nil
}

// advice is what to know and to type about the findings of one grade.
func advice(out *strings.Builder, all []Finding, grade, meaning string) {
	head := fmt.Sprintf("\n%s: %s\n", grade, meaning)
	for _, f := range all {
		if f.Grade != grade || grade == "ok" {
			continue
		}
		out.WriteString(head)
		head = ""
		indented(out, "  ", f.Name+": "+f.Why)
		if f.Try != "" {
			fmt.Fprintf(out, "    $ %s\n", strings.Join(wrap(f.Try, width-len("    $  \\")), " \\\n        "))
		}
	}
}

// tally counts the grades and names what is not known.
func tally(d MachineDocument) string {
	var parts []string
	for _, one := range grades {
		n := 0
		for _, f := range d.Findings {
			if f.Grade == one.grade {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, one.grade))
		}
	}
	s := "found: " + strings.Join(parts, ", ")
	if len(parts) == 0 {
		s = "nothing found"
	}
	if len(d.Unknown) > 0 {
		s += "; not known here: " + strings.Join(d.Unknown, ", ")
	}
	return s
}
