package claim

import (
	"math"
	"sync"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/result"
)

// Word is what measurements say of a claim.
type Word string

// The words; the package comment has the rule.
const (
	Confirmed    Word = "confirmed"
	Contradicted Word = "contradicted"
	Undecided    Word = "undecided"      // see Row.Open
	Unmeasured   Word = "not measured"   // the claim's Compare says which cases would tell
	Incomparable Word = "not comparable" // see Claim.Reason
)

// Row is a claim and what was found.
type Row struct {
	Claim    Claim
	Word     Word
	Findings []Finding // of every case of the claim that was measured
}

// Finding is what one case says of a claim.
type Finding struct {
	Case     bench.Case
	Measured interval.Estimate // the figure of the claim, in its unit
	Word     Word              // Confirmed, Contradicted or Undecided
}

// Judge holds each claim against the lines of a run, in the order of claims.
// Lines, not comparisons: a claim may be about two arms neither of which is
// the copy, and those are paired launch by launch.
func Judge(claims []Claim, lines []result.Line) []Row {
	of := map[string][]result.Line{}
	for from, to := 0, 0; from < len(lines); from = to {
		name := lines[from].Scenario
		for to = from + 1; to < len(lines) && lines[to].Scenario == name; to++ {
		}
		of[name] = append(of[name], lines[from:to]...)
	}
	rows := make([]Row, len(claims))
	var wait sync.WaitGroup
	for i, c := range claims {
		wait.Go(func() { rows[i] = judge(c, of[c.Compare.Scenario]) })
	}
	wait.Wait()
	return rows
}

// Measured is the rows of claims that some case was measured of.
func Measured(rows []Row) []Row {
	var some []Row
	for _, r := range rows {
		if len(r.Findings) > 0 {
			some = append(some, r)
		}
	}
	return some
}

func judge(c Claim, lines []result.Line) Row {
	if !c.Comparable() {
		return Row{Claim: c, Word: Incomparable}
	}
	found := c.Compare.findings(lines)
	return Row{Claim: c, Findings: found, Word: sum(found)}
}

// Open returns the sizes that leave an undecided claim open: the interval reaches across
// an end of the claimed range.
func (r Row) Open() []bench.Bytes {
	var sizes []bench.Bytes
	for _, f := range r.Findings {
		if r.Word == Undecided && f.Word == Undecided {
			sizes = append(sizes, f.Case.Size)
		}
	}
	return sizes
}

// findings are those of every case that has the figure, in order of
// appearance.
func (c Compare) findings(lines []result.Line) []Finding {
	var of []result.Line
	for i := range lines {
		l := &lines[i]
		if c.Figure.needs(l.Arm) && c.speaksOf(l.Scenario, l.Case) {
			of = append(of, *l)
		}
	}
	var found []Finding
	for _, one := range verdict.Compare(of, verdict.Goal{}, c.Figure.base()) {
		if e, has := c.Figure.measured(one.Credible()); has {
			found = append(found, Finding{one.Case, e, c.Figure.word(e)})
		}
	}
	return found
}

// needs reports whether the lines of an arm count for the figure, or say which other lines
// can be believed.
func (f Figure) needs(arm string) bool {
	return arm == f.Of || arm == f.base() || arm == "copy" || reference.Is(arm)
}

// base is the arm that factors are over.
func (f Figure) base() string {
	if f.Over == "" || f.Over == Ceiling {
		return "copy"
	}
	return f.Over
}

// measured is the figure in one case; false where it was not measured there.
func (f Figure) measured(c verdict.Comparison) (interval.Estimate, bool) {
	arms := c.Arms
	if reference.Is(f.Of) {
		arms = c.References()
	}
	for _, a := range arms {
		if a.Name != f.Of {
			continue
		}
		switch f.Over {
		case "":
			return a.Time, a.Time.N > 0
		case Ceiling:
			return a.Share, a.Share.N > 0
		}
		return a.Factor, a.Factor.N > 0
	}
	return interval.Estimate{}, false
}

// word is the rule for one case.
func (f Figure) word(e interval.Estimate) Word {
	hi := f.upper()
	switch {
	case e.Hi < f.Lo || e.Lo > hi:
		return Contradicted
	case e.Lo >= f.Lo && e.Hi <= hi:
		return Confirmed
	}
	return Undecided // without an interval too: a claimed range begins above 0
}

// upper is the upper end of the range.
func (f Figure) upper() float64 {
	if f.Hi == 0 {
		return math.Inf(1)
	}
	return f.Hi
}

// sum is the rule for all cases.
func sum(found []Finding) Word {
	word := Confirmed
	if len(found) == 0 {
		return Unmeasured
	}
	for _, f := range found {
		switch f.Word {
		case Contradicted:
			return Contradicted
		case Undecided:
			word = Undecided
		}
	}
	return word
}
