package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/compare"
)

// csvColumns are the names of what a line holds.
var csvColumns = []string{
	"unit", "config", "row", "column", "n", "center", "lo", "hi", "confidence",
	"delta", "p", "n_base", "method", "ratio", "ratio_lo", "ratio_hi", "p_adjusted", "detectable", "verdict", "reason", "warnings", "counted", "change",
}

// csv prints one line per cell, below a line of names: where the cell stands, its figures
// in the unit of the line, and how it compares with the first column. A figure that does
// not exist is empty, and an infinite one is inf.
func (c Comparison) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write(csvColumns)
	for _, t := range c.Tables {
		config := configOf(t)
		for _, r := range t.Rows {
			for i, cell := range r.Cells {
				if cell != nil {
					out.Write(append(csvLine(t, config, r, i), countedAs(t, cell, c.Threshold), changeCell(r.Cells[0], cell)))
				}
			}
		}
		for i, col := range t.Cols {
			line := make([]string, len(csvColumns))
			set := func(column, text string) { line[slices.Index(csvColumns, column)] = text }
			set("unit", textCell(t.Unit))
			set("config", textCell(config))
			set("row", "geomean")
			set("column", textCell(strings.Join(col.Labels, " ")))
			set("warnings", textCell(strings.Join(warnings(col.Mean.Warnings, 0), "; ")))
			if col.Mean.Center > 0 {
				set("center", number(col.Mean.Center))
			}
			if i > 0 && col.Mean.Ratio > 0 {
				set("ratio", number(col.Mean.Ratio))
			}
			out.Write(line)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("print the comparison: %w", err)
	}
	return nil
}

func csvLine(t compare.Table, config string, r compare.Row, i int) []string {
	c := r.Cells[i]
	line := []string{
		textCell(t.Unit), textCell(config), textCell(r.Name), textCell(strings.Join(t.Cols[i].Labels, " ")), strconv.Itoa(c.N),
		number(c.Center), number(c.Lo), number(c.Hi), number(c.Confidence),
	}
	doubtful := warnings(c.Warnings, 0)
	if a := c.Against; a != nil {
		line = append(line, deltaOf(r.Cells[0], c), number(a.P), strconv.Itoa(a.N1), string(a.Method))
		if a.Ratio.N > 0 {
			line = append(line, number(a.Ratio.Center), number(a.Ratio.Lo), number(a.Ratio.Hi))
		} else {
			line = append(line, "", "", "")
		}
		line = append(line, number(a.Adjusted), number(a.Detectable), string(a.Word), textCell(undecidedBy(a.Reason, &t, a)))
		doubtful = append(doubtful, warnings(a.Warnings, a.Alpha)...)
	} else {
		line = append(line, make([]string, len(csvColumns)-3-len(line))...)
	}
	return append(line, textCell(strings.Join(doubtful, "; ")))
}

// textCell returns a text of somebody else's for a cell: one line in which nothing is
// hidden. If a spreadsheet would take the text for a formula, it gets an apostrophe
// at its beginning. The spreadsheet then takes it as a text. Figures are not texts,
// and get none.
func textCell(s string) string {
	const longest = 4096
	s = console.Line(s, longest)
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " ")); strings.ContainsRune("=+-@＝＋－＠\uFFFD", first) && s != "" {
		return "'" + s
	}
	return s
}

// countedAs is what counts and exit code have a cell for: allowed where it is worse
// by no more than the threshold.
func countedAs(t compare.Table, c *compare.Cell, threshold float64) string {
	if c.Against == nil {
		return ""
	}
	return string(t.Beyond(c.Against, threshold))
}

// changeCell is the change of a center as a number; empty if there is none.
func changeCell(base, c *compare.Cell) string {
	if c.Against == nil {
		return ""
	}
	if x := changeOfCenters(base, c); !math.IsInf(x, 0) {
		return number(x)
	}
	return ""
}

// configOf is the configuration of a table: the settings common to all lines, and those
// that differ between columns.
func configOf(t compare.Table) string {
	var parts []string
	for _, s := range t.Config {
		parts = append(parts, s.Key+"="+s.Value)
	}
	for _, a := range t.Across {
		parts = append(parts, a.String())
	}
	return strings.Join(parts, "; ")
}

// number is a float that reads back as itself.
func number(x float64) string {
	if math.IsInf(x, 0) {
		return strings.ToLower(strings.TrimPrefix(strconv.FormatFloat(x, 'g', -1, 64), "+"))
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}
