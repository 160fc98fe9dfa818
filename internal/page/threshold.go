package page

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io"

	"github.com/bufbench/bufbench/internal/report"
)

// thresholdHTML is the page of a threshold.
const thresholdHTML = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{.D.Benchmark}}</title><style>{{.CSS}}</style></head>
<body><main><h1>{{.D.Benchmark}}</h1><p class="verdict">{{.D.Breakeven.Sentence}}</p>
{{.Chart}}
<ul>{{range .D.Notes}}<li>{{.}}</li>{{end}}{{range .D.Failed}}<li>failed: {{.What}}: {{.Said}}</li>{{end}}</ul>
<p>{{len .D.Times}} places, {{.D.Launches}} launches of each, {{printf "%.0f" .D.Seconds}} s. {{.D.Go}}</p></main>
<script type="application/json" id="data">{{.JSON}}</script></body></html>
`

// Threshold writes the page of a threshold: the answer and the times over the parameter.
func Threshold(w io.Writer, d report.ThresholdJSON) error {
	data, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("make the page: %w", err)
	}
	t, err := template.New("threshold").Parse(thresholdHTML)
	if err != nil {
		return fmt.Errorf("make the page: %w", err)
	}
	err = t.Execute(w, struct {
		D     report.ThresholdJSON
		Chart template.HTML
		CSS   template.CSS
		JSON  template.JS
	}{d, thresholdChart(d), template.CSS(pageCSS), template.JS(data)}) //nolint:gosec // json.Marshal escapes <, > and &; the style is ours
	if err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
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
