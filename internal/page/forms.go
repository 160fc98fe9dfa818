package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"

	"github.com/bufbench/bufbench/internal/report"
)

// RunForms are the forms of a run, with a page and a drawing (see [report.Forms]).
func RunForms(r report.Run) report.Forms {
	return with(r.Forms(), report.Forms{
		report.HTMLForm: func(w io.Writer) error { return Run(w, r.Document()) },
		report.SVGForm:  func(w io.Writer) error { return SVG(w, r.Document()) },
	})
}

// ColumnForms are the forms of runs that are no one sample: text one after the other, and
// a page with a column for each.
func ColumnForms(runs []report.Run) report.Forms {
	return report.Forms{
		report.TextForm: func(w io.Writer) error {
			for i, r := range runs {
				if _, err := fmt.Fprintf(w, "%s: %s\n\n", letter(i, len(runs)), nameOf(r.Document())); err != nil {
					return fmt.Errorf("print runs: %w", err)
				}
				if err := r.Forms().Write(w, report.TextForm); err != nil {
					return err
				}
			}
			return nil
		},
		report.HTMLForm: func(w io.Writer) error {
			var all []report.Document
			for _, r := range runs {
				all = append(all, r.Document())
			}
			return Run(w, all...)
		},
	}
}

// compared is a comparison, or two revisions.
type compared interface {
	Forms() report.Forms
	Document() report.ComparisonDocument
}

// ComparisonForms are the forms of a comparison, or of two revisions, with a page.
func ComparisonForms(c compared) report.Forms {
	return with(c.Forms(), report.Forms{report.HTMLForm: func(w io.Writer) error { return Comparison(w, c.Document()) }})
}

// BudgetForms are the forms of budgets, with a page and a drawing.
func BudgetForms(forms report.Forms) report.Forms {
	return with(forms, report.Forms{report.HTMLForm: from(forms, Budgets), report.SVGForm: from(forms, BudgetsSVG)})
}

// BenchmarkBudgetForms are the forms of the budget of a benchmark, with a page and a drawing.
func BenchmarkBudgetForms(forms report.Forms) report.Forms {
	return with(forms, report.Forms{report.HTMLForm: from(forms, BenchmarkBudget), report.SVGForm: from(forms, BenchmarkBudgetSVG)})
}

// GateForms are the forms of a gate, with a page.
func GateForms(forms report.Forms) report.Forms {
	return with(forms, report.Forms{report.HTMLForm: from(forms, Gate)})
}

// ThresholdForms are the forms of a threshold, with a page and a drawing.
func ThresholdForms(forms report.Forms) report.Forms {
	return with(forms, report.Forms{report.HTMLForm: from(forms, Threshold), report.SVGForm: from(forms, thresholdSVG)})
}

func with(forms, more report.Forms) report.Forms {
	all := maps.Clone(forms)
	maps.Copy(all, more)
	return all
}

// from is a form that is made of the JSON form.
func from[D any](forms report.Forms, write func(io.Writer, D) error) func(io.Writer) error {
	return func(w io.Writer) error {
		var text bytes.Buffer
		if err := forms.Write(&text, report.JSONForm); err != nil {
			return err
		}
		var d D
		if err := json.Unmarshal(text.Bytes(), &d); err != nil {
			return fmt.Errorf("make the page: %w", err)
		}
		return write(w, d)
	}
}
