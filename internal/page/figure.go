package page

import (
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/report"
)

// SVG writes one drawing of a run: the strip of all scenarios or, if the run has one
// scenario, its times against sizes. It is a file by itself, for light and for dark. It has
// no caches, so that a drawing of a run is the same on every machine: caches are known only
// on the machine that measured.
func SVG(w io.Writer, d report.Document) error {
	drawing := string(strip([]report.Document{d}, factors))
	if len(d.Scenarios) == 1 {
		drawing = ""
		if all := slicesOf(d.Scenarios[0]); len(all) > 0 {
			s := d.Scenarios[0]
			drawing = string(chart{title: "time per operation against size, " + s.Name, words: report.Duration, series: all[0].times(), cross: crossings(s, all[0])}.draw())
		}
	}
	if drawing == "" {
		return fmt.Errorf("draw a run: no case of it was measured")
	}
	return write(w, drawing)
}

// write writes a drawing as a file by itself.
func write(w io.Writer, drawing string) error {
	style := "<style>" + chartCSS + "svg{background:var(--paper)}</style>"
	drawing = strings.Replace(drawing, "<svg ", `<svg xmlns="http://www.w3.org/2000/svg" `, 1)
	drawing = strings.Replace(drawing, ">", ">"+style, 1)
	if _, err := io.WriteString(w, drawing+"\n"); err != nil {
		return fmt.Errorf("write a drawing: %w", err)
	}
	return nil
}
