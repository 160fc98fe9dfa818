package runner_test

import (
	"context"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// TestChildRetains: a real child says what views retain, and one that dies of
// it is named after everything was measured.
func TestChildRetains(t *testing.T) {
	for _, test := range []struct{ name, fault string }{{"Keeps", ""}, {"DiesKeeping", "find what views of parts retain: it died: signal: killed"}} {
		p := plan(64)
		for _, s := range zoo() {
			if s.Describe().Name == test.name {
				p.Tasks[0].Info, p.Tasks[0].Rivals = s.Describe(), s.Rivals()
			}
		}
		p.Tasks[0].Keep = bench.Case{Size: bench.MiB, Passes: 1}
		var kept []launch.Retention
		var faults []launch.Fault
		records := 0
		err := runner.Run(context.Background(), p, started(t, 0), runner.Observer{
			Launch:    func(some []*launch.Record) error { records += len(some); return nil },
			Retention: func(_ string, r launch.Retention) { kept = append(kept, r) },
			Fault:     func(f launch.Fault) { faults = append(faults, f) },
		})
		if err != nil || records != 2 {
			t.Errorf("%s: Run gives %d records, %v, want 2 and no error", test.name, records, err)
		}
		if test.fault != "" {
			if len(kept) > 0 || len(faults) != 1 || !strings.HasPrefix(faults[0].Reason, test.fault) {
				t.Errorf("%s: it retains %+v, faults %v, want %q", test.name, kept, faults, test.fault)
			}
			continue
		}
		if len(kept) != 1 || len(faults) > 0 || kept[0].Skip != nil || kept[0].Grown < 60*bench.MiB {
			t.Errorf("%s: it retains %+v, faults %v, want nearly all of 64MiB", test.name, kept, faults)
		}
	}
}
