// Package page makes one self-contained HTML file of runs: the verdict, a form for the
// reader's own case, all scenarios on one axis, and a card per scenario with charts. Each
// run is a column: figures of two machines never mix.
//
// It goes from values to text. The values are those of [report.Document], the JSON of a
// run, which also stands in the page for programs. The page needs no network, and
// everything but the form is there without JavaScript: tables, and charts as inline SVG.
// Whatever comes from a file is escaped by html/template, or by [svg.text] in charts.
package page
