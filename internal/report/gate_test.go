package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/pelletier/go-toml/v2"
)

// rowOf are the figures of a count that was base and is now.
func rowOf(unit string, now, base float64) gate.Figures {
	return gate.Figures{Row: &gate.RowFigures{
		Table: &compare.Table{Unit: unit}, Base: &compare.Cell{Center: base}, Now: &compare.Cell{Center: now, Against: &compare.Comparison{Method: compare.Exact}},
	}}
}

// because are figures that are undecided for a reason.
func because(f gate.Figures, reason compare.Reason) gate.Figures {
	f.Row.Reason = reason
	f.Row.Now.Against.RankSum, f.Row.Now.Against.Few = compare.RankSum{N1: 3, N2: 3}, compare.Few{Need: 4}
	return f
}

// checkedAll is one outcome of each kind.
func checkedAll() report.Gate {
	known := &gate.Ack{Reason: "known", Until: toml.LocalDate{Year: 2030, Month: 12, Day: 31}}
	return report.Gate{
		Across: []string{"commit=a, b"},
		Outcomes: []gate.Outcome{
			{Of: gate.OfClaim, Name: "views are free", Unit: "allocs/op", Word: gate.Holds, Figures: gate.Figures{Cases: []gate.CaseFigures{{Name: "A", Unit: "allocs/op", N: 1, Exact: true}}}},
			{Of: gate.OfBaseline, Name: "A-8", Unit: "sec/op", Word: gate.Holds, Figures: rowOf("sec/op", 1, 1)},
			{Of: gate.OfBaseline, Name: "B-8", Unit: "sec/op", Word: gate.Holds, Figures: rowOf("sec/op", 2, 2)},
			{Of: gate.OfBaseline, Name: "C-8", Unit: "sec/op", Word: gate.Undecided, Figures: because(rowOf("sec/op", 2, 1), compare.TooFew)},
			{Of: gate.OfBaseline, Name: "D-8", Unit: "allocs/op", Word: gate.Acknowledged, Figures: rowOf("allocs/op", 2, 1), Acknowledged: known},
			{Of: gate.OfClaim, Name: "elsewhere", Unit: "ns/op", Word: gate.Skipped, Figures: gate.Figures{Machines: &gate.Machines{Claimed: "there", Measured: "here"}}},
			{Of: gate.OfBaseline, Name: "E-8", Unit: "sec/op", Word: gate.Broken, Figures: rowOf("sec/op", 3, 1)},
			{Of: gate.OfBaseline, Name: "F-8", Unit: "", Word: gate.Undecided, Figures: rowOf("sec/op", 3, 1), Unfit: "it is busy"},
		},
	}
}

// checkedHostile is names and texts that would like to be something else.
func checkedHostile() report.Gate {
	const evil = "a|b`c*d_e<img src=x>[x](javascript:y)&@all\x1b[31m\n::error::smuggled\r::set-output name=x::y]]>\x00\u202e%0A::stop, c:d\xff"
	return report.Gate{
		Across:   []string{"commit=" + evil},
		Problems: []string{"file:1: " + evil},
		Outcomes: []gate.Outcome{
			{Of: gate.OfClaim, Name: evil, Unit: evil, Word: gate.Broken, Figures: rowOf(evil, 2, 1)},
			{Of: gate.OfBaseline, Name: evil, Unit: evil, Word: gate.Acknowledged, Figures: rowOf(evil, 2, 1), Acknowledged: &gate.Ack{Reason: evil}},
			{Of: gate.OfBaseline, Name: strings.Repeat("x", 1<<20), Unit: strings.Repeat("u", 1<<20), Word: gate.Broken, Figures: rowOf(strings.Repeat("y", 1<<20), 2, 1)},
		},
	}
}

// gatePrinted is what a function prints.
func gatePrinted(t *testing.T, c report.Gate, write func(io.Writer, report.Gate) error) string {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out, c); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// gateAs writes a gate in a form.
func gateAs(form string) func(io.Writer, report.Gate) error {
	return func(w io.Writer, c report.Gate) error { return c.Forms().Write(w, form) }
}

