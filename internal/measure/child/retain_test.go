package child_test

import (
	"errors"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// retained is what a child says of what views of s retain.
func retained(t *testing.T, s bench.Scenario, resident func() (uint64, bool)) (r *launch.Retention, fault string) {
	t.Helper()
	job := launch.Job{Mode: launch.RetainMode, Visits: []launch.Visit{{Case: bench.Case{Size: bench.MiB, Passes: 1}}}}
	for _, m := range done(t, job, child.Shop{Scenarios: []bench.Scenario{s}, Clocks: clocks.System(), Resident: resident}) {
		if m.Retention != nil {
			r = m.Retention
		}
		if m.Fault != nil {
			fault = m.Fault.Reason
		}
	}
	return r, fault
}

// TestNotRetained: what is not known has a reason, and what fails is a fault.
func TestNotRetained(t *testing.T) {
	known := func() (uint64, bool) { return 1, true }
	view := memory("View", false)
	none := view
	view.Part = func(_ *bench.Block, src []byte) any { return src }
	fails := view
	fails.Source = func(*bench.Block) ([]byte, error) { return nil, errors.New("no such device") }
	for _, test := range []struct {
		name     string
		s        bench.Scenario
		resident func() (uint64, bool)
		skip     string
		fault    string
	}{
		{"views end with their source", none, known, "its views end with their source", ""},
		{"no scenario that keeps", frozen{none}, known, "the scenario does not say what people keep of it", ""},
		{"the system does not say", view, func() (uint64, bool) { return 0, false }, "this system does not say", ""},
		{"nobody asks the system", view, nil, "this system does not say", ""},
		{"no source", fails, known, "", "make the source: no such device"},
	} {
		r, fault := retained(t, test.s, test.resident)
		skip := ""
		if r != nil && r.Skip != nil {
			skip = r.Skip.Reason
		}
		if skip != test.skip || fault != test.fault || r != nil && r.Ratio() != 0 {
			t.Errorf("%s: %+v, fault %q, want %q and %q", test.name, r, fault, test.skip, test.fault)
		}
	}
}

// frozen has no more than a scenario must.
type frozen struct{ s bench.Scenario }

func (f frozen) Describe() bench.Info                    { return f.s.Describe() }
func (f frozen) Rivals() []bench.Rival                   { return f.s.Rivals() }
func (f frozen) Open(b *bench.Block) ([]bench.Op, error) { return f.s.Open(b) }
