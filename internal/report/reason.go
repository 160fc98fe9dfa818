package report

import (
	"fmt"
	"math"

	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// reasonOf says why a verdict is undecided; nothing if it is decided.
func reasonOf(j verdict.Judgement) string {
	switch {
	case j.Word != verdict.Undecided:
		return ""
	case j.Time.N == 0 || math.IsInf(j.Time.Hi, 1) || math.IsNaN(j.Time.Center):
		return fmt.Sprintf("%s no interval at level %g", counted(j.Time.N, "launch gives", "launches give"), j.Level)
	}
	return fmt.Sprintf("%s: between %s and %s; they differ by %s",
		counted(j.Time.N, "launch", "launches"), change(j.Time.Lo), change(j.Time.Hi), percent(j.Spread))
}
