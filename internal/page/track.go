package page

import (
	"io"

	"github.com/bufbench/bufbench/internal/report"
)

// TrackForms are the forms of a history, with a page.
func TrackForms(t report.Track, forms report.Forms) report.Forms {
	return with(forms, report.Forms{report.HTMLForm: func(w io.Writer) error { return Track(w, t.Document()) }})
}
