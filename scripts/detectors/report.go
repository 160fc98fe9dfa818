package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
)

// published are average scores on all 42 series of one dimension, with default settings.
// Source: van den Burg and Williams, arXiv 2003.06222.
var published = []struct {
	name         string
	f1, covering float64
}{
	{"binary segmentation", 0.698, 0.672},
	{"PELT", 0.674, 0.652},
	{"Bayesian online (BOCPD)", 0.662, 0.594},
	{"nothing", 0.645, 0.566},
	{"E-divisive (ecp)", 0.560, 0.470},
}

// printScores compares detectors on labelled series.
func printScores(out io.Writer, all []labelled, each bool, r *rand.Rand) {
	ds := detectors()
	scores := make([][]score, len(ds))
	for i, d := range ds {
		for _, l := range all {
			scores[i] = append(scores[i], scoreOf(l, d.find(l.values)))
		}
	}
	fmt.Fprintf(out, "%d labelled series, one setting for all. F1 with a margin of %d points, and covering\n\n", len(all), margin)
	fmt.Fprintf(out, "%-24s %6s %9s   %s\n", "detector", "F1", "covering", "bufbench's F1 less its, and 90 % of bootstraps")
	for i, d := range ds {
		fmt.Fprintf(out, "%-24s %6.3f %9.3f", d.name, average(scores[i], f1), average(scores[i], covering))
		if i > 0 {
			low, high := bootstrap(scores[0], scores[i], f1, r)
			fmt.Fprintf(out, "   %+.3f  %+.3f to %+.3f", average(scores[0], f1)-average(scores[i], f1), low, high)
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "\nPublished by others for all 42 series, not for these:\n\n")
	for _, p := range published {
		fmt.Fprintf(out, "%-24s %6.3f %9.3f\n", p.name, p.f1, p.covering)
	}
	if each {
		printEach(out, all, ds, scores)
	}
}

// printEach prints F1 and covering of every series, a column for each detector.
func printEach(out io.Writer, all []labelled, ds []detector, scores [][]score) {
	fmt.Fprintf(out, "\n%-20s %6s", "series", "points")
	for _, d := range ds {
		fmt.Fprintf(out, " %9.9s", d.name)
	}
	fmt.Fprintln(out)
	for k, l := range all {
		fmt.Fprintf(out, "%-20s %6d", l.name, len(l.values))
		for i := range ds {
			fmt.Fprintf(out, " %.2f/%.2f", scores[i][k].f1, scores[i][k].covering)
		}
		fmt.Fprintln(out)
	}
}

func f1(s score) float64       { return s.f1 }
func covering(s score) float64 { return s.covering }

func average(all []score, of func(score) float64) float64 {
	sum := 0.
	for _, s := range all {
		sum += of(s)
	}
	return sum / float64(len(all))
}

// bootstrap is the interval from the 5th to the 95th of 100 mean differences between two
// detectors, over series drawn again from those at hand.
func bootstrap(ours, theirs []score, of func(score) float64, r *rand.Rand) (low, high float64) {
	means := make([]float64, 10000)
	for i := range means {
		for range ours {
			k := r.IntN(len(ours))
			means[i] += (of(ours[k]) - of(theirs[k])) / float64(len(ours))
		}
	}
	slices.Sort(means)
	return means[len(means)/20], means[len(means)*19/20]
}
