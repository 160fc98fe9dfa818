package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/urfave/cli/v3"
)

// output is where a document goes: to standard output in a form, and to files whose
// endings say their forms.
type output struct {
	form  string
	files []string
}

// outputFlags are those of every command that prints a document. Endings are the endings
// of its files, in words.
func outputFlags(forms report.Forms) []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "format", Value: report.TextForm, Usage: "`form` of standard output: " + listed(forms.Names())},
		&cli.StringSliceFlag{Name: "o", Usage: "also write a `file`: " + listed(forms.Endings()) + "; repeatable"},
	}
}

// listed is a list in a sentence: text, csv or json.
func listed(names []string) string {
	text := ""
	for i, name := range names {
		switch {
		case i == 0:
		case i == len(names)-1:
			text += " or "
		default:
			text += ", "
		}
		text += name
	}
	return text
}

// outputOf reads the flags, and refuses forms that the document does not have.
func outputOf(c *cli.Command, forms report.Forms) (output, error) {
	o := output{form: c.String("format"), files: c.StringSlice("o")}
	if err := forms.Check(o.form); err != nil {
		return o, err
	}
	for _, file := range o.files {
		if err := forms.CheckFile(file); err != nil {
			return o, err
		}
	}
	return o, nil
}

// print prints a document to standard output.
func (o output) print(w io.Writer, forms report.Forms) error { return forms.Write(w, o.form) }

// write writes the files, each whole or not at all.
func (o output) write(forms report.Forms) error {
	for _, file := range o.files {
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
