package ab

import (
	"bytes"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// judgement is what a text of pairs says.
type judgement struct {
	tables []compare.Table
	texts  *result.Texts
	gone   []compare.Gone
}

// tables judges a text of pairs. Path is its name in problems. If several, the names of
// rows begin with the package.
func (p Policy) tables(path string, text []byte, several bool) (judgement, error) {
	texts := &result.Texts{Inputs: []result.Input{{Label: path, Path: "-"}}, Stdin: bytes.NewReader(text), Said: p.Units}
	query := compare.Query{Col: "side@(base head)", Row: ".fullname"}
	if several {
		query.Row = "pkg,.fullname"
	}
	cells, err := compare.Collect(query, texts.Parts())
	if err != nil {
		return judgement{}, err
	}
	found := judgement{tables: cells.Tables(p.Goal, texts.Units(), nil), texts: texts, gone: cells.Gone()}
	timesFirst(found.tables)
	return found, nil
}

// timesFirst puts the table of times, or of instructions, before all others.
func timesFirst(tables []compare.Table) {
	slices.SortStableFunc(tables, func(x, y compare.Table) int {
		first := func(t compare.Table) int {
			if t.Unit == "sec/op" || t.Unit == result.Instructions {
				return 0
			}
			return 1
		}
		return first(x) - first(y)
	})
}

// times returns the table of times, if there is one.
func times(tables []compare.Table) (t compare.Table, ok bool) {
	if len(tables) == 0 || tables[0].Unit != "sec/op" {
		return t, false
	}
	return tables[0], true
}

// changed returns the comparisons of a table that are better or worse, by the names of
// rows.
func changed(t compare.Table) map[string]*compare.Comparison {
	found := map[string]*compare.Comparison{}
	for _, r := range t.Rows {
		for _, cell := range r.Cells {
			if cell != nil && cell.Against != nil && (cell.Against.Word == verdict.Better || cell.Against.Word == verdict.Worse) {
				found[r.Name] = cell.Against
			}
		}
	}
	return found
}

// worse returns the rows that are worse by more than the threshold, in any unit.
func (p Policy) worse(tables []compare.Table) map[string]bool {
	rows := map[string]bool{}
	for _, t := range tables {
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				if c != nil && c.Against != nil && t.Beyond(c.Against, p.Threshold) == verdict.Worse {
					rows[r.Name] = true
				}
			}
		}
	}
	return rows
}
