package page

import (
	_ "embed" // the parts of the page
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/report"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

//go:embed page.js
var pageJS string

// view is what the template shows.
type view struct {
	Title   string
	Verdict string
	Fit     string // in one word: fit, unfit or not checked
	Why     string // why it is unfit, or how far identical code differs
	File    string // the results file
	Head    [][2]string
	Strip   template.HTML
	Cards   []card
	Claims  []report.ClaimJSON
	Missing []report.Failure
	assets
}

// assets are the data, the style and the script of a page.
type assets struct {
	JSON template.JS
	CSS  template.CSS
	JS   template.JS
}

// Run writes the page of a run.
func Run(w io.Writer, d report.Document) error {
	data, err := json.Marshal(dataOf(d))
	if err != nil {
		return fmt.Errorf("make the page: %w", err)
	}
	v := view{
		File: placeOf(d).File, Head: head(d), Strip: strip(d.Scenarios), Claims: measuredClaims(d.Claims), Missing: slices.Concat(d.Failed, d.Skipped),
		assets: assets{JSON: template.JS(data), CSS: template.CSS(pageCSS), JS: template.JS(pageJS)}, //nolint:gosec // json.Marshal escapes <, > and &; the others are ours
	}
	v.Verdict = tally(d.Scenarios)
	v.Title = "copy or view? " + v.Verdict
	v.Fit, v.Why = fitness(d)
	for _, s := range d.Scenarios {
		v.Cards = append(v.Cards, cardOf(s))
	}
	t, err := template.New("page").Parse(pageHTML)
	if err != nil {
		return fmt.Errorf("make the page: %w", err)
	}
	if err := t.Execute(w, v); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
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
		if name != "tie" {
			words = append(words, fmt.Sprintf("%s wins %d", name, wins[name]))
		}
	}
	slices.SortStableFunc(words, func(a, b string) int {
		return wins[strings.Fields(b)[0]] - wins[strings.Fields(a)[0]]
	})
	if n := wins["tie"]; n > 0 {
		words = append(words, fmt.Sprintf("tie %d", n))
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
