package report_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
)

// several is a comparison of two benchmarks in so many files. The last file lacks the
// second benchmark.
func several(files int, label func(i int) string) report.Comparison {
	t := compare.Table{Unit: "sec/op", Better: -1, Levels: []string{".file"}, Family: 2 * (files - 1)}
	for _, name := range []string{"Decode-8", "Encode-8"} {
		row := compare.Row{Name: name}
		for i := range files {
			cell := &compare.Cell{N: 10, Center: 1e-6 * float64(1+i), Lo: 0.99e-6 * float64(1+i), Hi: 1.01e-6 * float64(1+i)}
			if i > 0 {
				cell.Against = &compare.Comparison{
					RankSum: compare.RankSum{P: 0.001, N1: 10, N2: 10, Alpha: 0.05}, Method: compare.Unpaired,
					Word: verdict.Worse, Ratio: within(float64(1+i), 1.5, 100), Detectable: 1.02,
				}
			}
			row.Cells = append(row.Cells, cell)
		}
		if name == "Encode-8" {
			row.Cells[files-1] = nil
		}
		t.Rows = append(t.Rows, row)
	}
	for i := range files {
		t.Cols = append(t.Cols, compare.Column{Labels: []string{label(i)}, Mean: compare.Mean{Center: 1e-6}})
	}
	c := report.Comparison{Tables: []compare.Table{t}, Goal: compare.Goal{Alpha: 0.05, Correction: compare.Holm}}
	c.Counts = compare.Count(c.Tables, 0)
	return c
}

func short(i int) string { return fmt.Sprintf("file%d.txt", i) }

// widest is the widest line of the tables of a text.
func widest(text string) int {
	most := 0
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, " ") {
			most = max(most, utf8.RuneCountInString(strings.TrimRight(line, "\n")))
		}
	}
	return most
}

// TestCompareFits: if the columns of many files are wider than the terminal, each file
// has a table with the first one beside it.
func TestCompareFits(t *testing.T) {
	for _, test := range []struct {
		files, width, tables int
	}{
		{2, 0, 1}, {2, 60, 1}, {3, 0, 2}, {3, 300, 1}, {20, 0, 19}, {20, 300, 19}, {20, 2000, 1},
	} {
		c := several(test.files, short)
		c.Width = test.width
		text := printed(t, comparisonAs(report.TextForm), c)
		if got := strings.Count(text, "──\n"); got != test.tables {
			t.Errorf("%d files in %d columns: %d tables, want %d:\n%s", test.files, test.width, got, test.tables, text)
		}
		if got := widest(text); got > max(test.width, 80) {
			t.Errorf("%d files in %d columns: a table is %d wide", test.files, test.width, got)
		}
		if got := strings.Count(text, "file0.txt"); got != test.tables {
			t.Errorf("%d files: the base heads %d tables, want %d:\n%s", test.files, got, test.tables, text)
		}
		for i := range test.files {
			if !strings.Contains(text, short(i)) {
				t.Errorf("%d files: %s is missing:\n%s", test.files, short(i), text)
			}
		}
		if got, want := strings.Count(text, " worse "), 2*(test.files-1)-1+1; got != want { // and the summary
			t.Errorf("%d files: %d verdicts, want %d:\n%s", test.files, got, want, text)
		}
	}
}

// TestCompareRule: with three files and more there is a rule before every file but the
// first, in every line of the table.
func TestCompareRule(t *testing.T) {
	for files, want := range map[int]int{2: 0, 3: 2, 4: 3} {
		c := several(files, short)
		c.Width = 1000
		lines := 0
		for line := range strings.Lines(printed(t, comparisonAs(report.TextForm), c)) {
			if !strings.HasPrefix(line, " ") {
				continue
			}
			lines++
			if got := strings.Count(line, "│"); got != want {
				t.Errorf("%d files: %d rules in %q, want %d", files, got, line, want)
			}
		}
		if lines != 2+2+1 {
			t.Errorf("%d files: %d lines, want 5", files, lines)
		}
	}
	if text := printed(t, comparisonAs(report.MarkdownForm), several(3, short)); strings.Contains(text, "│") {
		t.Errorf("markdown has rules of its own:\n%s", text)
	}
}

// TestCompareLabels: labels that are long paths lose their common folder, then their
// middle, unless they would be the same then.
func TestCompareLabels(t *testing.T) {
	const folder = "/home/somebody/projects/results/"
	deep := strings.Repeat("x", 60)
	for _, test := range []struct {
		name  string
		label func(i int) string
		want  string
		not   string
	}{
		{"short", short, "file1.txt", "…"},
		{"one folder", func(i int) string { return folder + short(i) }, " file1.txt", folder},
		{"long names", func(i int) string { return fmt.Sprint(folder, i, deep, i) }, "1" + deep[:10] + "…" + deep[:11] + "1", folder},
		{"the same but for the middle", func(i int) string { return deep[:30] + fmt.Sprint(i) + deep[:30] }, deep[:30] + "1" + deep[:30], "…"},
	} {
		text := printed(t, comparisonAs(report.TextForm), several(2, test.label))
		if !strings.Contains(text, test.want) || strings.Contains(text, test.not) {
			t.Errorf("%s: want %q and no %q:\n%s", test.name, test.want, test.not, text)
		}
	}
}