func TestGateText(t *testing.T) {
	const want = `compared across commit=a, b
broken       baseline E-8 sec/op: 3 sec/op, was 1
undecided    baseline C-8 sec/op: 2 sec/op, was 1: 3 lines can show nothing (take at least 4 of each)
undecided    baseline F-8: 3 sec/op, was 1: the machine is unfit: it is busy
acknowledged baseline D-8 allocs/op: 2 allocs/op, was 1; acknowledged: known (until 2030-12-31)
skipped      claim elsewhere: it is about there, and this is here
holds        claim views are free: A: 0 allocs/op, in all 1
2 rows are as in the baseline
1 broken, 2 undecided, 1 acknowledged, 1 skipped, 3 hold
`
	if got := gatePrinted(t, checkedAll(), gateAs(report.TextForm)); got != want {
		t.Errorf("Gate prints\n%s\nwant\n%s", got, want)
	}
	c := checkedAll()
	c.Color = true
	got := gatePrinted(t, c, gateAs(report.TextForm))
	if strings.Count(got, "\x1b[31m") != 1 || strings.Count(got, "\x1b[32m") != 1 || strings.Count(got, "\x1b[0m") != 2 {
		t.Errorf("in colours Gate prints %q, want one red and one green word", got)
	}
	if got := regexp.MustCompile("\x1b\\[[0-9]*m").ReplaceAllString(got, ""); got != want {
		t.Errorf("in colours Gate prints\n%s\nwant the same words", got)
	}
	if got, want := gatePrinted(t, report.Gate{}, gateAs(report.TextForm)), "nothing was checked\n"; got != want {
		t.Errorf("Gate of nothing prints %q, want %q", got, want)
	}
}

func TestGateSummary(t *testing.T) {
	hold := gate.Outcome{Word: gate.Holds}
	for _, test := range []struct {
		c    report.Gate
		want string
	}{
		{report.Gate{}, "nothing was checked"},
		{report.Gate{Problems: []string{"x"}}, "INCOMPLETE: nothing was checked"},
		{report.Gate{Outcomes: []gate.Outcome{hold}}, "1 holds"},
		{report.Gate{Outcomes: []gate.Outcome{hold, hold}, Problems: []string{"x"}}, "INCOMPLETE: 2 hold"},
	} {
		if got := test.c.Summary(); got != test.want {
			t.Errorf("Summary of %+v = %q, want %q", test.c, got, test.want)
		}
	}
}

// TestGateHostile: a name or a text is one line and one cell of every form, and
// no form grows with it.
func TestGateHostile(t *testing.T) {
	c := checkedHostile()
	text := gatePrinted(t, c, gateAs(report.TextForm))
	if got := strings.Count(text, "\n"); got != 5 { // across, three outcomes, the summary
		t.Errorf("Gate prints %d lines, want 5:\n%.2000s", got, text)
	}
	if strings.ContainsAny(text, "\x1b\x00\r\u202e") || len(text) > 5000 {
		t.Errorf("Gate prints %d bytes, which may hold orders to a terminal: %.2000q", len(text), text)
	}

	markdown := gatePrinted(t, c, gateAs(report.MarkdownForm))
	rows := 0
	for line := range strings.Lines(markdown) {
		if !strings.HasPrefix(line, "|") {
			continue
		}
		rows++
		if got := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"); got != 5 {
			t.Errorf("a row has %d cells, want 4: %.2000s", got-1, line)
		}
	}
	if rows != 5 { // header, rule, three outcomes
		t.Errorf("%d rows, want 5:\n%.3000s", rows, markdown)
	}
	markdown = strings.NewReplacer("@<!-- -->", "", "<!-- -->", "").Replace(markdown) // what takes mentions and addresses apart
	if strings.ContainsAny(markdown, "<\x1b\x00\r@") || regexp.MustCompile("(^|[^\\\\])[*_`\\[](all|c|d|e|x)").MatchString(markdown) {
		t.Errorf("markdown holds markup: %.3000q", markdown)
	}
}

