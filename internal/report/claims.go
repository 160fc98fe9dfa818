package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/claim"
	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Claims prints published claims beside the measurements: one row per case, and below
// the table each claim with its condition, source and reason. It prints nothing without
// rows.
func Claims(w io.Writer, rows []claim.Row) error {
	if len(rows) == 0 {
		return nil
	}
	var out strings.Builder
	out.WriteString("Published claims, held against these measurements\n")
	g := grid{header: []string{"", "case", "claimed", "measured", "verdict"}, left: 2}
	for i, r := range rows {
		for j, c := range claimCells(r) {
			number := ""
			if j == 0 {
				number = fmt.Sprint(i + 1)
			}
			g.rows = append(g.rows, append([]string{number}, c[:]...))
		}
	}
	if err := g.text(&out); err != nil {
		return fmt.Errorf("print the claims: %w", err)
	}
	for i, r := range rows {
		item(&out, fmt.Sprintf("%d %s: %s", i+1, r.Word, r.Claim.Text))
		item(&out, "  "+figureOf(r.Claim)+r.Claim.Where)
		if reason := claimReason(r); reason != "" {
			item(&out, "  "+reason)
		}
		item(&out, fmt.Sprintf("  %s, %s", r.Claim.Source.Title, r.Claim.Source.Address))
	}
	out.WriteString("\n")
	_, err := io.WriteString(w, out.String())
	return err
}

// MarkdownClaims prints the same as one table, in which a claim, its word and
// its condition stand in its first row.
func MarkdownClaims(w io.Writer, rows []claim.Row) error {
	g := grid{header: []string{"claim", "condition", "case", "claimed", "measured", "verdict"}, left: 3}
	for _, r := range rows {
		for j, c := range claimCells(r) {
			text, where := "", ""
			if j == 0 {
				text = fmt.Sprintf("**%s**: %s [%s](%s)", r.Word, r.Claim.Text, r.Claim.Source.Title, r.Claim.Source.Address)
				where = strings.TrimSpace(figureOf(r.Claim) + r.Claim.Where + " " + claimReason(r))
			}
			g.rows = append(g.rows, append([]string{text, where}, c[:]...))
		}
	}
	if err := g.markdown(w); err != nil {
		return fmt.Errorf("print a markdown table of claims: %w", err)
	}
	return nil
}

// figureOf says what a claim is held against, in front of its condition.
func figureOf(c claim.Claim) string {
	switch f := c.Compare.Figure; {
	case !c.Comparable():
		return ""
	case f.Over == "":
		return "Time of " + f.Of + ". "
	case f.Over == claim.Ceiling:
		return "How many times faster " + f.Of + " is than the ceiling. "
	default:
		return "How many times faster " + f.Of + " is than " + f.Over + ". "
	}
}

// claimCells returns case, claimed range, measured figure and verdict for each measured
// case. If none was measured, it returns the claim alone.
func claimCells(r claim.Row) [][4]string {
	if len(r.Findings) == 0 {
		return [][4]string{{"-", claimed(r.Claim), "-", string(r.Word)}}
	}
	var cells [][4]string
	for _, f := range r.Findings {
		at := r.Claim.Compare.Scenario + " " + place(f.Case)
		cells = append(cells, [4]string{at, claimed(r.Claim), found(r.Claim.Compare.Figure, f.Measured), string(f.Word)})
	}
	return cells
}

// claimed is the range that a claim stands for: 2.00×–6.00×.
func claimed(c claim.Claim) string {
	f := c.Compare.Figure
	in := Factor
	if f.Over == "" {
		in = Duration
	}
	switch {
	case !c.Comparable():
		return "-"
	case f.Hi == 0:
		return "over " + in(f.Lo)
	}
	return in(f.Lo) + "–" + in(f.Hi)
}

// found is a measured figure with its interval.
func found(f claim.Figure, e interval.Estimate) string {
	if f.Over == "" {
		return timeOf(e)
	}
	return Factor(e.Center) + " " + bounds(e)
}
