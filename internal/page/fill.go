package page

import (
	_ "embed" // the head of every page
	"fmt"
	"html/template"
	"io"
)

//go:embed head.html
var headHTML string

// fill writes a page: its template, behind the head of all pages, with what it shows.
func fill(w io.Writer, text string, shown any) error {
	t, err := template.New("page").Parse(headHTML + text)
	if err != nil {
		return fmt.Errorf("make the page: %w", err)
	}
	if err := t.Execute(w, shown); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}
