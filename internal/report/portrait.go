package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Portrait is all that is known of a scenario before it is measured.
type Portrait struct {
	Entry
	Info   bench.Info
	Rivals []bench.Rival
}

// Portraits is the document of some scenarios.
type Portraits []Portrait

// PortraitJSON is a portrait as programs read it.
type PortraitJSON struct {
	Entry
	Classes []ClassWords `json:"classes"`
	Values  []AxisValues `json:"values"`
	Rivals  []RivalJSON  `json:"rivals"`
	Card    bench.Card   `json:"card"` // what a view owes
}

// ClassWords is a kind of answer in words.
type ClassWords struct {
	Class string `json:"class"`
	Means string `json:"means"`
}

// AxisValues are the values of an axis. Those of the grid are measured unless a run asks
// for others.
type AxisValues struct {
	Axis   string   `json:"axis"`
	Grid   []string `json:"grid"`
	Others []string `json:"others"` // that can be asked for; empty if any can, or none
	What   string   `json:"what"`   // the axis in words; empty if nothing is said
}

// RivalJSON is an arm.
type RivalJSON struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	Says string `json:"says"` // the arm in the words of its language
}

// Forms implements a document: text, markdown and JSON.
func (p Portraits) Forms() Forms {
	return Forms{TextForm: p.text, MarkdownForm: p.markdown, JSONForm: func(w io.Writer) error { return JSON(w, p.documents()) }}
}

// PortraitsOf are the portraits of scenarios as their program describes them.
func PortraitsOf(all []launch.Description) (doc Portraits) {
	for _, d := range all {
		doc = append(doc, Portrait{Entry: entryOf(d), Info: d.Info, Rivals: d.Rivals})
	}
	return doc
}

// Settings are the values of all axes but sizes and passes, each as key=value.
func (p Portraits) Settings() (settings []string) {
	for _, one := range p {
		for _, axis := range one.values()[2:] {
			for _, v := range slices.Concat(axis.Grid, axis.Others) {
				settings = append(settings, axis.Axis+"="+v)
			}
		}
	}
	slices.Sort(settings)
	return slices.Compact(settings)
}

func (p Portraits) documents() []PortraitJSON {
	docs := []PortraitJSON{}
	for _, one := range p {
		doc := PortraitJSON{Entry: one.Entry, Classes: one.classes(), Values: one.values(), Card: one.Info.Card}
		for _, r := range one.Rivals {
			doc.Rivals = append(doc.Rivals, RivalJSON{r.Name, string(r.Kind), r.Says})
		}
		docs = append(docs, doc)
	}
	return docs
}

// classMeans are the kinds of answers in words.
func classMeans(c bench.Class) string {
	return map[bench.Class]string{
		bench.Dominant:        "one way is never slower than the others",
		bench.BreakEvenSize:   "the copy wins below a size",
		bench.BreakEvenPasses: "the copy wins from a number of passes on",
		bench.Liability:       "time does not decide: lifetime, aliasing and retention do",
	}[c]
}

func (p Portrait) classes() (all []ClassWords) {
	for _, c := range p.Info.Class {
		all = append(all, ClassWords{string(c), classMeans(c)})
	}
	return all
}

// values are those of all axes: sizes, passes, the scenario's own, and conditions.
func (p Portrait) values() []AxisValues {
	sizes, passes := AxisValues{Axis: "size"}, AxisValues{Axis: "passes", What: "how often an operation reads the bytes; 0 is hand-over only"}
	seen := map[string]bool{}
	for _, c := range p.Info.Grid.Cases() {
		for _, v := range []struct {
			to   *AxisValues
			text string
		}{{&sizes, c.Size.String()}, {&passes, fmt.Sprint(c.Passes)}} {
			if key := v.to.Axis + v.text; !seen[key] {
				seen[key] = true
				v.to.Grid = append(v.to.Grid, v.text)
			}
		}
	}
	all := []AxisValues{sizes, passes}
	for _, own := range p.Info.Grid.Axes {
		all = append(all, AxisValues{Axis: own.Key, Grid: own.Values, What: whatOf(own.Key)})
	}
	for _, general := range bench.Conditions() {
		if slices.Contains(p.Axes, general.Key) && !hasAxis(all, general.Key) {
			others := general.Values
			if general.Example != "" {
				others = strings.Split(general.Example, ", ")
			}
			all = append(all, AxisValues{general.Key, []string{general.Default}, others, general.What})
		}
	}
	return all
}

// whatOf is a general axis in words; empty for any other.
func whatOf(key string) string {
	for _, general := range bench.Conditions() {
		if general.Key == key {
			return general.What
		}
	}
	return ""
}

func hasAxis(all []AxisValues, key string) bool {
	for _, a := range all {
		if a.Axis == key {
			return true
		}
	}
	return false
}

// text prints a screen per scenario.
func (p Portraits) text(w io.Writer) error {
	var out strings.Builder
	for i, one := range p {
		if i > 0 {
			out.WriteString("\n")
		}
		one.print(&out)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func (p Portrait) print(out *strings.Builder) {
	fmt.Fprintf(out, "%s: %s\n", plain(p.Info.Name), sentence(p.Info.Question))
	if !p.Runnable {
		item(out, "cannot run here: "+sentence(p.Reason))
	}
	for _, c := range p.classes() {
		item(out, "class "+c.Class+": "+c.Means)
	}
	out.WriteString("  arms:\n")
	for _, r := range p.Rivals {
		item(out, "  "+armWords(r))
	}
	out.WriteString("  axes:\n")
	for _, v := range p.values() {
		text := fmt.Sprintf("  %s: %s", v.Axis, strings.Join(v.Grid, ", "))
		if len(v.Others) > 0 {
			text += "; or " + strings.Join(v.Others, ", ")
		}
		if v.What != "" {
			text += " (" + v.What + ")"
		}
		item(out, text)
	}
	for _, line := range card(Scenario{Info: p.Info}) {
		item(out, line)
	}
}

// armWords is an arm with its kind, in the words of its language if they are known.
func armWords(r bench.Rival) string {
	text := fmt.Sprintf("%s (%s)", plain(r.Name), r.Kind)
	if r.Says != "" {
		text += ": " + plain(r.Says)
	}
	return text
}

// markdown prints a section per scenario.
func (p Portraits) markdown(w io.Writer) error {
	var out strings.Builder
	for _, one := range p {
		fmt.Fprintf(&out, "## %s\n\n%s\n\n", escaped(plain(one.Info.Name)), escaped(sentence(one.Info.Question)))
		for _, c := range one.classes() {
			fmt.Fprintf(&out, "- class %s: %s\n", escaped(c.Class), escaped(c.Means))
		}
		for _, r := range one.Rivals {
			fmt.Fprintf(&out, "- arm %s\n", escaped(armWords(r)))
		}
		for _, v := range one.values() {
			fmt.Fprintf(&out, "- axis %s: %s\n", escaped(v.Axis), escaped(strings.Join(append(v.Grid[:len(v.Grid):len(v.Grid)], v.Others...), ", ")))
		}
		out.WriteString("\n")
	}
	_, err := io.WriteString(w, out.String())
	return err
}
