package verdict

import (
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// Constant is a fitted cost beside its direct measurement.
type Constant struct {
	Probes   []string          // whose times add up to it
	Fitted   interval.Estimate // ns: the view's time at no bytes
	Probed   interval.Estimate // ns: the sum of the probes; the ends are the sums of their ends
	Disagree bool              // by more than their intervals allow
}

// setup holds the view's fitted time at no bytes against probes of a case. It is nil
// without a fit or a probe, or if a probe was not measured.
func setup(probes []string, view breakeven.Fit, s *sheet, unit string) *Constant {
	if len(probes) == 0 || len(view.Pieces) == 0 || view.Pieces[0].Setup.N == 0 {
		return nil
	}
	c := &Constant{Probes: probes, Fitted: view.Pieces[0].Setup}
	for _, name := range probes {
		if len(s.arms[reference.Probe(name)]) == 0 {
			return nil
		}
		e := s.median(reference.Probe(name), unit)
		c.Probed.Center += e.Center
		c.Probed.Lo += e.Lo
		c.Probed.Hi += e.Hi
		c.Probed.N, c.Probed.Confidence = e.N, confidence
	}
	c.Disagree = breakeven.Disagree(c.Fitted, c.Probed)
	return c
}
