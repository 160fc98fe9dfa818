package report

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/revisions/listing"
)

// Hottest is the function of an arm with the most CPU samples, as source and as
// instructions.
type Hottest struct {
	Arm string
	listing.Listing
}

// hottestOf is that of an arm; nil if there is none.
func hottestOf(all []Hottest, arm string) *Hottest {
	for i, h := range all {
		if h.Arm == arm && h.Function != "" {
			return &all[i]
		}
	}
	return nil
}

// title names the function and its share.
func (h Hottest) title(all int64) string {
	return fmt.Sprintf("%s: hottest is %s, %d of %s", h.Arm, plain(h.Function), h.Samples, counted(int(all), "sample", "samples"))
}

// lacks are the reasons why something is not shown.
func (h Hottest) lacks() (all []string) {
	if inC(h.Function) {
		return []string{"The time is in C: Go's profiler sees the call, and nothing inside (try: perf record)."}
	}
	for _, lack := range h.Lacks {
		all = append(all, sentence(lack)+".")
	}
	return all
}

// inC reports whether a function is the runtime's call into C.
func inC(function string) bool { return budget.RowOf([]string{function}) == budget.Calls }

// hottestText prints the hottest function of each arm.
func (b Budgets) hottestText(out *strings.Builder) {
	for _, one := range b.Book.Budgets {
		if s := b.sampling(one.Arm); s != nil {
			hottestOf(b.Hottest, one.Arm).text(out, s.Samples)
		}
	}
}

// text prints the listing of one function, out of so many samples. It prints nothing of
// nil.
func (h *Hottest) text(out *strings.Builder, samples int64) {
	if h == nil {
		return
	}
	out.WriteString("\n" + console.Line(h.title(samples), width) + "\n")
	if !inC(h.Function) {
		textRows(out, "source "+h.Source.Name, h.Source, h.Samples, "%d")
		textRows(out, "code of "+h.Code.Name, h.Code, h.Samples, "+%#x")
	}
	for _, line := range h.lacks() {
		indented(out, " ", line)
	}
}

// textRows prints rows with their share of the samples of the function, and says how many
// samples are elsewhere.
func textRows(out *strings.Builder, name string, t listing.Text, all int64, place string) {
	if len(t.Rows) == 0 {
		return
	}
	if t.Rest > 0 {
		name += fmt.Sprintf(" (elsewhere: %s)", shareOfSamples(t.Rest, all))
	}
	fmt.Fprintf(out, " %s\n", console.Line(name, width-1))
	for _, r := range t.Rows {
		fmt.Fprintf(out, " %4s %7s  %s\n", shareOfSamples(r.Samples, all), fmt.Sprintf(place, r.At), rowText(r.Text, width-15))
	}
}

// shareOfSamples is a share in per cent; empty if there are none.
func shareOfSamples(n, all int64) string {
	if n == 0 || all == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f%%", 100*float64(n)/float64(all))
}

// rowText is a row of a listing in one line of at most so many columns. Its beginning says
// the most, so its end is cut.
func rowText(text string, most int) string {
	const far = 1000
	text = console.Line(strings.ReplaceAll(text, "\t", "    "), far)
	for displayed(text) > most {
		letters := []rune(strings.TrimSuffix(text, "…"))
		text = string(letters[:len(letters)-1]) + "…"
	}
	return text
}
