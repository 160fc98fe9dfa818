package report

import (
	"io"

	"github.com/bufbench/bufbench/internal/judge/compare"
)

// ComparisonDocument is the JSON of a comparison. Figures are in the unit of
// their table; what does not exist, and infinite ends of intervals, are null.
type ComparisonDocument struct {
	Schema int `json:"schema"` // 1
	RuleJSON
	Summary  string                `json:"summary"` // all verdicts in one sentence; nothing was compared where all counts are 0
	Counts   CountsJSON            `json:"counts"`
	Unread   []ProblemJSON         `json:"unread"`   // what could not be read, at most 20
	Complete bool                  `json:"complete"` // whether everything could be read, and nothing is gone
	Gone     []GoneJSON            `json:"gone"`     // what the base has and another column has not
	Doubts   []DoubtJSON           `json:"doubts"`   // what is undecided and no all-clear
	First    bool                  `json:"first"`    // the base has no benchmark, which is no mistake
	Notes    []string              `json:"notes"`    // how texts were read, where a person should know
	Tables   []ComparisonTableJSON `json:"tables"`
}

// RuleJSON is the rule by which verdicts were reached.
type RuleJSON struct {
	Alpha      float64 `json:"alpha"`      // level of the verdicts of a table
	Correction string  `json:"correction"` // holm, bh or none
	Margin     float64 `json:"margin"`     // ratios within 1 ± margin are the same
	Threshold  float64 `json:"threshold"`  // what is worse by less does not count as worse in counts
}

// CountsJSON is how many comparisons came to each verdict.
type CountsJSON struct {
	Better    int `json:"better"`
	Worse     int `json:"worse"`
	Allowed   int `json:"allowed"` // worse, and by no more than the threshold
	Same      int `json:"same"`
	SameCode  int `json:"same_code"` // both sides run the same code, so that a difference is not the code's
	Undecided int `json:"undecided"`
}

// ProblemJSON is a line or file that could not be read.
type ProblemJSON struct {
	File string `json:"file"`
	Line int    `json:"line"` // from 1; 0 is the whole file
	What string `json:"what"`
	Mend string `json:"mend"`
}

// GoneJSON is a benchmark that the base has and another column has not.
type GoneJSON struct {
	Name   string `json:"name"`
	Unit   string `json:"unit"`   // empty is all
	Column string `json:"column"` // that lacks it
}

// DoubtJSON is comparisons that are undecided for one reason.
type DoubtJSON struct {
	Worse  bool     `json:"worse"`  // they look worse, by more than the threshold
	Reason string   `json:"reason"` // and what to do about it
	Rows   []string `json:"rows"`   // each with its unit, and its change
}

// ComparisonTableJSON is the comparisons of one unit. The first column is the
// base.
type ComparisonTableJSON struct {
	Unit    string              `json:"unit"`
	Better  string              `json:"better"` // lower, higher, or empty where it is not known
	Exact   bool                `json:"exact"`  // values do not vary, by assume=exact
	Config  map[string]string   `json:"config"` // what all lines have in common
	Across  map[string][]string `json:"across"` // what differs between columns only, by column
	Apart   string              `json:"apart"`  // why times cannot be judged across the columns; empty where they can
	Levels  []string            `json:"levels"` // the keys that columns are named for
	Columns []ColumnJSON        `json:"columns"`
	Rows    []ComparisonRowJSON `json:"rows"`
	Family  int                 `json:"family"` // how many comparisons the correction is for
}

// ColumnJSON is a column with its geometric means.
type ColumnJSON struct {
	Labels   []string `json:"labels"`   // by level
	Geomean  *float64 `json:"geomean"`  // of the centers
	Ratio    *float64 `json:"ratio"`    // geometric mean of the ratios to the base
	Warnings []string `json:"warnings"` // about these
}

// ComparisonRowJSON is a benchmark.
type ComparisonRowJSON struct {
	Name  string            `json:"name"`
	Cells []*SampleCellJSON `json:"cells"` // by column; null where it was not measured
}

// SampleCellJSON is a sample.
type SampleCellJSON struct {
	N          int             `json:"n"`
	Center     float64         `json:"center"` // the median; the value where the unit is exact
	Lo         *float64        `json:"lo"`
	Hi         *float64        `json:"hi"`
	Confidence float64         `json:"confidence"`
	Values     []float64       `json:"values"` // in the order in which they were measured
	Warnings   []string        `json:"warnings"`
	Against    *ComparisonJSON `json:"against"` // the base; null in its own column
}

// PairJSON is how many values the base has, and how many the other sample.
type PairJSON struct {
	N1 int `json:"n1"`
	N2 int `json:"n2"`
}

