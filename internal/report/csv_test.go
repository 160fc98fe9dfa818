package report

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// TestCSVFormulas: a spreadsheet computes nothing of what a file or a benchmark says, in
// the CSV of any document.
func TestCSVFormulas(t *testing.T) {
	for _, evil := range []string{"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\uff1d1"} {
		for name, form := range map[string]Forms{
			"track":     hostileTrack(evil).Forms(),
			"changes":   TrackChanges{hostileTrack(evil)}.Forms(),
			"threshold": hostileThreshold(evil).Forms(),
			"profile":   hostileBudgets(evil).Forms(),
		} {
			var out strings.Builder
			if err := form.Write(&out, CSVForm); err != nil {
				t.Fatal(err)
			}
			rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
			if err != nil || len(rows) < 2 {
				t.Fatalf("%s: %d rows, %v", name, len(rows), err)
			}
			guarded := false
			for _, cell := range slices.Concat(rows...) {
				guarded = guarded || strings.HasPrefix(cell, "'")
				if first := []rune(strings.TrimLeft(cell+".", " "))[0]; strings.ContainsRune("=+-@\t\uff1d", first) {
					t.Errorf("%s: a cell begins as a formula: %q", name, cell)
				}
			}
			if !guarded {
				t.Errorf("%s: %q stands in no cell of %q", name, evil, rows)
			}
		}
	}
}

// hostileTrack is a history in which all texts are evil.
func hostileTrack(evil string) Track {
	reason := gate.Ack{Reason: evil}
	change := alert.Change{Word: alert.Worse, Commit: 1, From: 0, To: 1, Acknowledged: &reason}
	change.Before, change.After, change.Ratio = 1, 2, 2
	key := trend.Key{Package: evil, Name: evil, Unit: evil, Env: evil}
	t := Track{Series: []trend.Series{{Key: key, Points: []trend.Point{{At: 0, Values: []float64{1}}, {At: 1, Values: []float64{2}}}}}}
	for range 2 {
		t.Line.Commits = append(t.Line.Commits, trend.Commit{Seen: trend.Seen{ID: evil, Subject: evil, When: time.Unix(0, 0)}, Place: -1})
	}
	t.Found.Changes = []alert.Change{change}
	t.Groups = []alert.Group{{From: 0, To: 1, Commit: 1, Changes: t.Found.Changes}}
	return t
}

func hostileThreshold(evil string) Threshold {
	t := rivals(plantedThreshold(line(500, 0.5), line(1000, 0.25), verdict.Along(evil)), evil, evil)
	t.Over = evil
	return t
}

func hostileBudgets(evil string) Budgets {
	b := Budgets{Scenario: evil, Rivals: []bench.Rival{{Name: evil}}}
	b.Book = budget.Book{Launches: 1, Budgets: []budget.Budget{{Arm: evil}}}
	return b
}

// TestTypable: what is to be typed is one word of a shell, whatever a record calls a commit.
func TestTypable(t *testing.T) {
	track := TrackChanges{hostileTrack("$(x);'a")}
	track.Groups[0].Changes[0].Acknowledged = nil
	var out strings.Builder
	if err := track.Forms().Write(&out, TextForm); err != nil {
		t.Fatal(err)
	}
	if want := `-until 2030-12-31 '$(x);'\''a'`; !strings.Contains(strings.Join(strings.Fields(out.String()), " "), want) {
		t.Errorf("it does not say %q:\n%s", want, &out)
	}
}
