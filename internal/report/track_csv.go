package report

import (
	"encoding/csv"
	"io"
	"strconv"
	"time"
)

// csv prints one row per commit and series.
func (t Track) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write([]string{"commit", "date", "benchmark", "package", "unit", "machine and build", "n", "median", "least", "greatest"})
	for _, s := range t.Series {
		for _, p := range trackSeries(s).Points {
			c := t.Line.Commits[p.Commit]
			out.Write([]string{textCell(c.ID), c.When.Format(time.RFC3339), textCell(s.Name), textCell(s.Package), textCell(s.Unit), textCell(s.Env), strconv.Itoa(p.N), number(p.Center), number(p.Low), number(p.High)})
		}
	}
	out.Flush()
	return out.Error()
}
