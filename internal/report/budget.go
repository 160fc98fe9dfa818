package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Budgets is the document of where the time of operations goes, in one case.
type Budgets struct {
	Scenario string
	Case     bench.Case
	Rivals   []bench.Rival
	Book     budget.Book
	Sampled  []budget.Sampling // by arm; none if no samples were taken
	Files    []string          // profiles that were kept, the CPU profile of the first arm first
	Failed   []Failure
	Hottest  []Hottest // by arm; none if no samples were taken
	Verbose  bool      // text and markdown have the hottest functions
}

// Forms implements a document: text, markdown, CSV and JSON.
func (b Budgets) Forms() Forms {
	return Forms{TextForm: b.text, MarkdownForm: b.markdown, CSVForm: b.csv, JSONForm: b.json}
}

// name is the case as a benchmark is named.
func (b Budgets) name() string { return b.Scenario + "/" + b.Case.String() }

// says is an arm in the words of its language.
func (b Budgets) says(arm string) string {
	for _, r := range b.Rivals {
		if r.Name == arm {
			return r.Says
		}
	}
	return ""
}

// sampling are the samples of an arm; nil if none were taken.
func (b Budgets) sampling(arm string) *budget.Sampling {
	for i := range b.Sampled {
		if b.Sampled[i].Arm == arm {
			return &b.Sampled[i]
		}
	}
	return nil
}

// answer is a sentence for each of the arms with the largest differences.
func (b Budgets) answer() (all []string) {
	differences := slices.Clone(b.Book.Differences)
	slices.SortStableFunc(differences, func(a, b budget.Difference) int { return int(sign(b.Time.Center - a.Time.Center)) })
	for _, d := range differences[:min(len(differences), toldRows)] {
		all = append(all, headline(d))
	}
	return all
}

// headline says in a sentence what an arm's extra time is spent on.
func headline(d budget.Difference) string {
	s := fmt.Sprintf("%s takes %s longer than %s", d.Arm, spent(d.Time), d.Than)
	if isKnown(d.Time) && d.Time.Lo <= 0 {
		s = fmt.Sprintf("%s takes as long as %s, as far as can be seen (%s more)", d.Arm, d.Than, spent(d.Time))
	}
	parts := slices.Clone(d.Parts)
	slices.SortStableFunc(parts, func(a, b budget.Part) int { return int(sign(math.Abs(b.Time.Center) - math.Abs(a.Time.Center))) })
	var said []string
	for _, p := range parts {
		if math.Abs(p.Time.Center) >= toldShare*math.Abs(d.Time.Center) && len(said) < toldRows {
			said = append(said, fmt.Sprintf("%s %s", p.Row, spent(p.Time)))
		}
	}
	if len(said) > 0 {
		s += ": " + strings.Join(said, ", ")
	}
	return s + "; unexplained " + spent(d.Unexplained)
}

// A headline names the largest rows, and no trifles.
const (
	toldShare = 0.03
	toldRows  = 3
)

// clock says which time is meant.
func (b Budgets) clock() string {
	if b.Book.Clock == launch.Thread {
		return "CPU time of the thread"
	}
	return "wall time"
}

// workOf says what one operation does, as it was counted.
func workOf(b budget.Budget) string {
	var all []string
	for _, o := range b.Work.Objects {
		all = append(all, times(o.PerOp, "object")+" of "+short(o.Size))
	}
	if w := b.Work; w.Copied > 0 {
		one := short(w.Copied) + " copied"
		if w.Pieces.Each > 0 {
			one += " by a loop, " + short(w.Pieces.Each) + " at a time"
		}
		if w.InC > 0 {
			one += ", " + short(w.InC) + " of them by C"
		}
		all = append(all, one)
	}
	if b.Work.System > 0 {
		all = append(all, short(b.Work.System)+" copied by the system")
	}
	if b.Work.Mapped > 0 {
		all = append(all, short(b.Work.Mapped)+" mapped")
	}
	for _, one := range []struct {
		n    float64
		what string
	}{{b.Work.Calls, "call into C"}, {b.Work.Requests, "system call"}, {float64(b.Work.Cleanups), "cleanup"}} {
		if one.n >= 0.005 {
			all = append(all, times(one.n, one.what))
		}
	}
	for _, name := range b.Work.Protocol {
		all = append(all, "1 "+name)
	}
	if b.Work.Reads > 0 {
		all = append(all, times(b.Work.Reads, "read")+" of "+short(b.Work.Piece))
	}
	if b.Faults >= 0.005 {
		all = append(all, times(b.Faults, "page fault"))
	}
	if len(all) == 0 {
		return "nothing that is counted"
	}
	return strings.Join(all, ", ")
}

// times is a number of things per operation, which need not be whole.
func times(n float64, what string) string {
	s := trimmed(Figures(n)) + " " + what
	if n == 1 {
		return s
	}
	if head, tail, found := strings.Cut(what, " into "); found {
		return trimmed(Figures(n)) + " " + head + "s into " + tail
	}
	return s + "s"
}

// remarks are what a reader must know of the figures, one sentence each.
func (b Budgets) remarks() (all []string) {
	if b.Book.Launches > 0 && b.Book.Launches < launchesForIntervals {
		all = append(all, fmt.Sprintf("There is no interval after %s: take %d or more.", counted(b.Book.Launches, "launch", "launches"), launchesForIntervals))
	}
	for _, one := range b.Book.Budgets {
		for _, d := range one.Disagreements(b.sampling(one.Arm)) {
			all = append(all, disagreement(d))
		}
		if isKnown(one.Others) && one.Others.Center > 0 {
			all = append(all, fmt.Sprintf("%s: the collector takes %s more on other threads.", one.Arm, spent(one.Others)))
		}
		if one.Differenced {
			all = append(all, fmt.Sprintf("%s reads without the kernel: its reading is the difference from the same arm at 0 passes.", one.Arm))
		}
		if s := b.sampling(one.Arm); s != nil && s.Samples == 0 {
			all = append(all, one.Arm+": no CPU sample fell into an operation, because it waits or is too rare.")
		}
	}
	for _, lack := range b.Book.Lacks {
		all = append(all, sentence(lack)+".")
	}
	all = append(all, b.turns()...)
	for _, f := range b.Failed {
		all = append(all, "FAILED "+f.Name+": "+f.Reason)
	}
	return all
}

// launchesForIntervals is the minimum for an interval of 95 %.
const launchesForIntervals = 6

// disagreement names the figures of two sources that differ.
func disagreement(d budget.Disagreement) string {
	other := "samples say "
	if d.Source == budget.UnreadSource {
		other = "at 0 passes the arm saves "
	}
	return fmt.Sprintf("%s: the sources disagree on %s: prices say %s, %s%s.", d.Arm, d.Row, spent(d.Priced), other, spent(d.Other))
}

// spent prints nanoseconds with half their interval, or alone where too few launches give
// none.
func spent(e interval.Estimate) string {
	if e.N > 0 && !isKnown(e) && !math.IsNaN(e.Center) {
		return Duration(e.Center)
	}
	return cost(e)
}

// shareOfTime is a part of the time in per cent.
func shareOfTime(part, time interval.Estimate) string {
	if time.Center <= 0 || math.IsNaN(part.Center) {
		return "-"
	}
	if s := fmt.Sprintf("%.0f%%", 100*part.Center/time.Center); s != "-0%" {
		return s
	}
	return "0%"
}
