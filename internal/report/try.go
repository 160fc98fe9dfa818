package report

import (
	"fmt"

	"github.com/bufbench/bufbench/internal/judge/claim"
)

// This file is the only one of this package that knows options of the command: what
// sentences propose to type.

const (
	tryCorrection = "-correction bh"
	tryFewerRows  = "-filter"
)

// tryUnit says which values of a unit are better.
func tryUnit(unit string) string {
	return fmt.Sprintf("-unit '%s better=higher', or better=lower", unit)
}

// tryFilter leaves out what a query does not match.
func tryFilter(query string) string { return "-filter '" + query + "'" }

// tryRun measures the cases of a claim.
func tryRun(c claim.Compare) string {
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
