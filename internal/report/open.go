package report

import (
	"fmt"
	"math"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// openCases are the cases with a comparison that came to no verdict.
func openCases(s Scenario) []bench.Case {
	var open []bench.Case
	for _, c := range s.Cases {
		for _, a := range c.Arms {
			if a.Against.Word == verdict.Undecided {
				open = append(open, c.Case)
				break
			}
		}
	}
	return open
}

// openReasons counts the comparisons without a verdict, or says why the only one has
// none.
func openReasons(s Scenario) string {
	n, of, reason := 0, 0, ""
	for _, c := range s.Cases {
		for _, a := range c.Arms {
			switch a.Against.Word {
			case verdict.Undecided:
				n++
				reason = a.Name + " at " + place(c.Case) + " is undecided: " + reasonOf(a.Against)
			case "":
				continue
			}
			of++
		}
	}
	if n == 1 {
		return reason
	}
	return fmt.Sprintf("%d of %s are undecided", n, counted(of, "comparison", "comparisons"))
}

// fewest is how many launches give an interval, if one of a scenario is undecided
// without any; 0 if all have intervals, which are too wide.
func fewest(s Scenario) int {
	for _, c := range s.Cases {
		for _, a := range c.Arms {
			if a.Against.Word == verdict.Undecided && math.IsInf(a.Against.Time.Hi, 1) {
				if n := verdict.FewestLaunches(a.Against.Level, result.Design{}); n < math.MaxInt {
					return n
				}
			}
		}
	}
	return 0
}
