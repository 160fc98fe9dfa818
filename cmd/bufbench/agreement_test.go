package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
)

// sameFigures holds the forms of a run against its JSON, cell by cell: CSV has the same
// numbers, and text, markdown and the page have the same words.
func sameFigures(t *testing.T, doc report.Run) {
	t.Helper()
	doc.Verbose = true
	text := map[string]string{}
	for _, form := range []string{report.TextForm, report.MarkdownForm, report.CSVForm, report.JSONForm, report.HTMLForm} {
		var out bytes.Buffer
		if err := page.RunForms(doc).Write(&out, form); err != nil {
			t.Fatalf("%s: %v", form, err)
		}
		text[form] = out.String()
	}
	var d report.Document
	if err := json.Unmarshal([]byte(text[report.JSONForm]), &d); err != nil {
		t.Fatal(err)
	}
	for form, cells := range map[string]map[string]string{
		report.CSVForm: csvCells(t, text[report.CSVForm]), report.TextForm: textCells(text[report.TextForm]),
		report.MarkdownForm: markdownCells(text[report.MarkdownForm]), report.HTMLForm: dataCells(t, text[report.HTMLForm]),
	} {
		found := 0
		for key, want := range jsonCells(d)[form] {
			got, has := cells[key]
			if !has {
				continue
			}
			if found++; got != want {
				t.Errorf("%s: %s %s is %s, and %s in JSON", doc.Place.Machine, form, key, got, want)
			}
		}
		if found != len(cells) || found < 100 {
			t.Errorf("%s: of %d cells in %s, %d are in JSON", doc.Place.Machine, len(cells), form, found)
		}
	}
	tables(t, text[report.HTMLForm], d)
}

// jsonCells are what each form should have, by form, scenario, case and arm.
func jsonCells(d report.Document) map[string]map[string]string {
	all := map[string]map[string]string{report.CSVForm: {}, report.TextForm: {}, report.MarkdownForm: {}, report.HTMLForm: {}}
	for _, s := range d.Scenarios {
		for _, c := range s.Cases {
			for _, a := range c.Arms {
				ns, has := a.Values["ns/op"]
				if !has {
					continue
				}
				key := s.Name + " " + sortedCase(c.Case().String()) + " " + a.Name
				all[report.CSVForm][key] = exact(ns)
				all[report.TextForm][key] = report.Duration(ns.Center) + factorWords(a.Factor)
				all[report.MarkdownForm][key] = report.Duration(ns.Center)
				if e := a.Values[c.Clock]; !reference.Is(a.Name) {
					all[report.HTMLForm][key] = digits(e.Center, e.Lo, e.Hi)
				}
			}
		}
	}
	return all
}

func exact(e report.EstimateJSON) string {
	words := fmt.Sprint(e.Center)
	if e.Lo != nil && e.Hi != nil {
		words += fmt.Sprint(" ", *e.Lo, " ", *e.Hi)
	}
	return words
}

func factorWords(e *report.EstimateJSON) string {
	if e == nil {
		return ""
	}
	return " " + report.Factor(e.Center)
}

// digits are the four digits of a range that a page has for programs.
func digits(center float64, lo, hi *float64) string {
	words := strconv.FormatFloat(center, 'g', 4, 64)
	if lo != nil && hi != nil {
		words += " " + strconv.FormatFloat(*lo, 'g', 4, 64) + " " + strconv.FormatFloat(*hi, 'g', 4, 64)
	}
	return words
}

// sortedCase is a case whatever the order of its axes.
func sortedCase(name string) string {
	parts := strings.Split(name, "/")
	slices.Sort(parts)
	return strings.Join(parts, "/")
}

func csvCells(t *testing.T, text string) map[string]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	of := func(row []string, name string) string { return row[slices.Index(rows[0], name)] }
	cells := map[string]string{}
	for _, row := range rows[1:] {
		words := shortest(t, of(row, "ns/op"))
		if of(row, "ns/op hi") != "inf" {
			words += " " + shortest(t, of(row, "ns/op lo")) + " " + shortest(t, of(row, "ns/op hi"))
		}
		cells[of(row, "scenario")+" "+sortedCase(of(row, "case"))+" "+of(row, "arm")] = words
	}
	return cells
}

func shortest(t *testing.T, text string) string {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(x)
}

