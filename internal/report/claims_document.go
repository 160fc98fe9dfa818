package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/claim"
)

// ClaimsDocument is all published claims, held against a results file.
type ClaimsDocument struct {
	File string
	Rows []claim.Row
}

// ClaimsDocumentJSON is the same as programs read it.
type ClaimsDocumentJSON struct {
	File   string      `json:"file"`
	Claims []ClaimJSON `json:"claims"`
}

// Forms are the forms of the claims.
func (d ClaimsDocument) Forms() Forms {
	return Forms{TextForm: d.text, MarkdownForm: d.markdown, JSONForm: func(w io.Writer) error {
		return JSON(w, ClaimsDocumentJSON{d.File, ClaimsJSON(d.Rows)})
	}}
}

// Summary counts the claims by their words: 9 claims: 4 confirmed, 5 not measured.
func (d ClaimsDocument) Summary() string {
	var parts []string
	for _, word := range []claim.Word{claim.Confirmed, claim.Contradicted, claim.Undecided, claim.Unmeasured, claim.Incomparable} {
		n := 0
		for _, r := range d.Rows {
			if r.Word == word {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, word))
		}
	}
	return fmt.Sprintf("%d claims of others: %s", len(d.Rows), strings.Join(parts, ", "))
}

func (d ClaimsDocument) text(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%s\n\n", d.Summary()); err != nil {
		return err
	}
	return Claims(w, d.Rows)
}

func (d ClaimsDocument) markdown(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%s\n\n", d.Summary()); err != nil {
		return err
	}
	return MarkdownClaims(w, d.Rows)
}
