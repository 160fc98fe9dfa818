package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// PeaksJSON is the peak memory of the arms of a scenario, from launches that time
// nothing.
type PeaksJSON struct {
	Case   string          `json:"case"`
	Size   bench.Bytes     `json:"size"`
	Lives  int             `json:"lives"`  // in each launch, one at a time
	Reason string          `json:"reason"` // why bytes are not known
	Arms   []PeakOfArmJSON `json:"arms"`
}

// PeakOfArmJSON is one arm: medians over launches.
type PeakOfArmJSON struct {
	Name     string   `json:"name"`
	Launches int      `json:"launches"`
	Bytes    *float64 `json:"bytes"`       // resident memory at most, beyond what stood before the operations; null where it is not known
	Held     *float64 `json:"blocks_held"` // of a runtime beside Go, while an operation reads; null where nobody counts
	Left     *float64 `json:"blocks_left"` // likewise, behind an operation
}

// peaksJSON reduces launches to arms, in the order in which they first come;
// nil where there are none.
func peaksJSON(all []launch.Peak) *PeaksJSON {
	if len(all) == 0 {
		return nil
	}
	out := &PeaksJSON{Case: all[0].Case.String(), Size: all[0].Case.Size, Lives: all[0].Ops}
	var names []string
	of := map[string][]launch.Peak{}
	for _, p := range all {
		if p.Skip != nil {
			out.Reason = p.Skip.Error()
		}
		if !slices.Contains(names, p.Arm) {
			names = append(names, p.Arm)
		}
		of[p.Arm] = append(of[p.Arm], p)
	}
	for _, name := range names {
		out.Arms = append(out.Arms, peakOfArm(name, of[name]))
	}
	return out
}

func peakOfArm(name string, some []launch.Peak) PeakOfArmJSON {
	var grown, held, left []float64
	for _, p := range some {
		if p.Skip == nil {
			grown = append(grown, float64(p.Grown))
		}
		if p.Blocks != nil {
			left = append(left, p.Blocks.Left)
			if p.Blocks.Held != nil {
				held = append(held, *p.Blocks.Held)
			}
		}
	}
	return PeakOfArmJSON{Name: name, Launches: len(some), Bytes: middle(grown), Held: middle(held), Left: middle(left)}
}

// middle is the median; nil of nothing.
func middle(x []float64) *float64 {
	if len(x) == 0 {
		return nil
	}
	center := interval.Median(x, 0.5).Center
	return &center
}

// Peaks says what memory the arms of a scenario have at most, in one line for
// memory and one for blocks of a runtime beside Go, if it counts any.
func Peaks(all []launch.Peak) (lines []string) {
	p := peaksJSON(all)
	if p == nil {
		return nil
	}
	var memory, held, left []string
	most, counted := 0, false
	for _, a := range p.Arms {
		most = max(most, a.Launches)
		if a.Bytes != nil {
			memory = append(memory, a.Name+" "+megabytes(*a.Bytes))
		}
		if a.Held != nil {
			held = append(held, fmt.Sprintf("%s %.3g", a.Name, *a.Held))
		}
		counted = counted || a.Left != nil
		if a.Left != nil && math.Abs(*a.Left) >= fewBlocks {
			left = append(left, fmt.Sprintf("%s %.3g", a.Name, *a.Left))
		}
	}
	if len(memory) > 0 {
		lines = append(lines, fmt.Sprintf("peak memory of an operation: %s (beyond the source of %s; median of %d launches)", strings.Join(memory, ", "), p.Size, most))
	} else {
		lines = append(lines, "peak memory of an operation: not available, "+p.Reason)
	}
	if !counted {
		return lines
	}
	behind := "none is left behind"
	if len(left) > 0 {
		behind = "left behind by each: " + strings.Join(left, ", ")
	}
	if len(held) == 0 {
		return append(lines, "blocks beside Go's memory: "+behind)
	}
	return append(lines, "blocks beside Go's memory in an operation: "+strings.Join(held, ", ")+"; "+behind)
}

// fewBlocks are too few to be of the operation: lists of free objects grow once.
const fewBlocks = 0.1

// megabytes prints memory to as much as the kernel counts it: some hundred KiB.
func megabytes(x float64) string {
	if tenths := math.Round(10 * x / float64(bench.MiB)); tenths > 0 {
		return fmt.Sprintf("%.1fMiB", tenths/10)
	}
	return "0B"
}
