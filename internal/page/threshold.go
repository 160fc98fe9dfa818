package page

import (
	_ "embed" // the parts of the page
	"encoding/json"
	"fmt"
	"html/template"
	"io"

	"github.com/bufbench/bufbench/internal/report"
)

//go:embed threshold.html
var thresholdHTML string

// thresholdView is what the page of a threshold shows.
type thresholdView struct {
	Title string
	D     report.ThresholdJSON
	Chart template.HTML
	CSS   template.CSS
	JSON  template.JS
}

// Threshold writes the page of a threshold: the answer and the times over the parameter.
func Threshold(w io.Writer, d report.ThresholdJSON) error {
	data, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("make the page: %w", err)
	}
	return fill(w, thresholdHTML, thresholdView{
		d.Benchmark, d, thresholdChart(d), template.CSS(pageCSS), template.JS(data), //nolint:gosec // json.Marshal escapes <, > and &; the style is ours
	})
}

// thresholdSVG writes the times over the parameter as a drawing.
func thresholdSVG(w io.Writer, d report.ThresholdJSON) error {
	return write(w, string(thresholdChart(d)))
}

// thresholdChart draws the times of both rivals. Both axes are logarithmic, so a value of
// 0 is left out.
func thresholdChart(d report.ThresholdJSON) template.HTML {
	copied, view := series{name: d.Breakeven.Copy}, series{name: d.Breakeven.View, style: 1}
	for _, at := range d.Times {
		if at.X > 0 {
			copied.points = append(copied.points, point{x: at.X, y: at.Copy})
			view.points = append(view.points, point{x: at.X, y: at.View})
		}
	}
	c := chart{title: "time per operation, " + d.Benchmark, words: report.Duration, series: []series{copied, view}, cross: d.Breakeven.Crossings}
	if d.Breakeven.Along != "size" {
		c.place = report.Figures
	}
	return c.draw()
}
