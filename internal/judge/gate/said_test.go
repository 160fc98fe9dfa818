package gate_test

import (
	"fmt"
	"math"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/gate"
)

// said are the figures of an outcome in a short form, for comparison with what tests
// want.
func said(o gate.Outcome) string {
	f := o.Figures
	if f.Reach != nil {
		return strings.TrimPrefix(f.Reach.Rest.String(), "size=0B/") + ": " + reached(*f.Reach)
	}
	if f.Machines != nil {
		return fmt.Sprintf("about %s, not %s", f.Machines.Claimed, f.Machines.Measured)
	}
	var parts []string
	for _, c := range f.Cases {
		unit := c.Unit
		if c.Versus != "" {
			unit = "of " + c.Versus + "'s " + unit
		}
		s := fmt.Sprintf("%s: %.3g %s", c.Name, c.Center, unit)
		switch {
		case c.Exact:
			s += fmt.Sprintf(", in all %d", c.N)
		case math.IsInf(c.Lo, -1) || math.IsInf(c.Hi, 1):
			s += fmt.Sprintf(", n=%d gives no interval", c.N)
		default:
			s += fmt.Sprintf(" [%.3g, %.3g], n=%d", c.Lo, c.Hi, c.N)
		}
		parts = append(parts, s)
	}
	if f.More > 0 {
		parts = append(parts, fmt.Sprintf("%d more", f.More))
	}
	return strings.Join(parts, "; ")
}

func reached(r gate.Reach) string {
	switch r.Kind {
	case gate.Gap:
		return fmt.Sprintf("nothing from %s to %s", r.From, r.First)
	case gate.LastCrossing:
		return fmt.Sprintf("the %s wins from %.0f on", r.Crossing.Winner, r.Crossing.At.Center)
	case gate.AtPlace:
		return fmt.Sprintf("at %.0f: %.3g", r.Place.X, r.Place.Faster.Center)
	case gate.NowhereSlower:
		return fmt.Sprintf("nowhere slower from %s", r.From)
	}
	return fmt.Sprintf("nothing from %s", r.From)
}
