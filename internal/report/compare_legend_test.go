package report_test

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/report"
)

// TestCompareLegend: the tables explain their words, and pairs only if there are any.
func TestCompareLegend(t *testing.T) {
	const sight, wide, paired = "could see: the smallest change ", "undecided: the change may be up or down ", "paired: the verdict compares the two launches of each pair"
	plain, undecided, pairs, nothing := several(2, short), several(2, short), several(2, short), several(2, short)
	undecided.Tables[0].Rows[0].Cells[1].Against.Reason = compare.Wide
	pairs.Tables[0].Rows[0].Cells[1].Against.Method = compare.Paired
	nothing.Tables[0].Rows[0].Cells[1].Against = nil
	for _, form := range []string{report.TextForm, report.MarkdownForm} {
		for _, test := range []struct {
			name string
			c    report.Comparison
			want []string
		}{{"unpaired", plain, []string{sight}}, {"undecided", undecided, []string{sight, wide}}, {"paired", pairs, []string{sight, paired}}, {"nothing compared", nothing, nil}} {
			text := printed(t, comparisonAs(form), test.c)
			for _, line := range []string{sight, wide, paired} {
				if strings.Contains(text, line) != slices.Contains(test.want, line) {
					t.Errorf("%s of %s: want only %q of the legend:\n%s", form, test.name, test.want, text)
				}
			}
			_, said, _ := strings.Cut(text, sight)
			said, _, _ = strings.Cut(said, "1 worse of 1")
			if form == report.TextForm && slices.ContainsFunc(strings.Split(sight+said, "\n"), func(line string) bool { return len(line) > 80 }) {
				t.Errorf("%s: a line of the legend is wider than a terminal:\n%s", test.name, said)
			}
		}
	}
}

// TestCompareChange: in CSV and JSON, a change is a number beside the text.
func TestCompareChange(t *testing.T) {
	for _, test := range []struct {
		base, center float64
		want         float64
		there        bool
	}{{5, 6, 0.2, true}, {5, 2, -0.6, true}, {5, 5, 0, true}, {0, 0, 0, true}, {0, 3, 0, false}} {
		c := several(2, short)
		cells := c.Tables[0].Rows[0].Cells
		cells[0].Center, cells[1].Center = test.base, test.center
		rows, err := csv.NewReader(strings.NewReader(printed(t, comparisonAs(report.CSVForm), c))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		column := slices.Index(rows[0], "change")
		x, err := strconv.ParseFloat(rows[2][column], 64)
		if (err == nil) != test.there || math.Abs(x-test.want) > 1e-9 {
			t.Errorf("%v to %v: CSV has %q, want %v", test.base, test.center, rows[2][column], test.want)
		}
		if rows[1][column] != "" {
			t.Errorf("the base has a change: %q", rows[1][column])
		}
		var doc report.ComparisonDocument
		if err := json.Unmarshal([]byte(printed(t, comparisonAs(report.JSONForm), c)), &doc); err != nil {
			t.Fatal(err)
		}
		got := doc.Tables[0].Rows[0].Cells[1].Against.Change
		if (got != nil) != test.there || got != nil && math.Abs(*got-test.want) > 1e-9 {
			t.Errorf("%v to %v: JSON has %v, want %v", test.base, test.center, got, test.want)
		}
	}
}
