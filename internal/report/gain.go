package report

import (
	"fmt"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// gainSentence says what the fastest arm of a case saves, and how much of it a safe way
// has.
func gainSentence(g verdict.Gain, c verdict.Comparison, rate float64) string {
	switch {
	case g.Than == "":
		return g.Best + " was measured alone, so there is nothing to compare it with"
	case g.Word() == verdict.Open:
		return fmt.Sprintf("undecided: %s and %s have no interval", g.Best, g.Than)
	case g.Word() == verdict.Tied:
		return fmt.Sprintf("%s and %s tie: between %s and %s per op", g.Best, g.Than, Duration(g.Saves.Lo), Duration(g.Saves.Hi))
	}
	return fmt.Sprintf("%s saves %s per op over %s%s%s", g.Best, cost(g.Saves), g.Than, atRate(g, c, rate), safely(g))
}

// atRate says what a gain comes to at a rate.
func atRate(g verdict.Gain, c verdict.Comparison, rate float64) string {
	s, ok := savingOf(g, c, rate)
	if !ok {
		return ""
	}
	text := fmt.Sprintf("; at %s %s CPU", rateText(rate), Figures(s.CPUs))
	if collected(c, g.Best) || collected(c, g.Than) {
		text += " with the collector"
	}
	if s.Garbage > 0 {
		text += fmt.Sprintf(" and %s/s of garbage", Binary(s.Garbage))
	}
	return text + fmt.Sprintf(", %s CPU-seconds per day", Figures(s.CPUs*secondsPerDay))
}

// collected reports whether the collector worked for an arm.
func collected(c verdict.Comparison, arm string) bool {
	a := c.Arm(arm)
	return a != nil && a.Values["gc-cpu-ns/op"].Center > 0
}

const secondsPerDay = 24 * 60 * 60

// saving is what the fastest arm saves at a rate: processors, and bytes per second.
type saving struct{ CPUs, Garbage float64 }

// savingOf is not ok without a rate, or where the time of one arm is not known.
func savingOf(g verdict.Gain, c verdict.Comparison, rate float64) (s saving, ok bool) {
	best, than := c.Arm(g.Best), c.Arm(g.Than)
	if rate <= 0 || best == nil || than == nil {
		return s, false
	}
	few, many := best.At(rate), than.At(rate)
	return saving{many.CPUs.Center - few.CPUs.Center, many.Garbage.Center - few.Garbage.Center}, few.CPUs.N > 0 && many.CPUs.N > 0
}

// safely says how much of a gain there is without the danger of a view.
func safely(g verdict.Gain) string {
	switch {
	case g.Best == "copy":
		return ""
	case !g.Danger:
		return "; it copies, so nothing depends on the owner"
	case g.Safe.Arm == "":
		return ""
	}
	return fmt.Sprintf("; %s has %s of it without the danger", safeName(g.Safe.Arm), percent(g.Safe.Share))
}

// safeName is a safe way in a sentence.
func safeName(arm string) string {
	if arm == "reuse" {
		return "kept memory (reuse)"
	}
	return arm
}

// reading says which figures depend on the reader, and what a gain is beside a person's
// own reading.
func reading(g verdict.Gain, c verdict.Comparison, s Setup) string {
	text := "factors are for this reader"
	if speed := readerSpeed(c); speed != "" {
		text += ", at " + speed
	}
	text += "; differences are for any"
	if s.Build != "" {
		text = "built as " + plain(s.Build) + "; " + text
	}
	if g.Case.Consumed() == 0 || g.Word() != g.Best {
		return text
	}
	own, share := g.Of(ownSpeed)
	return fmt.Sprintf("%s. Your own reading comes on top: at 1GB/s it takes %s, and %s saves %s of both", text, Duration(own), g.Best, percent(share))
}

// ownSpeed is the speed of a person's own reading in an example, in bytes per second.
const ownSpeed = 1e9

// readerSpeed is what the reader reaches in a case; empty if it was not measured.
func readerSpeed(c verdict.Comparison) string {
	for _, a := range c.References() {
		if a.Name == reference.CeilingRead && a.Values["B/s"].N > 0 {
			return rate(a.Values["B/s"].Center)
		}
	}
	return ""
}