func TestGateMarkdown(t *testing.T) {
	const head = "**bufbench check: 1 broken, 2 undecided, 1 acknowledged, 1 skipped, 3 hold**\n\n- compared across commit=a, b\n\n| "
	got := gatePrinted(t, checkedAll(), gateAs(report.MarkdownForm))
	if !strings.HasPrefix(got, head) || strings.Count(got, "\n|") != 8 { // header, rule, and all but the two rows that hold
		t.Errorf("GateMarkdown prints\n%s\nwant it to begin with\n%s", got, head)
	}
	if got, want := gatePrinted(t, report.Gate{}, gateAs(report.MarkdownForm)), "**bufbench check: nothing was checked**\n\n"; got != want {
		t.Errorf("GateMarkdown of nothing prints %q, want %q", got, want)
	}
}

func TestGateJSON(t *testing.T) {
	read := func(c report.Gate) report.GateDocument {
		dec := json.NewDecoder(strings.NewReader(gatePrinted(t, c, gateAs(report.JSONForm))))
		dec.DisallowUnknownFields()
		var doc report.GateDocument
		if err := dec.Decode(&doc); err != nil {
			t.Fatal(err)
		}
		if dec.More() {
			t.Fatal("there is more than one value")
		}
		return doc
	}
	doc, c := read(checkedAll()), checkedAll()
	if doc.Schema != 1 || doc.Summary != c.Summary() || !doc.Complete || len(doc.Outcomes) != len(c.Outcomes) || fmt.Sprint(doc.Across) != "[commit=a, b]" {
		t.Errorf("GateJSON = %+v", doc)
	}
	for i, got := range doc.Outcomes {
		o := c.Outcomes[i]
		if want := (report.OutcomeJSON{Of: o.Of, Name: o.Name, Unit: o.Unit, Outcome: string(o.Word), Said: got.Said, Acknowledged: got.Acknowledged}); got != want {
			t.Errorf("outcome %d = %+v, want %+v", i, got, want)
		}
	}
	if doc := read(checkedHostile()); doc.Complete || len(doc.Problems) != 1 {
		t.Errorf("with a problem, complete is %v and problems are %q", doc.Complete, doc.Problems)
	}
	if got := gatePrinted(t, report.Gate{}, gateAs(report.JSONForm)); strings.Contains(got, "null") {
		t.Errorf("GateJSON of nothing prints null: %s", got)
	}
}

