// Package output prints documents: to standard output in a form, to files by their endings,
// and to a step of GitHub Actions. It does not know what they say.
package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/urfave/cli/v3"
)

// Target is where a document goes.
type Target struct {
	Form  string // of standard output
	Files []string
}

// Flags are those of every command that prints a document, with the forms and the endings
// of its files in words.
func Flags(forms report.Forms) []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "format", Value: report.TextForm, Usage: "`form` of standard output: " + report.Listed(forms.Names(), "or")},
		&cli.StringSliceFlag{Name: "o", Usage: "also write a `file`: " + report.Listed(forms.Endings(), "or") + "; repeatable"},
	}
}

// Of reads the flags, and refuses forms that the document does not have.
func Of(c *cli.Command, forms report.Forms) (Target, error) {
	t := Target{Form: c.String("format"), Files: c.StringSlice("o")}
	if err := forms.Check(t.Form); err != nil {
		return t, err
	}
	for _, file := range t.Files {
		if err := forms.CheckFile(file); err != nil {
			return t, err
		}
	}
	return t, nil
}

// Write prints a document to standard output and writes its files.
func (t Target) Write(stdout io.Writer, forms report.Forms) error {
	return errors.Join(t.Print(stdout, forms), t.Save(forms))
}

// Print prints a document to standard output.
func (t Target) Print(stdout io.Writer, forms report.Forms) error { return forms.Write(stdout, t.Form) }

// Save writes the files, each whole or not at all.
func (t Target) Save(forms report.Forms) error {
	for _, file := range t.Files {
		var text bytes.Buffer
		if err := forms.Write(console.NewWriter(&text), report.FormOf(file)); err != nil {
			return err
		}
		if err := wholefile.WriteNamed(file, text.Bytes()); err != nil {
			return fmt.Errorf("write a report: %w", err)
		}
	}
	return nil
}

// Publish prints a document to standard output as it is shown there, writes its files as
// they are kept, and tells the step of GitHub Actions that runs this, if one does: by
// annotations, and by its summary.
func (t Target) Publish(stdout io.Writer, step machine.GitHub, shown, kept report.Forms, annotate func(io.Writer)) error {
	if err := t.Print(stdout, shown); err != nil {
		return err
	}
	if err := t.Save(kept); err != nil || !step.Running {
		return err
	}
	annotate(console.Raw(stdout))
	return appendSummary(step.Summary, kept[report.MarkdownForm])
}

// Pages reports whether a page is asked for, and nothing but text and pages.
func (t Target) Pages() bool {
	pages := t.Form == report.HTMLForm
	for _, file := range t.Files {
		if report.FormOf(file) != report.HTMLForm {
			return false
		}
		pages = true
	}
	return pages && (t.Form == report.HTMLForm || t.Form == report.TextForm)
}
