package track

import (
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/judge/drift"
	"github.com/bufbench/bufbench/internal/measure/pace"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/series"
	"github.com/bufbench/bufbench/internal/track/trend"
	"golang.org/x/perf/benchfmt"
)

// withPace adds the speed of this machine, measured now, to the new results of one commit,
// and returns how many values that is.
func withPace(b record.Batch) (int, error) {
	if n := len(b.Runs); n != 1 {
		return 0, option.Errorf("pace", "the results are of %d commits, and the speed of the machine now is that of one", n)
	}
	return paced(&b.Runs[0]), nil
}

// paced measures the works of this machine. Their lines have the configuration of the first
// result of the run.
func paced(run *record.Run) int {
	begin := time.Now()
	samples := pace.Measure(func() time.Duration { return time.Since(begin) })
	first := run.Results[0].Clone()
	setFile(first, "pkg", trend.MachinePackage)
	first.SetConfig(record.Side, "")
	for _, s := range samples {
		r := first.Clone()
		r.Name = benchfmt.Name("Machine/work=" + s.Work + "/by=" + pace.Release())
		r.Iters = s.Operations
		r.Values = []benchfmt.Value{{Value: s.Nanos * 1e-9, Unit: "sec/op", OrigValue: s.Nanos, OrigUnit: "ns/op"}}
		run.Results = append(run.Results, r)
	}
	return len(samples)
}

// loaded are the series to read: those that are asked for, and the works of machines. To
// cancel drift takes all benchmarks.
func (q Query) loaded(asked series.Filter) series.Filter {
	if q.CancelDrift {
		return nil
	}
	return func(k trend.Key) bool { return k.OfMachine() || asked(k) }
}

// partMachines takes the speed of machines out of the series, and leaves those that are
// asked for.
func (h *History) partMachines(cancel bool, asked series.Filter) {
	h.Machines = drift.Of(h.Series)
	if cancel {
		h.Series = drift.Cancel(h.Series, h.Machines)
	}
	h.Series = slices.DeleteFunc(h.Series, func(s trend.Series) bool {
		return s.Package == trend.MachinePackage || !asked(s.Key)
	})
}
