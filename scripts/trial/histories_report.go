package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"
)

// printHistories prints a table of the outcomes of histories: the verdicts of each tool on
// benchmarks of the same code and on the others, and how far their times moved. The times
// of bufbench ab against those of go test follow.
func printHistories(w io.Writer, all []outcome) error {
	same := map[string]bool{}
	for _, o := range all {
		same[o.Class+" "+o.Work] = same[o.Class+" "+o.Work] || o.Code == "same"
	}
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "code\ttool\tn\tworse\tbetter\tmoved, median\tp90\tmost\t")
	for _, code := range []bool{true, false} {
		for _, tool := range []string{toolAB, toolTen, toolMore} {
			n, worse, better, moved := 0, 0, 0, []float64(nil)
			for _, o := range all {
				if o.Tool != tool || same[o.Class+" "+o.Work] != code {
					continue
				}
				n++
				switch o.Word {
				case "worse":
					worse++
				case "better":
					better++
				}
				moved = append(moved, math.Abs(math.Expm1(o.Center)))
			}
			if n > 0 {
				fmt.Fprintf(out, "%s\t%s\t%d\t%d\t%d\t%.2f%%\t%.2f%%\t%.1f%%\t\n", map[bool]string{true: "same", false: "other"}[code], tool, n, worse, better,
					100*quantile(moved, 0.5), 100*quantile(moved, 0.9), 100*quantile(moved, 1))
			}
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return printAbsolute(w, all)
}

// near is how far a time may be from that of go test, as a share.
const near = 0.05

// printAbsolute prints how the times of bufbench ab compare with those of go test, and
// names what lies further than near from the median of these.
func printAbsolute(w io.Writer, all []outcome) error {
	var ratios []float64
	var lines []string
	again, self := 0, 0
	for _, o := range all {
		if o.Tool == toolSelf {
			if again++; math.Abs(math.Expm1(o.Center)) <= near {
				self++
			}
		}
		if o.Tool != toolGo {
			continue
		}
		ratios = append(ratios, o.Center)
		if math.Abs(math.Expm1(o.Center)) > near {
			lines = append(lines, fmt.Sprintf("%s %s: ×%.2f [%.2f, %.2f] of go test's %.4g s", o.Class, strings.TrimPrefix(o.Work, o.Class+" "), math.Exp(o.Center), math.Exp(o.Lo), math.Exp(o.Hi), o.Took))
		}
	}
	if len(ratios) == 0 {
		return nil
	}
	if again > 0 {
		if _, err := fmt.Fprintf(w, "go test against itself, three runs after bufbench ab and two before it: %d of %d are within %g %%\n", self, again, 100*near); err != nil {
			return err
		}
	}
	slices.Sort(lines)
	_, err := fmt.Fprintf(w, "%d benchmarks: bufbench ab ÷ go test has a median of %.3f, %d are within %g %%; the others:\n%s\n",
		len(ratios), math.Exp(quantile(ratios, 0.5)), len(ratios)-len(lines), 100*near, strings.Join(lines, "\n"))
	return err
}

// ofHistories reports whether outcomes are those of histories.
func ofHistories(all []outcome) bool {
	return slices.ContainsFunc(all, func(o outcome) bool { return o.Took > 0 })
}
