package report

import (
	"fmt"
	"io"
	"strings"
)

// Addition is one text or history that was added to a record.
type Addition struct {
	Source string `json:"source"`
	Tool   string `json:"tool"` // whose history it was; empty for Go benchmark text
	Path   string `json:"path"` // in the record
	There  bool   `json:"there"`
	Commit string `json:"commit"` // of the only run; empty for several or none
	Runs   int    `json:"runs"`
	Values int    `json:"values"`
	Same   int    `json:"same"` // runs that the source has more than once
	Pace   int    `json:"pace"` // values about the speed of the machine, beside the others
}

// Additions is the document of what was added.
type Additions []Addition

// Forms implements a document: text and JSON.
func (a Additions) Forms() Forms {
	return Forms{TextForm: a.text, JSONForm: func(w io.Writer) error { return JSON(w, notNil(a)) }}
}

func (a Additions) text(w io.Writer) error {
	var out strings.Builder
	for _, one := range a {
		out.WriteString(one.sentence() + "\n")
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func (a Addition) sentence() string {
	of := "of no commit"
	switch {
	case a.Runs > 1:
		of = fmt.Sprintf("in %d runs", a.Runs)
	case a.Commit != "":
		of = "of commit " + a.Commit[:min(len(a.Commit), 9)]
	}
	text := fmt.Sprintf("%s: %s %s", a.Path, counted(a.Values, "value", "values"), of)
	if a.Pace > 0 {
		text += fmt.Sprintf(", and %d of the speed of the machine", a.Pace)
	}
	if a.Tool != "" {
		text += ", from " + a.Tool
	}
	if a.There {
		text = fmt.Sprintf("%s: the record has it already", a.Path)
	}
	if a.Same > 0 {
		text += fmt.Sprintf("; %s there more than once, and count once", standing(a.Same, "run"))
	}
	return text
}
