package compare

import (
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// Table is the comparisons of one unit. The first column is the base.
type Table struct {
	Unit   string
	Better int  // 1: higher is better, -1: lower, 0: not known
	Exact  bool // values of this unit do not vary, by its assume=exact

	Config []Setting  // what all lines have in common, in the order of the text
	Across []Across   // what keeps the columns apart beside what they are named for
	Apart  Separation // why times of the columns cannot be judged against each other

	Levels []string // the keys that columns are named for
	Cols   []Column
	Rows   []Row
	Family int // how many comparisons verdicts are corrected for
}

// Setting is a configuration line.
type Setting struct{ Key, Value string }

// Across is a configuration key that is constant in each column and differs
// between them, such as a commit. It does not keep them from being compared.
type Across struct {
	Key    string
	Values []string // by column; empty where a column does not have it
}

// Column is one way.
type Column struct {
	Labels []string // by level
	Mean   Mean     // over the rows
}

// Mean is the geometric mean of a column.
type Mean struct {
	Center   float64 // of the centres; 0 where there is none
	Ratio    float64 // of the ratios to the base; 0 where there is none
	Warnings []Warning
}

// Row is one benchmark.
type Row struct {
	Name  string
	Cells []*Cell // by column; nil where it was not measured
}

// Cell is a sample.
type Cell struct {
	N              int
	Center, Lo, Hi float64   // the median and its interval; infinite ends where n is too small for one
	Confidence     float64   // achieved
	Values         []float64 // in the order in which they were measured
	Warnings       []Warning
	Against        *Comparison // with the base; nil in its column, and where it has no such row
}

// Comparison is a cell against that of the base. Its [RankSum] is benchstat's, and the
// other figures are what benchstat lacks.
type Comparison struct {
	RankSum
	Method     Method
	Ratio      interval.Estimate // of the cell to its base; N is 0 if there is none: a base of 0, or values of both signs
	Raw        float64           // p-value of the method, before the correction for the table
	Adjusted   float64           // Raw, corrected for all comparisons of the table: the verdict rests on it
	Detectable float64           // the smallest ratio above 1 that would have been found nine times in ten; +Inf where none would
	Word       verdict.Word
	Reason     Reason // why it is undecided
	Few        Few    // whether the values could have shown anything

	plain plain
	basis
}

// RankSum is the rank-sum test of a cell against its base, as benchstat has it.
type RankSum struct {
	P        float64 // 0 if the unit is exact
	N1, N2   int
	Alpha    float64 // the level that P is held against
	Warnings []Warning
}

// plain is a test that takes the values for independent and corrects for no other
// comparison.
type plain struct {
	ratio   interval.Estimate
	p       float64
	changes bool // the test says so
}

// basis is what the verdict on a comparison rests on beside its figures.
type basis struct {
	level        float64       // of the verdicts of the table together
	constant     bool          // the values of either side are one and the same
	apart        bool          // it is not judged, because of where the columns were measured
	design       result.Design // of pairs
	sameCode     bool          // it is not judged, because both sides run the same code
	near         bool          // the values differ by [result.FewBytes] at most
	equal, rises bool          // of the centres
}

// Method is how a verdict came about.
type Method string

// The methods.
const (
	Unpaired Method = "unpaired" // rank-sum test and Hodges–Lehmann shift
	Paired   Method = "paired"   // launch by launch
	Exact    Method = "exact"    // the values themselves
)

// Allowed is the word of what is shown to be worse, and by no more than the
// threshold. It is a verdict of [Table.Beyond] alone.
const Allowed verdict.Word = "allowed"

// SameCode is the word of a benchmark that runs the same code on both sides, as its text
// says: a difference comes from where the linker put the code, or by chance.
const SameCode verdict.Word = "same code"

// Counts is how many comparisons came to each word.
type Counts struct{ Better, Worse, Allowed, Same, SameCode, Undecided int }

// All is how many comparisons there are.
func (c Counts) All() int {
	return c.Better + c.Worse + c.Allowed + c.Same + c.SameCode + c.Undecided
}

// Count counts the verdicts of tables beyond a threshold (see [Table.Beyond]).
func Count(tables []Table, threshold float64) Counts {
	var n Counts
	for _, t := range tables {
		for c := range t.Comparisons() {
			switch t.Beyond(c, threshold) {
			case verdict.Better:
				n.Better++
			case verdict.Worse:
				n.Worse++
			case Allowed:
				n.Allowed++
			case verdict.Same:
				n.Same++
			case SameCode:
				n.SameCode++
			case verdict.Undecided:
				n.Undecided++
			}
		}
	}
	return n
}

// Comparisons yields those of a table, row by row.
func (t Table) Comparisons() func(yield func(*Comparison) bool) {
	return func(yield func(*Comparison) bool) {
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				if c != nil && c.Against != nil && !yield(c.Against) {
					return
				}
			}
		}
	}
}

// Beyond is the word of a comparison with a threshold. It is worse if its whole
// interval is worse by more than the threshold, and allowed if its whole interval is
// worse by no more. Exact values have no threshold.
func (t Table) Beyond(c *Comparison, threshold float64) verdict.Word {
	if c.Word != verdict.Worse || threshold == 0 || c.Ratio.N == 0 || c.Method == Exact {
		return c.Word
	}
	switch least, most := t.loss(c.Ratio); {
	case least > threshold:
		return verdict.Worse
	case most <= threshold:
		return Allowed
	}
	return verdict.Undecided
}

// loss is by what share a ratio is worse, at least and at most: 0.05 is 5 %.
func (t Table) loss(e interval.Estimate) (least, most float64) {
	if t.Better > 0 { // worse is less
		return 1/e.Hi - 1, 1/e.Lo - 1
	}
	return e.Lo - 1, e.Hi - 1
}

// Within reports whether an undecided comparison shows at least that nothing is
// worse by more than a threshold. If nobody knows the worse direction of its unit, it
// must not have changed by more in either direction.
func (t Table) Within(c *Comparison, threshold float64) bool {
	if c.Ratio.N == 0 || c.Method == Exact || c.apart {
		return false
	}
	_, most := t.loss(c.Ratio)
	if t.Better == 0 {
		most = max(most, 1/c.Ratio.Lo-1)
	}
	return most <= threshold
}
