package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
)

// hostile are names as somebody may choose them.
var hostile = []struct{ name, text string }{
	{"plain", "Decode/size=1KiB-8"},
	{"pipes", "a|b||c\\|d\\"},
	{"quotes", `"a" 'b', "",;`},
	{"HTML", "<script>alert(1)</script> &lt; <!-- -->"},
	{"backticks", "`a` ```b *c* _d_ [e](f) ![g](h) #1 @i ~~j~~ $k$"},
	{"control characters", "a\x00b\x01c\td\x7fe\u0080f\u009bg"},
	{"line ends", "a\nb\rc\r\nd\u2028e\u2029f\vg"},
	{"orders to a terminal", "\x1b[31mred\x1b[0m\x1b]0;title\x07\x1b[2J"},
	{"from the right", "a\u202eb\u200fc\u2066d\u061ce"},
	{"invisible", "a\u200bb\ufeffc\u00add"},
	{"no UTF-8", "a\xff\xfe\xc3b"},
	{"spaces", "  a  b  "},
	{"wide", "測定 ünï 🙂"},
	{"a megabyte", strings.Repeat("x", 1<<20) + "|" + strings.Repeat("<", 100)},
	{"empty", ""},
	{"a rule of markdown", "---"},
	{"a formula", "=1+1"},
}

// named is a comparison of which every name is one text.
func named(text string) report.Comparison {
	doubtful := []compare.Warning{{Err: errors.New(text)}}
	sample := func(center float64) *compare.Cell {
		return &compare.Cell{N: 6, Center: center, Lo: center * 0.9, Hi: center * 1.1, Confidence: 0.97, Warnings: doubtful}
	}
	row := func(word verdict.Word, center float64) compare.Row {
		cell := sample(center)
		cell.Against = &compare.Comparison{
			RankSum: compare.RankSum{P: 0.002, N1: 6, N2: 6, Alpha: 0.05, Warnings: doubtful}, Method: compare.Unpaired, Ratio: within(center/5, 0.5, math.Inf(1)),
			Adjusted: 0.002, Detectable: math.Inf(1), Word: word, Reason: compare.Separated,
		}
		return compare.Row{Name: text, Cells: []*compare.Cell{sample(5), cell}}
	}
	table := compare.Table{
		Unit: text, Config: []compare.Setting{{Key: text, Value: text}}, Across: []compare.Across{{Key: text, Values: []string{text, "b"}}},
		Apart: compare.Separation{Kind: compare.ByMachine, Places: [2]string{text, text}}, Levels: []string{text}, Family: 2,
		Cols: []compare.Column{{Labels: []string{text, text}, Mean: compare.Mean{Center: 5}}, {Labels: []string{text, "b"}, Mean: compare.Mean{Center: 7, Ratio: 1.4, Warnings: doubtful}}},
		Rows: []compare.Row{
			row(verdict.Worse, 7), row(verdict.Better, 2), row(verdict.Undecided, 5),
			{Name: text, Cells: []*compare.Cell{nil, sample(1)}},
			{Name: text, Cells: []*compare.Cell{sample(1), nil}},
		},
	}
	exact := compare.Table{
		Unit: "n", Exact: true, Better: -1, Config: table.Config, Cols: table.Cols, Levels: table.Levels,
		Rows: []compare.Row{{Name: text, Cells: []*compare.Cell{{N: 1}, {N: 1, Center: 3, Lo: 3, Hi: 3, Confidence: 1, Against: &compare.Comparison{RankSum: compare.RankSum{N1: 1, N2: 1}, Method: compare.Exact, Word: verdict.Worse}}}}},
	}
	c := report.Comparison{Tables: []compare.Table{table, exact}, Goal: compare.Goal{Alpha: 0.05, Correction: compare.Holm, Margin: 0.01}}
	c.Counts = compare.Count(c.Tables, 0)
	return c
}