// junitRead is what a reader of JUnit takes from it.
type junitRead struct {
	XMLName  xml.Name `xml:"testsuite"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Errors   int      `xml:"errors,attr"`
	Skipped  int      `xml:"skipped,attr"`
	Cases    []struct {
		Class   string `xml:"classname,attr"`
		Name    string `xml:"name,attr"`
		Failure *struct {
			Message string `xml:"message,attr"`
		} `xml:"failure"`
		Error *struct {
			Message string `xml:"message,attr"`
		} `xml:"error"`
		Skipped *struct {
			Message string `xml:"message,attr"`
		} `xml:"skipped"`
	} `xml:"testcase"`
}

func TestGateJUnit(t *testing.T) {
	broken := checkedAll()
	broken.Problems = []string{"b.txt:3: it cannot be read", "a.toml: ack 1: it is stale"}
	for _, test := range []struct {
		name   string
		c      report.Gate
		strict bool
		want   [4]int // tests, failures, errors, skipped
	}{
		{"each kind", checkedAll(), false, [4]int{8, 1, 0, 4}},
		{"undecided fails", checkedAll(), true, [4]int{8, 3, 0, 2}},
		{"problems", broken, false, [4]int{10, 1, 2, 4}},
		{"hostile", checkedHostile(), false, [4]int{4, 2, 1, 1}},
		{"nothing", report.Gate{}, false, [4]int{}},
		{"gone", report.Gate{Outcomes: []gate.Outcome{{Of: gate.OfBaseline, Word: gate.Gone}}}, false, [4]int{1, 0, 1, 0}},
		{"allowed", report.Gate{Outcomes: []gate.Outcome{{Of: gate.OfBaseline, Word: gate.Allowed}}}, false, [4]int{1, 0, 0, 0}},
		{"looks broken", report.Gate{Outcomes: []gate.Outcome{{Of: gate.OfBaseline, Word: gate.Undecided, Looks: true}}}, false, [4]int{1, 1, 0, 0}},
		{"nothing could be seen", report.Gate{Outcomes: []gate.Outcome{{Of: gate.OfBaseline, Word: gate.Undecided, Sight: compare.Blind}}}, false, [4]int{2, 0, 1, 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.c.Strict = test.strict
			text := gatePrinted(t, test.c, gateAs(report.JUnitForm))
			var s junitRead
			if err := xml.Unmarshal([]byte(text), &s); err != nil {
				t.Fatalf("%v: %.3000s", err, text)
			}
			var counted [4]int
			for _, c := range s.Cases {
				counted[0]++
				for i, has := range []bool{c.Failure != nil, c.Error != nil, c.Skipped != nil} {
					if has {
						counted[i+1]++
					}
				}
			}
			if got := [4]int{s.Tests, s.Failures, s.Errors, s.Skipped}; got != test.want || counted != test.want {
				t.Errorf("tests, failures, errors, skipped = %v and counted %v, want %v", got, counted, test.want)
			}
		})
	}
	var s junitRead
	if err := xml.Unmarshal([]byte(gatePrinted(t, checkedAll(), gateAs(report.JUnitForm))), &s); err != nil {
		t.Fatal(err)
	}
	if c := s.Cases[6]; c.Class != "bufbench.baseline" || c.Name != "E-8 sec/op" || c.Failure == nil || c.Failure.Message != "broken: 3 sec/op, was 1" {
		t.Errorf("the case of what is broken is %+v", c)
	}
}

// TestAnnotations: at most ten commands, a line each, and no text makes another.
func TestAnnotations(t *testing.T) {
	annotations := func(c report.Gate) string {
		return gatePrinted(t, c, func(w io.Writer, c report.Gate) error { c.Annotations(w); return nil })
	}
	const want = "::error title=bufbench%3A E-8 sec/op::3 sec/op, was 1\n" +
		"::notice title=bufbench%3A D-8 allocs/op::2 allocs/op, was 1; acknowledged: known (until 2030-12-31)\n"
	if got := annotations(checkedAll()); got != want {
		t.Errorf("Annotations prints\n%s\nwant\n%s", got, want)
	}

	command := regexp.MustCompile(`^::(error|notice) title=[^:,\x00-\x1f]*::[^\x00-\x1f]*$`)
	got := annotations(checkedHostile())
	if lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n"); len(lines) != 4 {
		t.Errorf("Annotations prints %d lines, want 4: %.3000q", len(lines), got)
	} else {
		for _, line := range lines {
			if !command.MatchString(line) || strings.Contains(line, "%0A") || strings.Contains(line, "%0D") {
				t.Errorf("a line is no single command: %.2000q", line)
			}
		}
	}
	if got := annotations(report.Gate{Outcomes: []gate.Outcome{{Of: gate.OfClaim, Name: "100%: a, b", Word: gate.Broken, Figures: rowOf("%/c: d", 50, 1)}}}); got != "::error title=bufbench%3A 100%25%3A a%2C b::50 %25/c: d, was 1\n" {
		t.Errorf("marks are not escaped: %q", got)
	}

	var many report.Gate
	for i := range 30 {
		many.Outcomes = append(many.Outcomes, gate.Outcome{Of: gate.OfClaim, Name: fmt.Sprint(i), Word: gate.Acknowledged})
	}
	many.Outcomes[20].Word = gate.Broken
	got = annotations(many)
	if strings.Count(got, "\n") != 10 || !strings.HasPrefix(got, "::error title=bufbench%3A 20::") {
		t.Errorf("of thirty, Annotations prints\n%s\nwant ten, and what is broken first", got)
	}
}
