package report

import (
	"strings"

	"github.com/bufbench/bufbench/internal/judge/claim"
)

// claimReason says why there is no verdict on a claim; nothing if there is one.
func claimReason(r claim.Row) string {
	switch r.Word {
	case claim.Incomparable:
		return r.Claim.Reason
	case claim.Unmeasured:
		return "Try: " + tryRun(r.Claim.Compare)
	case claim.Undecided:
		var sizes []string
		for _, size := range r.Open() {
			sizes = append(sizes, size.String())
		}
		return "At " + strings.Join(sizes, ", ") + " the interval reaches across an end of what was claimed."
	}
	return ""
}
