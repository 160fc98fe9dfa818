package report_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// revisions is two sides in two packages: what is worse, better, the same and
// undecided, and names that would be markup or a workflow command.
func revisions(t *testing.T) report.Revisions {
	t.Helper()
	series := func(pkg, name string, base, ratio, noise, allocs float64) result.Sides {
		s := result.Sides{Package: pkg, Name: name, Paired: true, Design: result.Design{Stop: result.Sequential}}
		for i := range 24 {
			drift := 1 + float64(i*7%20)/10
			wave := 1 + noise*(float64(i*5%13)-6)/6
			line := func(ns, allocs float64) result.Launch {
				return result.Launch{N: 9, Values: []result.Value{{Unit: "ns/op", X: ns}, {Unit: "B/op", X: 16 * allocs}, {Unit: "allocs/op", X: allocs}}}
			}
			s.Lines[0] = append(s.Lines[0], line(base*drift, 2))
			s.Lines[1] = append(s.Lines[1], line(base*drift*ratio*wave, allocs))
		}
		return s
	}
	var text bytes.Buffer
	h := result.Heading{Machine: "m", Started: time.Unix(0, 0), Config: [][2]string{{"goos", "linux"}}, Units: []string{"Unit allocs/op better=lower assume=exact"}}
	err := result.WriteSides(&text, h, []result.Sides{
		series("example.com/m/codec", "BenchmarkDecode/size=1MiB-2", 1000, 1.06, 0.002, 2),
		series("example.com/m/codec", "BenchmarkEncode-2", 1000, 0.4, 0.002, 1),
		series("example.com/m/codec", "Benchmark::error::x|`y`/$(z)-2", 1000, 3, 0.002, 3),
		series("example.com/m/store", "BenchmarkGet-2", 10, 1, 0.002, 2),
		series("example.com/m/store", "BenchmarkPut-2", 10, 1, 0.3, 2),
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ab.txt")
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	texts := &result.Texts{Inputs: []result.Input{{Label: "x", Path: path}}}
	cells, err := compare.Collect(compare.Query{Col: "side@(base head)", Row: "pkg,.fullname"}, texts.Parts())
	if err != nil {
		t.Fatal(err)
	}
	goal := compare.Goal{Alpha: 0.05, Confidence: 0.95, Margin: 0.01, Correction: compare.Holm}
	a := report.Revisions{
		Comparison: report.Comparison{Tables: cells.Tables(goal, texts.Units(), nil), Goal: goal},
		Sides:      [2]string{"main (1a2b3c4d5)", "the working tree (1a2b3c4d5-dirty)"},
		Notes:      []string{"the base is built by go1.25.1, the head by go1.26.8"},
		Skipped:    []report.Remark{{"example.com/m/store BenchmarkNew", "in the head only"}},
		Failed:     []report.Remark{{"example.com/m/store BenchmarkBad", "in the head: exit status 7\n::error::forged ##[error]forged"}},
		Layouts:    []report.Remark{{"example.com/m/store BenchmarkGet", "8 of each side differ by 1 %"}},
	}
	a.Counts = compare.Count(a.Tables, 0)
	return a
}

func TestRevisions(t *testing.T) {
	a := revisions(t)
	spots := map[string]report.Spot{"example.com/m/codec Decode/size=1MiB-2": {File: "codec/a,b_test.go", Line: 12}}
	for name, print := range map[string]func(io.Writer) error{
		"ab.txt":         func(w io.Writer) error { return a.Forms().Write(w, report.TextForm) },
		"ab.md":          func(w io.Writer) error { return a.Forms().Write(w, report.MarkdownForm) },
		"ab_all.txt":     func(w io.Writer) error { a := a; a.All = true; return a.Forms().Write(w, report.TextForm) },
		"ab_annotations": func(w io.Writer) error { a.Annotations(w, spots); return nil },
	} {
		var out bytes.Buffer
		if err := print(&out); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		golden(t, name, out.String())
	}
}

// TestRevisionsIncomplete: what could not be measured or is gone is said in every form.
func TestRevisionsIncomplete(t *testing.T) {
	a := revisions(t)
	a.Gone = []compare.Gone{{Row: "example.com/m/store BenchmarkOld", Column: "head"}, {Row: "example.com/m/store Get-2", Unit: "widgets/op", Column: "head"}}
	d := a.Document()
	const want = "INCOMPLETE, 1 benchmark could not be measured: INCOMPLETE, 1 benchmark is gone and 1 unit is gone: "
	if d.Complete || !strings.HasPrefix(d.Summary, want) || d.Summary != a.Summary() || len(d.Gone) != 2 {
		t.Errorf("complete %v, %q, gone %v, want %q", d.Complete, d.Summary, d.Gone, want)
	}
	for _, form := range []string{report.TextForm, report.MarkdownForm} {
		var out bytes.Buffer
		if err := a.Forms().Write(&out, form); err != nil || !strings.Contains(strings.ReplaceAll(out.String(), "\\", ""), "example.com/m/store BenchmarkOld") {
			t.Errorf("%v does not name what is gone: %v", form, err)
		}
	}
	a.Gone, a.Failed = nil, nil
	if d := a.Document(); !d.Complete || strings.Contains(d.Summary, "INCOMPLETE") {
		t.Errorf("nothing is missing: complete %v, %q", d.Complete, d.Summary)
	}
}

// TestRevisionsAnnotations: there are ten at most, and none is forged by a name
// or by what a benchmark said.
func TestRevisionsAnnotations(t *testing.T) {
	a := revisions(t)
	for i := range 20 {
		a.Failed = append(a.Failed, report.Remark{What: fmt.Sprint("B", i), Said: "x\r\n::set-output name=a::b"})
	}
	var out bytes.Buffer
	a.Annotations(&out, nil)
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != 10 {
		t.Errorf("%d annotations, want 10", len(lines))
	}
	for _, l := range lines {
		if !strings.HasPrefix(l, "::error title=bufbench ab%3A ") {
			t.Errorf("forged: %q", l)
		}
	}
}
