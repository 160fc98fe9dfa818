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
func RunForms(forms report.Forms) report.Forms {
	return with(forms, report.Forms{report.HTMLForm: from(forms, Run), report.SVGForm: from(forms, SVG)})
}

// ComparisonForms are the forms of a comparison, or of two revisions, with a page.
func ComparisonForms(forms report.Forms) report.Forms {
	return with(forms, report.Forms{report.HTMLForm: from(forms, Comparison)})
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
