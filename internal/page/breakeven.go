package page

import (
	"slices"

	"github.com/bufbench/bufbench/internal/report"
)

// breakevenWords says where a copy and the view cost the same: along the sizes of a slice
// or, if nothing crosses there, along the passes. Another copy than the usual one counts
// only if the usual one was not compared.
func breakevenWords(s report.ScenarioJSON, of slice) string {
	words := ""
	for _, b := range contests(s, of) {
		if b.Copy != "copy" && words != "" {
			break
		}
		at := slices.IndexFunc(b.Crossings, func(c report.CrossingJSON) bool { return c.At != nil })
		if at < 0 {
			if words == "" {
				words = b.Answer
			}
			continue
		}
		even := *b.Crossings[at].At
		if b.Along == "size" {
			return "even at " + interval(even, report.Binary)
		}
		return "even at " + interval(even, report.Figures) + " passes"
	}
	return words
}

// contests are those of the view that a slice has, the usual copy and the sizes first.
func contests(s report.ScenarioJSON, of slice) (all []report.BreakevenJSON) {
	for _, b := range s.Breakevens {
		if b.View == "view" && axesWords(b.Axes) == of.axes && (b.Along == "passes" || b.Passes == of.passes) {
			all = append(all, b)
		}
	}
	slices.SortStableFunc(all, func(a, b report.BreakevenJSON) int { return contestRank(a) - contestRank(b) })
	return all
}

// contestRank is the place of a contest: those against the usual copy first, and of them
// those that cross.
func contestRank(b report.BreakevenJSON) (rank int) {
	if b.Copy != "copy" {
		rank += 2
	}
	if len(b.Crossings) == 0 {
		rank++
	}
	return rank
}

// crossings are the break-evens along the sizes of a slice.
func crossings(s report.ScenarioJSON, of slice) []report.CrossingJSON {
	for _, b := range contests(s, of) {
		if b.Along == "size" && b.Copy == "copy" {
			return b.Crossings
		}
	}
	return nil
}

// breakevensOf are all break-evens in words, those that cross first.
func breakevensOf(s report.ScenarioJSON) (all []string) {
	sorted := slices.Clone(s.Breakevens)
	slices.SortStableFunc(sorted, func(a, b report.BreakevenJSON) int {
		return min(1, len(b.Crossings)) - min(1, len(a.Crossings))
	})
	for _, b := range sorted {
		words := b.Sentence
		if axes := axesWords(b.Axes); axes != "" {
			words = axes + ": " + words
		}
		all = append(all, words)
	}
	return all
}

// interval is an estimate in words, with its interval if it has one.
func interval(e report.EstimateJSON, words func(float64) string) string {
	if e.Lo == nil || e.Hi == nil {
		return words(e.Center)
	}
	return words(e.Center) + " [" + words(*e.Lo) + ", " + words(*e.Hi) + "]"
}
