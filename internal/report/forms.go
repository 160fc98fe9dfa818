package report

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/option"
)

// Forms are the forms of a document, by name. The method Forms of every document returns
// them, and prints nothing by itself. The zero value of a document has the same forms,
// so that a form can be refused before anything is measured.
type Forms map[string]func(io.Writer) error

// The names of forms.
const (
	TextForm     = "text"
	MarkdownForm = "markdown"
	CSVForm      = "csv"
	JSONForm     = "json"
	JUnitForm    = "junit"
	HTMLForm     = "html" // by package page
	SVGForm      = "svg"  // likewise
)

// endings are the endings of files by form, in the order in which forms are listed.
var endings = []struct{ form, ending string }{
	{TextForm, ".txt"}, {MarkdownForm, ".md"}, {CSVForm, ".csv"}, {JSONForm, ".json"}, {JUnitForm, ".xml"}, {HTMLForm, ".html"}, {SVGForm, ".svg"},
}

// FormOf is the form of a file by its ending; empty if no form has that ending.
func FormOf(file string) string {
	for _, e := range endings {
		if e.ending == strings.ToLower(filepath.Ext(file)) {
			return e.form
		}
	}
	return ""
}

// Names are the names of the forms, in a fixed order.
func (f Forms) Names() []string { return f.list(func(form, _ string) string { return form }) }

// Endings are the endings of files that the document can be written to, in a fixed
// order.
func (f Forms) Endings() []string { return f.list(func(_, ending string) string { return ending }) }

func (f Forms) list(of func(form, ending string) string) []string {
	var all []string
	for _, e := range endings {
		if f[e.form] != nil {
			all = append(all, of(e.form, e.ending))
		}
	}
	return all
}

// Check is the error of a form that the document does not have. It lists the forms.
func (f Forms) Check(form string) error {
	if f[form] != nil {
		return nil
	}
	return option.Errorf("format", "%q is not a form of this report (it can be written as %s)", form, Listed(f.Names(), "or"))
}

// CheckFile is an error if the ending of a file is of no form of the document. It lists
// the endings.
func (f Forms) CheckFile(file string) error {
	if f[FormOf(file)] != nil {
		return nil
	}
	return option.Errorf("o", "%q ends in none of %s", file, strings.Join(f.Endings(), ", "))
}

// Write writes the document in a form.
func (f Forms) Write(w io.Writer, form string) error {
	if err := f.Check(form); err != nil {
		return err
	}
	return f[form](w)
}

// Listed is a list in a sentence: text, csv or json.
func Listed(names []string, last string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	n := len(names) - 1
	return strings.Join(slices.Clone(names[:n]), ", ") + " " + last + " " + names[n]
}
