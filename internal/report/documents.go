package report

import (
	"io"

	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// Forms implements a document: text, markdown, CSV and JSON.
func (c Comparison) Forms() Forms {
	return Forms{TextForm: c.text, MarkdownForm: c.markdown, CSVForm: c.csv, JSONForm: c.json}
}

// Forms implements a document: text, markdown, CSV and JSON. CSV and JSON are those of the
// comparison.
func (a Revisions) Forms() Forms {
	json := func(w io.Writer) error { return JSON(w, a.Document()) }
	return Forms{TextForm: a.text, MarkdownForm: a.markdown, CSVForm: a.comparison().csv, JSONForm: json}
}

// Document is the comparison as programs read it. It is not complete if something failed.
func (a Revisions) Document() ComparisonDocument {
	d := a.comparison().Document()
	d.Summary, d.Complete = a.Summary(), d.Complete && len(a.Failed) == 0
	return d
}

// comparison is the comparison of the revisions. Its unread lines name the failures too.
func (a Revisions) comparison() Comparison {
	c := a.Comparison
	for _, r := range a.Failed {
		c.Unread = append(c.Unread[:len(c.Unread):len(c.Unread)], ProblemJSON{File: r.What, What: r.Said})
	}
	return c
}

// Forms implements a document: text, markdown, JSON and JUnit.
func (c Gate) Forms() Forms {
	return Forms{TextForm: c.text, MarkdownForm: c.markdown, JSONForm: c.json, JUnitForm: c.junit}
}

// Forms implements a document: text, markdown, CSV and JSON.
func (r Run) Forms() Forms {
	return Forms{TextForm: r.text, MarkdownForm: r.markdown, CSVForm: r.csv, JSONForm: func(w io.Writer) error { return JSON(w, r.Document()) }}
}

// Forms implements a document: text, markdown, CSV and JSON.
func (t Threshold) Forms() Forms {
	return Forms{TextForm: t.text, MarkdownForm: t.markdown, CSVForm: t.csv, JSONForm: func(w io.Writer) error { return JSON(w, t.document()) }}
}

// Forms implements a document: text, markdown and JSON.
func (l List) Forms() Forms {
	return Forms{TextForm: l.text, MarkdownForm: l.markdown, JSONForm: func(w io.Writer) error { return JSON(w, notNil(l)) }}
}

// Forms implements a document: text and JSON.
func (d MachineDocument) Forms() Forms {
	return Forms{
		TextForm: func(w io.Writer) error { return Machine(w, d) },
		JSONForm: func(w io.Writer) error { return JSON(w, d) },
	}
}

// Forms implements a document: text and JSON.
func (d ControlsDocument) Forms() Forms {
	return Forms{
		TextForm: func(w io.Writer) error { return Controls(w, d.Controls) },
		JSONForm: func(w io.Writer) error { return JSON(w, d) },
	}
}

// Forms implements a document: text and JSON. F is what the text says of the machine's
// fitness.
func (c Calibration) Forms(f verdict.Fitness) Forms {
	return Forms{
		TextForm: func(w io.Writer) error { return c.text(w, f) },
		JSONForm: func(w io.Writer) error { return JSON(w, c) },
	}
}
