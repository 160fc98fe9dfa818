package child

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// prover proves arms, and calibrates those that hold.
type prover struct{ calibrator }

// all proves and calibrates every visit.
func (p prover) all() {
	proven := map[string]oddity{} // at the awkward sizes, by the case's further axes
	for i, v := range p.job.Visits {
		p.answers.begin(i)
		trial := launch.Trial{Visit: v}
		odd := p.awkward(v.Case, proven)
		err := odd.err
		if err == nil {
			err = p.try(&trial, odd)
		}
		switch skip := bench.Skipped(err); {
		case skip != nil:
			trial.Skip = skip
		case err != nil:
			p.answers.fault("%v", err)
			continue
		}
		p.answers.say(launch.Message{Trial: &trial})
	}
}

// oddity is the result of a proof at awkward sizes.
type oddity struct {
	arms map[int]string // the faults of single arms
	err  error          // the fault of all of them
}

// awkward proves the arms at awkward sizes, once per value of the further axes.
func (p prover) awkward(at bench.Case, proven map[string]oddity) oddity {
	at = at.Plain()
	key := fmt.Sprint(at.Axes)
	if odd, known := proven[key]; known {
		return odd
	}
	grid := p.scenario.Describe().Grid
	odd := oddity{arms: map[int]string{}}
	for _, size := range bench.AwkwardSizes {
		small := bench.Case{Size: grid.Round(size), Passes: 1, Axes: at.Axes}
		evidence, err := p.prover().Case(p.scenario, small)
		if bench.Skipped(err) != nil {
			continue // the case speaks for itself
		}
		for i, e := range evidence {
			if e.Fault != "" && odd.arms[i] == "" {
				odd.arms[i] = fmt.Sprintf("at size %s: %s", small.Size, e.Fault)
			}
		}
		if err != nil {
			odd.err = fmt.Errorf("at size %s: %w", small.Size, err)
			break
		}
	}
	proven[key] = odd
	return odd
}

func (p prover) prover() proof.Prover {
	return proof.Prover{Seed: p.job.Seed, ReadChars: p.shop.ReadChars}
}

// try proves one case and finds how many operations make a sample.
func (p prover) try(t *launch.Trial, odd oddity) error {
	var err error
	if t.Evidence, err = p.prover().Case(p.scenario, t.Visit.Case); err != nil {
		return err
	}
	for i, e := range t.Evidence {
		if e.Fault == "" {
			t.Evidence[i].Fault = odd.arms[i]
		}
		if t.Evidence[i].Fault == "" {
			t.Visit.Arms = append(t.Visit.Arms, i)
			t.Visit.Collector = t.Visit.Collector || e.Allocs >= 0.5
		}
	}
	if len(t.Visit.Arms) == 0 {
		return nil
	}
	return p.calibrate(t)
}
