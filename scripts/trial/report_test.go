package main

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestCountOf(t *testing.T) {
	of := func(parts int, words ...string) (rows []outcome) {
		for _, w := range words {
			rows = append(rows, outcome{Parts: parts, Word: w, effort: effort{Seconds: 1}})
		}
		return rows
	}
	bounded := func(truth float64, limits ...[2]float64) (rows []outcome) {
		for _, l := range limits {
			rows = append(rows, outcome{Parts: 100, Word: "undecided", Truth: truth, located: located{Lo: l[0], Hi: l[1]}})
		}
		return rows
	}
	for _, test := range []struct {
		name string
		rows []outcome
		want counts
		text string // coverage and width
	}{
		{
			"nothing planted", of(0, "same", "undecided", "worse", "better", "same"),
			counts{same: 2, undecided: 1, false: 2, seconds: []float64{1, 1, 1, 1, 1}},
			"- -",
		},
		{
			"planted", of(100, "same", "undecided", "worse", "worse", "worse", "better"),
			counts{same: 1, undecided: 1, found: 3, wrong: 1, seconds: []float64{1, 1, 1, 1, 1, 1}},
			"- -",
		},
		{
			"intervals", bounded(0.25, [2]float64{0, 0.5}, [2]float64{0.25, 0.75}, [2]float64{0, 0.25}, [2]float64{0.375, 0.5}, [2]float64{-0.5, 0.125}, [2]float64{0, 0}),
			counts{undecided: 6, covered: 3, bounded: 5, widths: []float64{0.25, 0.25, 0.125, 0.0625, 0.3125}, seconds: make([]float64, 6)},
			"3/5 ±25.00%",
		},
	} {
		got := countOf(test.rows)
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: countOf = %+v, want %+v", test.name, got, test.want)
		}
		if text := got.coverage() + " " + got.width(); text != test.text {
			t.Errorf("%s: coverage and width are %q, want %q", test.name, text, test.text)
		}
	}
}

func TestQuantile(t *testing.T) {
	ten := []float64{10, 1, 9, 2, 8, 3, 7, 4, 6, 5}
	for _, test := range []struct {
		x     []float64
		share float64
		want  float64
	}{
		{[]float64{4}, 0.5, 4},
		{[]float64{4}, 0.9, 4},
		{[]float64{3, 1, 2}, 0.5, 2},
		{[]float64{3, 1, 2}, 0.9, 3},
		{[]float64{1, 2}, 0.5, 1},
		{ten, 0.5, 5},
		{ten, 0.9, 9},
		{ten, 1, 10},
		{ten, 0.01, 1},
	} {
		before := slices.Clone(test.x)
		if got := quantile(test.x, test.share); got != test.want {
			t.Errorf("quantile(%v, %v) = %v, want %v", test.x, test.share, got, test.want)
		}
		if !slices.Equal(test.x, before) {
			t.Errorf("quantile left %v as %v", before, test.x)
		}
	}
}

// Rows are in the order of a reader's questions: false verdicts first, then
// small effects before large ones.
func TestByRow(t *testing.T) {
	var all []outcome
	for _, tool := range []string{"bufbench", "benchstat"} {
		for _, loaded := range []bool{true, false} {
			for _, parts := range []int{50, 0, 333, 100} {
				for _, class := range []string{"memory", "cache"} {
					all = append(all, outcome{Class: class, Parts: parts, Loaded: loaded, Tool: tool, Word: "same"})
				}
			}
		}
	}
	all = append(all, all...)
	rows := byRow(all)
	var got []outcome
	for _, row := range rows {
		if len(row) != 2 || !reflect.DeepEqual(row[0], row[1]) {
			t.Errorf("a row is %+v, want the two that are alike", row)
		}
		got = append(got, row[0])
	}
	var want []outcome
	for _, class := range []string{"cache", "memory"} {
		for _, parts := range []int{0, 333, 100, 50} {
			for _, loaded := range []bool{false, true} {
				for _, tool := range []string{"benchstat", "bufbench"} {
					want = append(want, outcome{Class: class, Parts: parts, Loaded: loaded, Tool: tool, Word: "same"})
				}
			}
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("rows are %+v, want %+v", got, want)
	}
}

func TestEffect(t *testing.T) {
	for parts, want := range map[int]string{0: "0", 333: "0.3%", 100: "1.0%", 50: "2.0%"} {
		if got := effect(parts); got != want {
			t.Errorf("effect(%d) = %q, want %q", parts, got, want)
		}
	}
}

// TestFinds: four times the launches find half the slowdown, planted ones are no
// identical code, and what has no launches finds nothing.
func TestFinds(t *testing.T) {
	var logs []float64
	for i := range 400 {
		logs = append(logs, 0.01*float64(i%5-2))
	}
	rows := []outcome{
		{Clock: "ns/op", Logs: map[string][]float64{"ns/op": logs}, effort: effort{Seconds: 40}},
		{Clock: "ns/op", Logs: map[string][]float64{"ns/op": {1, 2, 3}}, Parts: 100, effort: effort{Seconds: 1000}},
	}
	var found []float64
	for _, text := range finds(rows, 10*time.Second, 40*time.Second) {
		x, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, x)
	}
	if ratio := found[0] / found[1]; ratio < 1.6 || ratio > 2.4 || found[1] < 0.1 || found[1] > 1 {
		t.Errorf("in 10 s %.2f %% are found and in 40 s %.2f %%, want half", found[0], found[1])
	}
	if got := finds(rows[1:], time.Second); !slices.Equal(got, []string{"-"}) {
		t.Errorf("without identical code %q is found, want -", got)
	}
}

// A file of outcomes is continued, not begun again.
func TestOutcomesAreAppended(t *testing.T) {
	name := filepath.Join(t.TempDir(), "trial.jsonl")
	want := []outcome{
		{Tool: "bufbench", Class: "cache", Work: "A", Parts: 333, Loaded: true, Word: "worse", Truth: 0.5, Clock: "ns/op", Logs: map[string][]float64{"ns/op": {0.25}}, located: located{Center: 0.25, Lo: 0.125, Hi: 0.75}, effort: effort{Seconds: 2, Launches: 1}},
		{Tool: "benchstat", Class: "cache", Work: "A", Word: "undecided", located: located{P: 0.5}},
	}
	for _, o := range want {
		f, err := openFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.add(o); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := read([]string{name}); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("read = %+v, %v, want %+v", got, err, want)
	}
	if got, err := read([]string{name, name}); err != nil || len(got) != 4 {
		t.Errorf("two files hold %d outcomes, %v, want 4", len(got), err)
	}
	if err := os.WriteFile(name, []byte("{\"tool\":\"bufbench\"}\n{\"tool\":"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := read([]string{name}); err == nil || !strings.Contains(err.Error(), "read "+name) {
		t.Errorf("read of half a line: %v, want an error that names the file", err)
	}
	if _, err := openFile(filepath.Join(name, "below")); err == nil || !strings.Contains(err.Error(), "open the file of outcomes") {
		t.Errorf("openFile below a file: %v, want an error", err)
	}
}
