package report

import (
	"math"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// longestBar is the length of the longest bar beside others, in columns.
const longestBar = 22

// bar draws a share of a number of columns, in eighths. What is more than nothing has an
// eighth at least.
func bar(share float64, columns int) string {
	if !(share > 0) { // also of NaN, the share of nothing in nothing
		return ""
	}
	eighths := max(int(math.Round(min(share, 1)*float64(columns)*8)), 1)
	s := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		s += string([]rune("▏▎▍▌▋▊▉")[rest-1])
	}
	return s
}

// bars draws the time of each arm, in lines that fit a terminal.
func bars(out *strings.Builder, c verdict.Comparison, arms []verdict.Arm) {
	longest := 0.
	for _, a := range arms {
		longest = max(longest, c.Took(a).Center)
	}
	column := 0
	for _, a := range arms {
		one := a.Name + " " + bar(c.Took(a).Center/longest, longestBar)
		n := displayed(one)
		switch {
		case column == 0:
			out.WriteByte(' ')
			column = 1
		case column+2+n > width:
			out.WriteString("\n ")
			column = 1
		default:
			out.WriteString("  ")
			column += 2
		}
		out.WriteString(one)
		column += n
	}
	out.WriteByte('\n')
}
