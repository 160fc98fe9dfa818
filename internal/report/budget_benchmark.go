package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// BenchmarkBudget is the document of where the time and the memory of an operation of a Go
// benchmark go, on one side or on two.
type BenchmarkBudget struct {
	Package, Name string
	Traces        []budget.Trace
	Change        *budget.Difference    // nil if there is one side
	Functions     []profdiff.Difference // likewise none
	Launches      int
	Notes         []string
	Files         []string // profiles that were kept
	Failed        []Remark
	Hottest       []Hottest // by side; none if no samples were taken
	Verbose       bool      // text and markdown have the hottest functions
}

// Forms implements a document: text, markdown, CSV and JSON.
func (b BenchmarkBudget) Forms() Forms {
	return Forms{TextForm: b.text, MarkdownForm: b.markdown, CSVForm: b.csv, JSONForm: b.json}
}

// title is what the document is about.
func (b BenchmarkBudget) title() string {
	return fmt.Sprintf("%s: where the time of an operation goes", b.Name)
}

// answer is the finding in sentences.
func (b BenchmarkBudget) answer() (all []string) {
	if b.Change != nil {
		all = append(all, changeLine(*b.Change)+b.place("cpu"), b.memoryLine())
		if base, head := b.Traces[0].Counted.PerOp, b.Traces[1].Counted.PerOp; base > 0 && head > 0 {
			all = append(all, fmt.Sprintf("the head takes %s instructions, and the base %s", thousands(head), thousands(base)))
		}
		return all
	}
	for _, t := range b.Traces {
		all = append(all, traceLine(t))
	}
	return all
}

// RowName is a row of samples in the words of a budget of a benchmark.
func RowName(row budget.Row) string {
	switch row {
	case budget.Calls:
		return "in C"
	case budget.Other:
		return "other Go code"
	}
	return string(row)
}

// largest are the parts by their size, without trifles beside the whole.
func largest(parts []budget.Part, whole float64) []budget.Part {
	some := slices.Clone(parts)
	slices.SortStableFunc(some, func(a, b budget.Part) int { return int(sign(math.Abs(b.Time.Center) - math.Abs(a.Time.Center))) })
	some = slices.DeleteFunc(some, func(p budget.Part) bool { return math.Abs(p.Time.Center) < toldShare*math.Abs(whole) })
	return some[:min(len(some), toldRows)]
}

// traceLine says what an operation spends its time on.
func traceLine(t budget.Trace) string {
	var said []string
	for _, p := range largest(t.Parts, t.Time.Center) {
		said = append(said, fmt.Sprintf("%s %s", RowName(p.Row), shareOfTime(p.Time, t.Time)))
	}
	if len(said) == 0 {
		return fmt.Sprintf("an operation takes %s, and no CPU sample explains any of it", spent(t.Time))
	}
	s := fmt.Sprintf("an operation takes %s: %s; unexplained %s", spent(t.Time), strings.Join(said, ", "), shareOfTime(t.Unexplained, t.Time))
	if len(t.Functions) > 0 {
		s += fmt.Sprintf("; hottest is %s, %.0f%% of the samples", shortened(t.Functions[0].Name, nameWidth), 100*t.Functions[0].Share)
	}
	return s
}

// nameWidth is the width of the name of a function in a sentence.
const nameWidth = 40

// changeLine says what the change of the time is made of.
func changeLine(d budget.Difference) string {
	s := fmt.Sprintf("the head takes %s more than the base", spent(d.Time))
	switch {
	case !isKnown(d.Time) && d.Time.Center < 0, isKnown(d.Time) && d.Time.Hi < 0:
		s = fmt.Sprintf("the head takes %s less than the base", spent(negated(d.Time)))
	case isKnown(d.Time) && d.Time.Lo <= 0:
		s = fmt.Sprintf("the head takes as long as the base, as far as can be seen (%s more)", spent(d.Time))
	}
	var said []string
	for _, p := range largest(d.Parts, d.Time.Center) {
		if p.Time.Lo > 0 || p.Time.Hi < 0 {
			said = append(said, RowName(p.Row)+" "+moreTime(p.Time))
		}
	}
	if len(said) > 0 {
		s += ": " + strings.Join(said, ", ")
	}
	return s + "; unexplained " + moreTime(d.Unexplained)
}

// place names the function to look at for a change; empty if there is none.
func (b BenchmarkBudget) place(sample string) string {
	for _, d := range b.Functions {
		if f, ok := d.Narrowest(); ok && d.Sample == sample {
			return fmt.Sprintf("; look at %s: %s with its calls", shortened(f.Name, nameWidth), moreOf(d, f.Cum))
		}
	}
	return ""
}

// memoryLine says how the allocations changed, as package testing counted them.
func (b BenchmarkBudget) memoryLine() string {
	base, head := b.Traces[0].Heap, b.Traces[1].Heap
	if base.Bytes == head.Bytes && base.Objects == head.Objects {
		return fmt.Sprintf("both allocate %s in %s", roughly(head.Bytes), times(head.Objects, "object"))
	}
	return fmt.Sprintf("the head allocates %s in %s, and the base %s in %s", roughly(head.Bytes), times(head.Objects, "object"), roughly(base.Bytes), times(base.Objects, "object")) + b.place("alloc_space")
}

// remarks are what a reader must know of the figures, one sentence each.
func (b BenchmarkBudget) remarks() (all []string) {
	if b.Launches < launchesForIntervals {
		all = append(all, fmt.Sprintf("There is no interval after %s: take %d or more.", counted(b.Launches, "launch", "launches"), launchesForIntervals))
	}
	for _, t := range b.Traces {
		all = append(all, traceRemarks(t)...)
	}
	all = append(all, b.limits()...)
	for _, note := range b.Notes {
		all = append(all, sentence(note)+".")
	}
	for _, f := range b.Failed {
		all = append(all, "FAILED "+plain(f.What)+": "+sentence(f.Said))
	}
	return all
}

// traceRemarks are those about one side.
func traceRemarks(t budget.Trace) (all []string) {
	name := plain(t.Arm)
	switch {
	case t.Hits == 0 && t.Outside == 0:
		all = append(all, name+": there is no CPU sample, so all of its time is unexplained.")
	case t.Hits == 0:
		all = append(all, name+": no CPU sample fell into the benchmark, because it waits or is too short.")
	case t.Unexplained.Hi < 0:
		all = append(all, name+": the samples are more than the time: it works on several threads, or while its timer is stopped.")
	case t.Unexplained.Lo > waits*t.Time.Center:
		all = append(all, name+": the unexplained time has no CPU sample: it waits, or others work on the processor.")
	}
	if t.Outside > t.Hits && t.Hits > 0 {
		all = append(all, fmt.Sprintf("%s: %d of %d samples are of package testing and of the start, and in no row.", name, t.Outside, t.Outside+t.Hits))
	}
	for _, d := range t.Disagreements() {
		all = append(all, disagreement(d))
	}
	if t.Others.N > 0 {
		all = append(all, fmt.Sprintf("%s: the runtime takes %s more beside it, for the collector and for choosing what runs.", name, spent(t.Others)))
	}
	return all
}

// waits is the unexplained share of the time from which on it is mentioned.
const waits = 0.1
