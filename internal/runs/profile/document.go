package profile

import "github.com/bufbench/bufbench/internal/report"

// Document is an outcome as reports print it.
func (o Outcome) Document() report.Budgets {
	doc := report.Budgets{Scenario: o.Scenario, Case: o.Case, Rivals: o.Rivals, Book: o.Book, Sampled: o.Sampled}
	for _, p := range o.Profiles {
		doc.Hottest = append(doc.Hottest, report.Hottest{Arm: p.Arm, Listing: p.Hottest})
		if p.CPU != "" {
			doc.Files = append(doc.Files, p.CPU, p.Memory)
		}
	}
	for _, f := range o.Failed {
		doc.Failed = append(doc.Failed, report.Failure{Name: f.Name(), Reason: f.Reason})
	}
	return doc
}

// Document is an outcome as reports print it.
func (o *BenchmarkOutcome) Document() report.BenchmarkBudget {
	doc := report.BenchmarkBudget{
		Package: o.Package, Name: o.Name, Traces: o.Traces, Change: o.Change, Functions: o.Functions,
		Launches: o.Launches, Notes: o.Notes, Files: o.Files, Failed: report.RemarksOf(o.Failed),
	}
	for i, l := range o.Hottest {
		doc.Hottest = append(doc.Hottest, report.Hottest{Arm: o.Traces[i].Arm, Listing: l})
	}
	return doc
}
