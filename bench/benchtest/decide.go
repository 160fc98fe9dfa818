package benchtest

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// decision is the outcome of a claim in a case.
type decision int

const (
	undecided decision = iota
	holds
	refuted
)

// decide draws logs of factors, one per block, until they decide whether the factor is
// at least the claimed one, or time is over. The probability that it refutes a true
// claim is at most Alpha, however often it looks.
func (c Claim) decide(draw func() (float64, error), over func() bool) (interval.Estimate, decision, error) {
	var logs []float64
	claimed := math.Log(c.Factor)
	for {
		x, err := draw()
		if err != nil {
			return interval.Estimate{}, undecided, err
		}
		logs = append(logs, x)
		e := interval.Sequence(logs, c.alpha())
		switch {
		case e.Lo >= claimed:
			return e, holds, nil
		case e.Hi < claimed:
			return e, refuted, nil
		case over():
			return e, undecided, nil
		}
	}
}
