package page

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/report"
)

// column is one run of a page: one machine with one build.
type column struct {
	Letter  string // A, B and so on; empty if the page has one column
	Name    string
	Verdict string
	Fit     string // in one word: fit, unfit or not checked
	Why     string // why it is unfit, or how far identical code differs
	File    string // the results file
	Head    [][2]string
	Claims  []report.ClaimJSON
	Missing []report.Failure
}

func columnsOf(runs []report.Document) (all []column) {
	for i, d := range runs {
		c := column{
			Letter: letter(i, len(runs)), Name: nameOf(d), Verdict: tally(d.Scenarios), File: placeOf(d).File, Head: head(d),
			Claims: measuredClaims(d.Claims), Missing: slices.Concat(d.Failed, d.Skipped),
		}
		c.Fit, c.Why = fitness(d)
		all = append(all, c)
	}
	return all
}

// letter names a column; it is empty if there is one column only.
func letter(i, columns int) string {
	if columns < 2 {
		return ""
	}
	return string(rune('A' + i%26))
}

// nameOf is the machine and the Go release of a run.
func nameOf(d report.Document) string {
	p := placeOf(d)
	return strings.TrimSpace(p.Machine + " " + p.Config["go"])
}

// placeOf is where a run was measured; empty if it does not say.
func placeOf(d report.Document) report.Place {
	if d.Place == nil {
		return report.Place{}
	}
	return *d.Place
}

// head is what the first line says of the machine, in order.
func head(d report.Document) (all [][2]string) {
	p := placeOf(d)
	for _, one := range [][2]string{
		{"machine", p.Machine},
		{"cpu", p.Config["cpu"]},
		{"build", d.Build},
		{"reader", d.Reader},
		{"commit", p.Commit},
		{"date", p.Started},
	} {
		if one[1] != "" {
			all = append(all, one)
		}
	}
	return all
}

// tally counts who wins, over all cells.
func tally(scenarios []report.ScenarioJSON) string {
	wins := map[string]int{}
	for _, s := range scenarios {
		for _, c := range s.Grid {
			wins[c.Winner]++
		}
	}
	if len(wins) == 0 {
		return "nothing is decided"
	}
	var words []string
	for _, name := range slices.Sorted(maps.Keys(wins)) {
		if name != "tie" && name != "undecided" {
			words = append(words, fmt.Sprintf("%s wins %d", name, wins[name]))
		}
	}
	slices.SortStableFunc(words, func(a, b string) int {
		return wins[strings.Fields(b)[0]] - wins[strings.Fields(a)[0]]
	})
	for _, name := range []string{"tie", "undecided"} {
		if n := wins[name]; n > 0 {
			words = append(words, fmt.Sprintf("%s %d", name, n))
		}
	}
	return strings.Join(words, " · ")
}

// fitness says whether the machine was fit to judge times.
func fitness(d report.Document) (word, why string) {
	switch p := placeOf(d); {
	case p.Unfit != "":
		return "unfit", p.Unfit
	case d.Fit == nil:
		return "not checked", "identical code was not compared with itself"
	case !d.Fit.Fit:
		return "unfit", d.Fit.Reason
	}
	return "fit", noise(d.Fit.Classes)
}

// noise says how far identical code differs at most, over the classes of work.
func noise(classes []report.TwinsJSON) string {
	floor := 0.
	for _, c := range classes {
		if c.Floor != nil {
			floor = max(floor, *c.Floor)
		}
	}
	if floor == 0 {
		return ""
	}
	return fmt.Sprintf("identical code within %.2g %%", 100*floor)
}

// measuredClaims are the claims that were held against measurements.
func measuredClaims(all []report.ClaimJSON) (some []report.ClaimJSON) {
	for _, c := range all {
		if c.Verdict != "not measured" {
			some = append(some, c)
		}
	}
	return some
}
