package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/plant"
)

// printReport prints what the outcomes of some files come to: a row a class,
// load, effect and tool.
func printReport(w io.Writer, names []string) error {
	all, err := read(names)
	if err != nil {
		return err
	}
	if ofHistories(all) {
		return printHistories(w, all)
	}
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "class\tplanted\tload\ttool\tn\tfalse\twrong sign\tfound\tsame\tundecided\tcovered\thalf-width\tmedian s\tp90 s\tfinds in 1 s\tin 10 s\t")
	for _, rows := range byRow(all) {
		first := rows[0]
		c := countOf(rows)
		load := "quiet"
		if first.Loaded {
			load = "loaded"
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\t%d\t%d\t%s\t%s\t%.2f\t%.2f\t%s\t\n",
			first.Class, effect(first.Parts), load, first.Tool, len(rows),
			only(first.Parts == 0, c.false), only(first.Parts > 0, c.wrong), only(first.Parts > 0, c.found), c.same, c.undecided,
			c.coverage(), c.width(), quantile(c.seconds, 0.5), quantile(c.seconds, 0.9),
			strings.Join(finds(rows, time.Second, 10*time.Second), "\t"))
	}
	return out.Flush()
}

// byRow groups outcomes by what they have in common.
func byRow(all []outcome) [][]outcome {
	order := func(a, b outcome) int {
		return cmp.Or(cmp.Compare(a.Class, b.Class), cmp.Compare(plant.Truth(a.Parts), plant.Truth(b.Parts)),
			cmp.Compare(truth(a.Loaded), truth(b.Loaded)), cmp.Compare(a.Tool, b.Tool))
	}
	sorted := slices.SortedStableFunc(slices.Values(all), order)
	var rows [][]outcome
	for i, o := range sorted {
		if i == 0 || order(sorted[i-1], o) != 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], o)
	}
	return rows
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// counts are what a row comes to.
type counts struct {
	false, wrong, found, same, undecided int
	covered, bounded                     int
	widths, seconds                      []float64
}

func countOf(rows []outcome) (c counts) {
	for _, o := range rows {
		switch {
		case o.Word == "same" || o.Word == sameCode:
			c.same++
		case o.Word == "undecided":
			c.undecided++
		case o.Parts == 0:
			c.false++
		case o.Word == "worse": // what is planted takes time
			c.found++
		default:
			c.wrong++
		}
		if o.Lo != o.Hi {
			c.bounded++
			c.widths = append(c.widths, (o.Hi-o.Lo)/2)
			if o.Lo <= o.Truth && o.Truth <= o.Hi {
				c.covered++
			}
		}
		c.seconds = append(c.seconds, o.Seconds)
	}
	return c
}

func (c counts) coverage() string {
	if c.bounded == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d", c.covered, c.bounded)
}

func (c counts) width() string {
	if len(c.widths) == 0 {
		return "-"
	}
	return fmt.Sprintf("±%.2f%%", quantile(c.widths, 0.5)*100)
}

// only is a count where it means something.
func only(where bool, n int) string {
	if !where {
		return "-"
	}
	return fmt.Sprint(n)
}

// finds are the smallest slowdowns that a class shows nine times in ten in some
// times, from its launches of identical code as "bufbench doctor -calibrate" has
// them.
func finds(rows []outcome, times ...time.Duration) []string {
	var logs []float64
	var spent float64
	for _, o := range rows {
		if o.Parts == 0 {
			logs, spent = append(logs, o.Logs[o.Clock]...), spent+o.Seconds
		}
	}
	each := time.Duration(spent / float64(max(len(logs), 1)) * float64(time.Second))
	found := make([]string, len(times))
	for i, r := range verdict.Calibrate(rows[0].Class, logs, each, times...).After {
		if found[i] = "-"; !math.IsInf(r.Detectable, 0) {
			found[i] = fmt.Sprintf("%.2g%%", 100*math.Expm1(r.Detectable))
		}
	}
	return found
}

// effect is what was planted, in per cent.
func effect(parts int) string {
	if parts == 0 {
		return "0"
	}
	return fmt.Sprintf("%.1f%%", 100/float64(parts))
}

// quantile is the value below which a share of x lies.
func quantile(x []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(x))
	return sorted[int(math.Ceil(share*float64(len(sorted))))-1]
}
