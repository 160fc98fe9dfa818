package launch

import (
	"errors"
	"fmt"
)

// Check refuses a record that cannot be true. A record that passes has a sample of
// every rival in every round.
func (r *Record) Check() error {
	if err := errors.Join(CheckName("scenario", r.Scenario), CheckCase(r.Case)); err != nil {
		return err
	}
	var names []string
	for _, rival := range r.Rivals {
		names = append(names, rival.Name)
		if err := rival.check(); err != nil {
			return err
		}
	}
	if err := checkNames("arm", names); err != nil {
		return err
	}
	switch {
	case len(r.Rivals) == 0:
		return errors.New("a launch of no arms")
	case len(r.Blocks) == 0:
		return errors.New("a launch without samples")
	case r.Launch < 0:
		return fmt.Errorf("launch number %d", r.Launch)
	case r.Procs < 1:
		return fmt.Errorf("%d processors", r.Procs)
	case !isSpan(r.Took):
		return fmt.Errorf("a launch of %s", r.Took)
	case !r.Clock.known():
		return fmt.Errorf("a clock %q", r.Clock)
	}
	for i, b := range r.Blocks {
		if err := b.check(len(r.Rivals)); err != nil {
			return fmt.Errorf("block %d: %w", i+1, err)
		}
	}
	return nil
}

func (r Rival) check() error {
	if r.Moved < 0 || r.Allocated < 0 || r.Allocs < 0 {
		return fmt.Errorf("arm %q moved %d bytes, and allocated %v times %d bytes", r.Name, r.Moved, r.Allocs, r.Allocated)
	}
	for _, c := range r.Counts {
		if !isKey(c.Event) || c.PerOp < 0 || c.Share < 0 {
			return fmt.Errorf("%v of an event %q in a share of %v of the time", c.PerOp, c.Event, c.Share)
		}
	}
	return nil
}

func (b Block) check(rivals int) error {
	if len(b.Rounds) == 0 {
		return errors.New("no rounds")
	}
	if !isSpan(b.Setup) {
		return fmt.Errorf("a setup of %s", b.Setup)
	}
	for i, round := range b.Rounds {
		if len(round) != rivals {
			return fmt.Errorf("round %d has %d samples of %d arms", i+1, len(round), rivals)
		}
		for _, s := range round {
			switch {
			case s.Ops < 1 || s.Ops > mostOps:
				return fmt.Errorf("round %d has a sample of %d operations", i+1, s.Ops)
			case !isSpan(s.Wall) || !isSpan(s.CPU) || !isSpan(s.Process):
				return fmt.Errorf("round %d has a sample of %s", i+1, min(s.Wall, s.CPU, s.Process))
			case s.Usage.Faults < 0 || s.Usage.Faults > mostOps:
				return fmt.Errorf("round %d has a sample with %d page faults", i+1, s.Usage.Faults)
			case s.Usage.Wakes < 0 || s.Usage.Wakes > mostOps || s.Usage.Late < -longest || s.Usage.Late > longest:
				return fmt.Errorf("round %d has a bystander with %d wake-ups and a delay of %s", i+1, s.Usage.Wakes, s.Usage.Late)
			}
		}
	}
	return nil
}
