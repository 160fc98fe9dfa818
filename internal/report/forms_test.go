package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/report"
)

// TestForms: every document has the forms of its kind, also before anything is measured.
func TestForms(t *testing.T) {
	for _, test := range []struct {
		name string
		of   report.Forms
		want string
	}{
		{"run", report.Run{}.Forms(), "text markdown csv json"},
		{"comparison", report.Comparison{}.Forms(), "text markdown csv json"},
		{"revisions", report.Revisions{}.Forms(), "text markdown csv json"},
		{"gate", report.Gate{}.Forms(), "text markdown json junit"},
		{"list", report.List{}.Forms(), "text markdown json"},
		{"machine", report.MachineDocument{}.Forms(), "text json"},
		{"controls", report.ControlsDocument{}.Forms(), "text json"},
		{"calibration", report.Calibration{}.Forms(nil), "text json"},
	} {
		if got := strings.Join(test.of.Names(), " "); got != test.want || len(test.of) != len(strings.Fields(test.want)) {
			t.Errorf("%s has the forms %s, want %s", test.name, got, test.want)
		}
		for _, form := range test.of.Names() {
			if err := test.of.Check(form); err != nil {
				t.Errorf("%s: Check(%q) = %v", test.name, form, err)
			}
		}
	}
}

// TestFormOf: the ending of a file says its form, and what is none is a mistake of whoever
// asked.
func TestFormOf(t *testing.T) {
	for file, want := range map[string]string{
		"a.txt": "text", "a.md": "markdown", "a/b.csv": "csv", "a.JSON": "json", "a.xml": "junit", "a.pdf": "", "a": "", ".": "",
	} {
		if got := report.FormOf(file); got != want {
			t.Errorf("FormOf(%q) = %q, want %q", file, got, want)
		}
	}
	forms := report.Gate{}.Forms()
	for _, test := range []struct {
		err  error
		want string
	}{
		{forms.Check("csv"), `format: "csv" is not a form of this report (it can be written as text, markdown, json or junit)`},
		{forms.Check(""), `format: "" is not a form of this report (it can be written as text, markdown, json or junit)`},
		{forms.CheckFile("a.csv"), `o: "a.csv" ends in none of .txt, .md, .json, .xml`},
		{forms.CheckFile("a"), `o: "a" ends in none of .txt, .md, .json, .xml`},
		{forms.Write(&bytes.Buffer{}, "csv"), `format: "csv" is not a form of this report (it can be written as text, markdown, json or junit)`},
	} {
		if test.err == nil || test.err.Error() != test.want || !option.Is(test.err) {
			t.Errorf("%v, want %s", test.err, test.want)
		}
	}
	if err := forms.CheckFile("a/b.xml"); err != nil {
		t.Errorf("CheckFile of XML: %v", err)
	}
}

// run is a document with everything that a run has.
func run() report.Run {
	return report.Run{
		File: "results/a.txt", Scenarios: []report.Scenario{some(), answered()}, Claims: someClaims(),
		Limits:   report.Limits{Ceilings: []verdict.Ceiling{{Size: 64, Read: within(1e11, 9e10, 1.1e11)}}, Caches: []report.CacheJSON{{Name: "L1", Size: 64}}},
		Counters: &report.CountersJSON{Lacks: []events.Lack{{Event: "cycles", Reason: "none here"}}},
		Fitness:  verdict.Fitness{twins("call", 0, 0.002, 8)},
		Failed:   []report.Failure{{Name: "Some/access=fake", Reason: "it | copies"}},
		Skipped:  []report.Failure{{Name: "Other", Reason: "no numpy"}},
	}
}

func TestRunForms(t *testing.T) {
	for form, file := range map[string]string{"text": "run.txt", "markdown": "run.md", "csv": "run.csv"} {
		var out bytes.Buffer
		if err := run().Forms().Write(&out, form); err != nil {
			t.Errorf("%s: %v", form, err)
		}
		golden(t, file, out.String())
	}
	var out bytes.Buffer
	if err := run().Forms().Write(&out, "json"); err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(&out)
	d.DisallowUnknownFields()
	var doc report.Document
	if err := d.Decode(&doc); err != nil || len(doc.Scenarios) != 2 || len(doc.Claims) != 5 || doc.Fit == nil || doc.Counters == nil || len(doc.Failed)+len(doc.Skipped) != 2 {
		t.Errorf("the JSON reads back as %+v, %v", doc, err)
	}
	var empty bytes.Buffer
	if err := (report.Run{}).Forms().Write(&empty, "json"); err != nil || strings.Contains(strings.ReplaceAll(empty.String(), `"fit": null`, ""), "null") {
		t.Errorf("the JSON of nothing is %s, %v, want empty lists", &empty, err)
	}
}

// TestRunCSV: one row per case and arm, and every value of an arm in the columns of its unit.
func TestRunCSV(t *testing.T) {
	var out bytes.Buffer
	if err := run().Forms().Write(&out, "csv"); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	arms := 0
	for _, s := range run().Scenarios {
		for _, c := range s.Cases {
			arms += len(c.Arms) + len(c.References())
		}
	}
	if len(rows) != 1+arms {
		t.Errorf("%d rows, want a head and %d arms", len(rows), arms)
	}
	at := func(row []string, column string) string {
		i := slices.Index(rows[0], column)
		if i < 0 {
			t.Fatalf("there is no column %q in %q", column, rows[0])
		}
		return row[i]
	}
	first, last := rows[1], rows[len(rows)-1]
	if at(first, "arm") != "copy" || at(first, "size (B)") != "64" || at(first, "ns/op") != "12.34" || at(first, "gc-cpu-ns/op hi") != "9" || at(first, "factor (x)") != "1" {
		t.Errorf("the first row is %q", first)
	}
	if at(last, "case") != "object=numpy/size=33B/passes=1" || at(last, "factor (x)") != "" || at(last, "gc-cpu-ns/op") != "" {
		t.Errorf("the last row is %q", last)
	}
}
