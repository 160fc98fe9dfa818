package profile

import (
	"context"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/budget"
)

// amountsSpan is how long a run lasts that is counted, in nanoseconds: long enough that the
// heap has grown before it ends.
const amountsSpan = 50e6

// amounts counts what the sides do beside allocating. What cannot be counted is noted; the
// error is the end of ctx.
func (r *benchmarkRun) amounts(ctx context.Context) error {
	const what = "calls into C, system calls and page faults are not counted: "
	if r.apart != "" {
		r.Notes = append(r.Notes, what+r.apart)
		return nil
	}
	r.say("counting what %s does", r.Name)
	for _, side := range r.sides {
		got, err := side.binary.Count(ctx, r.Name, iterations(amountsSpan, r.slowest()))
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			r.Notes = append(r.Notes, what+strings.Join(strings.Fields(err.Error()), " "))
			return nil
		}
		side.measured.Done = budget.Amounts{Known: true, Calls: got.Calls, Requests: got.Requests, Bytes: got.Bytes, Faults: got.Faults}
	}
	switch done := r.sides[0].measured.Done; {
	case done.Requests < 0 && done.Faults < 0:
		r.Notes = append(r.Notes, "the system does not count system calls and page faults of a process")
	case done.Requests < 0:
		r.Notes = append(r.Notes, "the system does not count system calls of a process (/proc/self/io)")
	}
	return nil
}
