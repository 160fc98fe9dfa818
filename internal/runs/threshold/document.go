package threshold

import "github.com/bufbench/bufbench/internal/report"

// Document is an outcome as reports print it.
func (o *Outcome) Document() report.Threshold {
	doc := report.Threshold{
		What: o.What, Over: o.Over, Breakeven: o.Breakeven, Notes: o.Notes, Failed: report.RemarksOf(o.Failed),
		Launches: o.Launches, Seconds: o.Spent.Seconds(), Go: o.Go,
	}
	for _, t := range o.Times {
		doc.Times = append(doc.Times, report.ThresholdTime(t))
	}
	return doc
}
