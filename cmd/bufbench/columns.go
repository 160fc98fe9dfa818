package main

import (
	"cmp"

	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/show"
)

// columns are groups of results files, each of one machine and one build, which stand side
// by side on a page. There are none if the files are one sample, or if anything but text
// and pages is asked for: no other form has room for two machines.
func (o output) columns(paths []string) [][]string {
	pages := o.form == report.HTMLForm
	for _, file := range o.files {
		if report.FormOf(file) != report.HTMLForm {
			return nil
		}
		pages = true
	}
	if len(paths) < 2 || !pages || o.form != report.HTMLForm && o.form != report.TextForm {
		return nil
	}
	if all := show.Columns(paths); len(all) > 1 {
		return all
	}
	return nil
}

// showColumns prints one group after the other, and writes a page with a column for each.
func (a *app) showColumns(columns [][]string, s show.Spec, how report.Page, o output) error {
	var runs []report.Run
	var lacks error
	for _, paths := range columns {
		s.Paths = paths
		found, err := show.Show(s)
		if err != nil {
			return err
		}
		doc := a.showPage(paths, found)
		doc.Page = how
		doc.Full = len(s.Names) > 0
		runs = append(runs, doc)
		lacks = cmp.Or(lacks, completeness(found))
	}
	forms := page.ColumnForms(runs)
	return cmp.Or(o.print(a.stdout, forms), o.write(forms), lacks)
}