// ComparisonJSON is how a sample compares with that of the base.
type ComparisonJSON struct {
	P float64 `json:"p"` // of the rank-sum test; 0 where the unit is exact
	PairJSON
	Delta      string        `json:"delta"`      // as the text has it
	Change     *float64      `json:"change"`     // the same as a number, of the centers: 0.2 is +20 %; null from 0
	Method     string        `json:"method"`     // unpaired, paired or exact
	Ratio      *EstimateJSON `json:"ratio"`      // of the sample to the base
	Adjusted   float64       `json:"p_adjusted"` // what the verdict is by
	Detectable *float64      `json:"detectable"` // smallest ratio above 1 that would have been found nine times in ten; null is none
	Verdict    string        `json:"verdict"`    // better, worse, same, same code or undecided
	Counted    string        `json:"counted"`    // what counts and exit code have it for: the verdict, or allowed where it is worse by no more than the threshold
	Reason     string        `json:"reason"`     // why it is undecided
	Warnings   []string      `json:"warnings"`
}

// json prints a comparison as one JSON object.
func (c Comparison) json(w io.Writer) error { return JSON(w, c.Document()) }

// Document is the comparison as programs read it.
func (c Comparison) Document() ComparisonDocument {
	doc := ComparisonDocument{
		Schema: 1, RuleJSON: RuleJSON{c.Goal.Alpha, string(c.Goal.Correction), c.Goal.Margin, c.Threshold},
		Summary: c.Summary(), Counts: CountsJSON(c.Counts), Unread: notNil(c.Unread), Complete: c.Missing() == "",
		Notes: notNil(c.Notes), Gone: []GoneJSON{}, Doubts: []DoubtJSON{}, First: c.First, Tables: []ComparisonTableJSON{},
	}
	for _, g := range c.Gone {
		doc.Gone = append(doc.Gone, GoneJSON{g.Row, g.Unit, g.Column})
	}
	for _, d := range doubtsOf(c.Doubts) {
		doc.Doubts = append(doc.Doubts, DoubtJSON{d.worse, d.reason(), d.rows})
	}
	for _, t := range c.Tables {
		doc.Tables = append(doc.Tables, comparisonTableJSON(t, c.Threshold))
	}
	return doc
}

func comparisonTableJSON(t compare.Table, threshold float64) ComparisonTableJSON {
	out := ComparisonTableJSON{
		Unit: t.Unit, Better: map[int]string{-1: "lower", 0: "", 1: "higher"}[t.Better], Exact: t.Exact,
		Config: map[string]string{}, Across: map[string][]string{}, Apart: apart(t.Apart), Levels: notNil(t.Levels),
		Columns: []ColumnJSON{}, Rows: []ComparisonRowJSON{}, Family: t.Family,
	}
	for _, s := range t.Config {
		out.Config[s.Key] = s.Value
	}
	for _, a := range t.Across {
		out.Across[a.Key] = a.Values
	}
	for _, c := range t.Cols {
		out.Columns = append(out.Columns, ColumnJSON{notNil(c.Labels), positive(c.Mean.Center), positive(c.Mean.Ratio), notNil(warnings(c.Mean.Warnings, 0))})
	}
	for _, r := range t.Rows {
		row := ComparisonRowJSON{Name: r.Name, Cells: make([]*SampleCellJSON, len(r.Cells))}
		for i, c := range r.Cells {
			if c != nil {
				row.Cells[i] = sampleJSON(&t, r.Cells[0], c)
				if c.Against != nil {
					row.Cells[i].Against.Counted = string(t.Beyond(c.Against, threshold))
				}
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func sampleJSON(t *compare.Table, base, c *compare.Cell) *SampleCellJSON {
	out := &SampleCellJSON{N: c.N, Center: c.Center, Lo: finite(c.Lo), Hi: finite(c.Hi), Confidence: c.Confidence, Values: notNil(c.Values), Warnings: notNil(warnings(c.Warnings, 0))}
	if a := c.Against; a != nil {
		out.Against = &ComparisonJSON{
			P: a.P, PairJSON: PairJSON{a.N1, a.N2}, Delta: deltaOf(base, c), Change: finite(changeOfCenters(base, c)), Method: string(a.Method), Ratio: optional(a.Ratio),
			Adjusted: a.Adjusted, Detectable: finite(a.Detectable), Verdict: string(a.Word), Reason: undecidedBy(a.Reason, t, a), Warnings: notNil(warnings(a.Warnings, a.Alpha)),
		}
	}
	return out
}

// positive is null for what is not there.
func positive(x float64) *float64 {
	if x == 0 {
		return nil
	}
	return finite(x)
}

// notNil is an empty list in place of null.
func notNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
