package launch_test

import (
	"bytes"
	"errors"
	"runtime"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/launch"
	"github.com/bufbench/bufbench/internal/procfs"
)

// retained is what a child says of what views of s retain.
func retained(t *testing.T, s bench.Scenario, resident func() (uint64, bool)) (r *launch.Retained, fault string) {
	t.Helper()
	job := launch.Job{Mode: launch.Retain, Visits: []launch.Visit{{Case: bench.Case{Size: bench.MiB, Passes: 1}}}}
	for _, m := range done(t, job, launch.Shop{Scenarios: []bench.Scenario{s}, Clocks: bench.SystemClocks(), Resident: resident}) {
		if m.Retained != nil {
			r = m.Retained
		}
		if m.Fault != nil {
			fault = m.Fault.Reason
		}
	}
	return r, fault
}

// TestRetained: a part that is looked at keeps its source, a copy of it keeps
// itself, and what must be released is released afterwards.
func TestRetained(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("how much memory a process has is known on Linux only")
	}
	resident := func() (uint64, bool) { return procfs.Resident("/") }
	view := memory("View", false)
	view.Part = func(_ *bench.Block, src []byte) any { return src[:bench.PartSize] }
	clone := memory("Clone", false)
	clone.Part = func(_ *bench.Block, src []byte) any { return bytes.Clone(src[:bench.PartSize]) }
	owned, closed := memory("Owned", false), 0
	owned.Source = func(b *bench.Block) ([]byte, error) {
		src, err := b.Data()
		b.Defer(func() { closed += len(src) })
		return src, err
	}
	owned.Part = clone.Part
	for _, test := range []struct {
		s           bench.Scenario
		least, most float64 // of the ratio of 1 MiB to 64 bytes
	}{{view, 0.95, 1.2}, {clone, 0, 0.1}, {owned, 0.95, 1.2}} {
		r, fault := retained(t, test.s, resident)
		name := test.s.Describe().Name
		if r == nil || fault != "" || r.Skip != nil || r.Sources != 64 || r.Part != 64 {
			t.Fatalf("%s: %+v, fault %q, want 64 sources of which 64 bytes are used", name, r, fault)
		}
		if share := r.Ratio() * 64 / float64(bench.MiB); share < test.least || share > test.most {
			t.Errorf("%s: of each source %.3f remains, want from %v to %v", name, share, test.least, test.most)
		}
	}
	if want := 64 << 20; closed != want {
		t.Errorf("of what had to be released %d bytes were, want %d", closed, want)
	}
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