// printed is what a form prints.
func printed(t *testing.T, form func(io.Writer, report.Comparison) error, c report.Comparison) string {
	t.Helper()
	var b bytes.Buffer
	if err := form(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// checkPlain checks that nothing in a text orders a terminal about, or hides.
func checkPlain(t *testing.T, name, text string) {
	t.Helper()
	for at, r := range text {
		_, size := utf8.DecodeRuneInString(text[at:])
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == 0x2028 || r == 0x2029 || r == utf8.RuneError && size == 1) {
			t.Errorf("%s: %q holds %U", name, text[max(0, at-20):min(len(text), at+20)], r)
			return
		}
	}
}

// TestCompareText: whatever things are called, a table is as many lines as it
// has rows, and no terminal takes an order of it.
func TestCompareText(t *testing.T) {
	want := strings.Count(printed(t, comparisonAs(report.TextForm), named("a")), "\n")
	for _, h := range hostile {
		text := printed(t, comparisonAs(report.TextForm), named(h.text))
		checkPlain(t, h.name, text)
		if got := strings.Count(text, "\n"); got != want || len(text) > 20000 {
			t.Errorf("%s: %d lines of %d bytes, want %d of fewer than 20000:\n%.3000s", h.name, got, len(text), want, text)
		}
	}
}

// TestCompareColours: colour only where it is asked for, for what is better and
// worse, and nothing else of the text differs.
func TestCompareColours(t *testing.T) {
	c := named("a")
	without := printed(t, comparisonAs(report.TextForm), c)
	c.Color = true
	with := printed(t, comparisonAs(report.TextForm), c)
	for _, test := range []struct {
		mark string
		want int
	}{{"\x1b[32mbetter\x1b[0m", 1}, {"\x1b[31mworse\x1b[0m", 2}, {"\x1b[", 6}} {
		if got := strings.Count(with, test.mark); got != test.want {
			t.Errorf("%q stands there %d times, want %d:\n%s", test.mark, got, test.want, with)
		}
	}
	if stripped := regexp.MustCompile("\x1b\\[[0-9]*m").ReplaceAllString(with, ""); stripped != without {
		t.Errorf("without its colours it is\n%s, want\n%s", stripped, without)
	}
	for name, form := range map[string]func(io.Writer, report.Comparison) error{"markdown": comparisonAs(report.MarkdownForm), "csv": comparisonAs(report.CSVForm), "json": comparisonAs(report.JSONForm)} {
		if text := printed(t, form, c); strings.Contains(text, "\x1b") {
			t.Errorf("%s has colours: %q", name, text)
		}
	}
}

// comparisonAs writes a comparison in a form.
func comparisonAs(form string) func(io.Writer, report.Comparison) error {
	return func(w io.Writer, c report.Comparison) error { return c.Forms().Write(w, form) }
}

// cells are those of a row of a markdown table.
func cells(row string) []string {
	var out []string
	var cell strings.Builder
	escaped := false
	for _, r := range strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(row), "|"), "|") {
		switch {
		case escaped:
			cell.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == '|':
			out = append(out, strings.TrimSpace(cell.String()))
			cell.Reset()
		default:
			cell.WriteRune(r)
		}
	}
	return append(out, strings.TrimSpace(cell.String()))
}

// TestCompareMarkdown: every row of a table has as many cells as its head, and
// nothing in it is markup but ours.
func TestCompareMarkdown(t *testing.T) {
	for _, h := range hostile {
		text := printed(t, comparisonAs(report.MarkdownForm), named(h.text))
		checkPlain(t, h.name, text)
		rows := 0
		for line := range strings.Lines(text) {
			line = strings.NewReplacer("@<!-- -->", "", "<!-- -->", "").Replace(line) // what takes mentions and addresses apart
			if strings.ContainsAny(line, "<>") || regexp.MustCompile("(^|[^\\\\])[`$@]").MatchString(line) {
				t.Errorf("%s: there is markup in %q", h.name, line)
			}
			if !strings.HasPrefix(line, "|") {
				continue
			}
			rows++
			if got := cells(line); len(got) != 1+1+5 {
				t.Errorf("%s: %d cells in %q, want 7", h.name, len(got), line)
			}
		}
		if want := 2 + 6 + 2 + 1; rows != want {
			t.Errorf("%s: %d rows, want %d:\n%s", h.name, rows, want, text)
		}
	}
	names := printed(t, comparisonAs(report.MarkdownForm), named("a|b"))
	if got := cells(strings.Split(names, "\n")[7])[0]; got != "a|b" {
		t.Errorf("a name reads back as %q, want a|b:\n%s", got, names)
	}
}