var (
	headOfText = regexp.MustCompile(`^([A-Z]\w+): .*\?$`)
	rowOfText  = regexp.MustCompile(`^ (\S*size=\S+) +(\S+) +([0-9.]+[nµm]?s)\b.*?( [0-9.]+×|$)`)
	rowOfTable = regexp.MustCompile(`^\| (\w+) +\| (\S*size=\S+) +\| +(\S+) .*\|`)
	rowOfPage  = regexp.MustCompile(`<tr><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td>`)
)

// textCells are the times and factors of a verbose text.
func textCells(text string) map[string]string {
	cells, scenario := map[string]string{}, ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if m := headOfText.FindStringSubmatch(line); m != nil {
			scenario = m[1]
		}
		if m := rowOfText.FindStringSubmatch(line); m != nil {
			cells[scenario+" "+sortedCase(m[1])+" "+m[2]] = m[3] + m[4]
		}
	}
	return cells
}

// markdownCells are the times of the copy.
func markdownCells(text string) map[string]string {
	cells := map[string]string{}
	for line := range strings.Lines(text) {
		if m := rowOfTable.FindStringSubmatch(line); m != nil {
			cells[m[1]+" "+sortedCase(m[2])+" copy"] = m[3]
		}
	}
	return cells
}

// dataCells are the ranges in the JSON of a page.
func dataCells(t *testing.T, text string) map[string]string {
	t.Helper()
	_, rest, _ := strings.Cut(text, `id="data">`)
	data, _, _ := strings.Cut(rest, "</script>")
	var d page.Data
	if err := json.Unmarshal([]byte(data), &d); err != nil || len(d.Runs) != 1 {
		t.Fatalf("%d runs, %v", len(d.Runs), err)
	}
	cells := map[string]string{}
	for _, s := range d.Runs[0].Scenarios {
		for _, c := range slices.Concat(s.Cases, s.Other) {
			name := report.CaseJSON{Size: c.Size, Passes: c.Passes, Axes: c.Axes}.Case().String()
			for _, a := range c.Arms {
				var words []string
				for _, x := range a.Ns {
					words = append(words, strconv.FormatFloat(float64(x), 'g', 4, 64))
				}
				cells[s.Name+" "+sortedCase(name)+" "+a.Name] = strings.Join(words, " ")
			}
		}
	}
	return cells
}

// tables holds the tables of figures on a page against JSON: the words of every row are
// those of an arm at that size.
func tables(t *testing.T, text string, d report.Document) {
	t.Helper()
	for _, s := range d.Scenarios {
		_, card, _ := strings.Cut(text, `<article id="`+s.Name+`">`)
		card, _, _ = strings.Cut(card, "</article>")
		known := map[string]bool{}
		for _, c := range s.Cases {
			for _, a := range c.Arms {
				known[rowWords(c, a)] = true
			}
		}
		rows := rowOfPage.FindAllStringSubmatch(card, -1)
		if len(rows) < 4 {
			t.Errorf("%s has %d rows of figures", s.Name, len(rows))
		}
		for _, m := range rows {
			if words := html.UnescapeString(strings.Join(m[1:], "|")); !known[words] {
				t.Errorf("the page has a row of %s that JSON has not: %s", s.Name, words)
			}
		}
	}
}

func rowWords(c report.CaseJSON, a report.ArmJSON) string {
	e := a.Values[c.Clock]
	words := c.Size.String() + "|" + a.Name + "|" + report.Duration(e.Center) + "|"
	if e.Lo != nil && e.Hi != nil {
		words += report.Duration(*e.Lo) + " to " + report.Duration(*e.Hi)
	}
	words += "|"
	if f := a.Factor; f != nil {
		words += report.Factor(f.Center)
		if f.Lo != nil && f.Hi != nil {
			words += " [" + report.Figures(*f.Lo) + ", " + report.Figures(*f.Hi) + "]"
		}
	}
	words += "|"
	if a.Against != nil {
		words += a.Against.Verdict
	}
	return words
}

// sameStrip holds the drawing beside a reference run against the run.
func sameStrip(t *testing.T, file string, doc report.Run) {
	t.Helper()
	var want bytes.Buffer
	if err := page.RunForms(doc).Write(&want, report.SVGForm); err != nil {
		t.Fatal(err)
	}
	drawing := filepath.Join(filepath.Dir(file), "strip.svg")
	if got, err := os.ReadFile(drawing); err != nil || !bytes.Equal(got, want.Bytes()) {
		t.Errorf("%s does not show %s (%v); run: go run ./cmd/bufbench show %s -o %s", drawing, file, err, file, drawing)
	}
}
