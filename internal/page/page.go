package page

import (
	_ "embed" // the parts of the page
	"encoding/json"
	"fmt"
	"html/template"
	"io"

	"github.com/bufbench/bufbench/internal/report"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var restCSS string

//go:embed chart.css
var chartCSS string

// pageCSS is the style of a page, that of its charts included.
var pageCSS = chartCSS + restCSS

//go:embed page.js
var pageJS string

// view is what the template shows.
type view struct {
	Title       string
	Columns     []column
	Factors     template.HTML // all scenarios on one axis
	Differences template.HTML // the same in time per operation
	Cards       []card
	assets
}

// assets are the data, the style and the script of a page.
type assets struct {
	JSON template.JS
	CSS  template.CSS
	JS   template.JS
}

// Run writes the page of runs: a column for each. Figures of one column never enter
// another.
func Run(w io.Writer, runs ...report.Document) error {
	data, err := json.Marshal(dataOf(runs))
	if err != nil {
		return fmt.Errorf("make the page: %w", err)
	}
	v := view{
		Columns: columnsOf(runs), Factors: strip(runs, factors), Differences: strip(runs, differences), Cards: cardsOf(runs),
		assets: assets{JSON: template.JS(data), CSS: template.CSS(pageCSS), JS: template.JS(pageJS)}, //nolint:gosec // json.Marshal escapes <, > and &; the others are ours
	}
	v.Title = "copy or view? " + v.Columns[0].Verdict
	return fill(w, pageHTML, v)
}
