package report

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/claim"
)

// claimReason says why there is no verdict on a claim; nothing if there is one.
func claimReason(r claim.Row) string {
	switch r.Word {
	case claim.Incomparable:
		return r.Claim.Reason
	case claim.Unmeasured:
		return "Try: " + claimCommand(r.Claim.Compare)
	case claim.Undecided:
		var sizes []string
		for _, size := range r.Open() {
			sizes = append(sizes, size.String())
		}
		return "At " + strings.Join(sizes, ", ") + " the interval reaches across an end of what was claimed."
	}
	return ""
}

// claimCommand measures the cases of a claim.
func claimCommand(c claim.Compare) string {
	sizes := c.From.String()
	if c.To > c.From {
		sizes += ".." + c.To.String() + "*4"
	}
	what := c.Scenario
	if len(c.Axes) > 0 {
		what = "-bench '" + c.Scenario
		for _, a := range c.Axes {
			what += "/" + a.Key + "=" + a.Value
		}
		what += "/'"
	}
	return fmt.Sprintf("bufbench run %s -sizes %s -passes %d", what, sizes, c.Passes)
}