// TestCompareCSV: every figure stands in the column of its name, and names are plain.
func TestCompareCSV(t *testing.T) {
	for _, h := range hostile {
		rows, err := csv.NewReader(strings.NewReader(printed(t, comparisonAs(report.CSVForm), named(h.text)))).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", h.name, err)
			continue
		}
		if want := 1 + 8 + 2 + 2 + 2; len(rows) != want {
			t.Errorf("%s: %d rows, want %d", h.name, len(rows), want)
		}
		at := func(row []string, column string) string { return row[slices.Index(rows[0], column)] }
		want, column := cellOf(h.text), cellOf(h.text+" b")
		if row := rows[2]; at(row, "row") != want || at(row, "unit") != want || at(row, "column") != column || at(row, "verdict") != "worse" || at(row, "ratio_hi") != "inf" {
			t.Errorf("%s: the row is %.200q, want the names plain", h.name, row)
		}
	}
}

// cellOf is a text in a cell: one line, and no formula.
func cellOf(text string) string {
	text = console.Line(text, 4096)
	if strings.HasPrefix(text, "�") || text != "" && strings.Contains("=+-@", text[:1]) {
		return "'" + text
	}
	return text
}

// TestCompareCSVFormulas: a spreadsheet computes nothing of a name, and figures stay
// figures.
func TestCompareCSVFormulas(t *testing.T) {
	for _, name := range []string{"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "  =1", "\t=1", "\r=1", "\uff1d1"} {
		rows, err := csv.NewReader(strings.NewReader(printed(t, comparisonAs(report.CSVForm), named(name)))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, cell := range rows[2] {
			column := rows[0][i]
			figure := slices.Contains([]string{"delta", "lo", "hi", "center", "change"}, column)
			if strings.ContainsAny(strings.TrimLeft(cell+".", " ")[:1], "=+-@\t\r") && !figure || strings.HasPrefix(strings.TrimLeft(cell, " "), "\uff1d") || figure && strings.HasPrefix(cell, "'") {
				t.Errorf("%q: the column %s begins as a formula: %q", name, column, cell)
			}
		}
	}
}

// TestCompareJSON: it is one document of the documented form, with names whole.
func TestCompareJSON(t *testing.T) {
	for _, h := range hostile {
		d := json.NewDecoder(strings.NewReader(printed(t, comparisonAs(report.JSONForm), named(h.text))))
		d.DisallowUnknownFields()
		var doc report.ComparisonDocument
		if err := d.Decode(&doc); err != nil || d.More() {
			t.Errorf("%s: %v, or more than one document", h.name, err)
			continue
		}
		want := strings.ToValidUTF8(h.text, "\ufffd")
		if h.name == "no UTF-8" {
			want = "a\ufffd\ufffd\ufffdb"
		}
		table := doc.Tables[0]
		if table.Rows[0].Name != want || table.Unit != want || table.Config[want] != want || table.Rows[0].Cells[1].Against.Reason != "measured on different machines ("+want+" and "+want+")" {
			t.Errorf("%s: %.300q, want names whole", h.name, table.Rows[0].Name)
		}
		if table.Rows[3].Cells[0] != nil || table.Rows[0].Cells[1].Against.Detectable != nil || !doc.Complete || doc.Schema != 1 {
			t.Errorf("%s: %+v, want null for what is not there", h.name, table)
		}
	}
}

// TestCompareSummary: one sentence that nobody takes for more than it is.
func TestCompareSummary(t *testing.T) {
	base, with := &compare.Cell{N: 1}, &compare.Cell{N: 1, Against: &compare.Comparison{Word: verdict.Same}}
	rows := func(cells ...[]*compare.Cell) []compare.Table {
		var t compare.Table
		for _, c := range cells {
			t.Rows = append(t.Rows, compare.Row{Cells: c})
		}
		return []compare.Table{t}
	}
	goal := compare.Goal{Alpha: 0.05, Correction: compare.Holm}
	const holm = "(at most 5 % that any verdict of a table is false"
	for _, test := range []struct {
		name string
		c    report.Comparison
		want string
	}{
		{"nothing", report.Comparison{Goal: goal}, "nothing was compared"},
		{"one side only", report.Comparison{Goal: goal, Tables: rows([]*compare.Cell{base, nil}, []*compare.Cell{nil, base})}, "nothing was compared"},
		{"all", report.Comparison{Goal: goal, Tables: rows([]*compare.Cell{base, with})}, "1 the same of 1 " + holm + ")"},
		{"one is gone", report.Comparison{Goal: goal, Tables: rows([]*compare.Cell{base, with}, []*compare.Cell{base, nil})}, "1 the same of 1 " + holm + "); 1 more has a value on one side only"},
		{"some are gone", report.Comparison{Goal: goal, Tables: rows([]*compare.Cell{base, with, nil}, []*compare.Cell{nil, base, nil}, []*compare.Cell{base})}, "1 the same of 1 " + holm + "); 3 more have a value on one side only"},
		{"gone", report.Comparison{Goal: goal, Gone: []compare.Gone{{Row: "X"}}, Tables: rows([]*compare.Cell{base, with})}, "INCOMPLETE, 1 benchmark is gone: 1 the same of 1 " + holm + ")"},
		{"the first", report.Comparison{Goal: goal, First: true, Tables: rows([]*compare.Cell{base})}, "the first 1 value: the base has none, so there is nothing to compare with"},
		{"unreadable", report.Comparison{Goal: goal, Unreadable: 1, Tables: rows([]*compare.Cell{base, with})}, "INCOMPLETE, 1 line or file could not be read: 1 the same of 1 " + holm + ")"},
		{"nothing and unreadable", report.Comparison{Goal: goal, Unreadable: 2}, "INCOMPLETE, 2 lines or files could not be read: nothing was compared"},
		{"threshold", report.Comparison{Goal: goal, Threshold: 0.1, Tables: rows([]*compare.Cell{base, with})}, "1 the same of 1 " + holm + "; what is worse by up to 10 % does not count)"},
		{"false discovery rate", report.Comparison{Goal: compare.Goal{Alpha: 0.01, Correction: compare.BenjaminiHochberg}, Tables: rows([]*compare.Cell{base, with})}, "1 the same of 1 (at most 1 % of the verdicts of a table are false)"},
		{"no correction", report.Comparison{Goal: compare.Goal{Alpha: 0.01, Correction: compare.None}, Tables: rows([]*compare.Cell{base, with})}, "1 the same of 1 (each false with at most 1 %, uncorrected)"},
	} {
		test.c.Counts = compare.Count(test.c.Tables, 0)
		if got := test.c.Summary(); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		for name, form := range map[string]func(io.Writer, report.Comparison) error{"text": comparisonAs(report.TextForm), "json": comparisonAs(report.JSONForm)} {
			if name == "json" || len(test.c.Tables) == 0 {
				if text := printed(t, form, test.c); !strings.Contains(text, test.want) {
					t.Errorf("%s: %s prints %q, want it to say %q", test.name, name, text, test.want)
				}
			}
		}
	}
}

// TestCompareThreshold: what a threshold allows is said beside the verdict, and
// is not red.
func TestCompareThreshold(t *testing.T) {
	for _, test := range []struct {
		threshold float64
		want, not string
	}{
		{0, "\x1b[31mworse\x1b[0m ", "allowed"},
		{0.05, "\x1b[31mworse\x1b[0m ", "allowed"},
		{0.2, "worse, perhaps allowed ", "\x1b["},
		{0.5, "worse but allowed ", "the same"},
	} {
		cell := &compare.Cell{N: 6, Center: 6, Against: &compare.Comparison{RankSum: compare.RankSum{N1: 6, N2: 6}, Method: compare.Unpaired, Word: verdict.Worse, Ratio: within(1.2, 1.1, 1.3)}}
		table := compare.Table{Unit: "sec/op", Better: -1, Cols: make([]compare.Column, 2), Rows: []compare.Row{{Name: "X", Cells: []*compare.Cell{{N: 6, Center: 5}, cell}}}}
		c := report.Comparison{Tables: []compare.Table{table}, Color: true, Threshold: test.threshold}
		if text := printed(t, comparisonAs(report.TextForm), c); !strings.Contains(text, test.want) || strings.Contains(text, test.not) {
			t.Errorf("threshold %v prints %q, want %q and not %q", test.threshold, text, test.want, test.not)
		}
	}
}
