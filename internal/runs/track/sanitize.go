package track

import (
	"fmt"
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/record"
	"golang.org/x/perf/benchfmt"
)

// sanitized is a batch without values that are no numbers. Results without any other value
// go too, and each removed value is named.
func sanitized(b record.Batch, path string) (record.Batch, []result.Problem) {
	var problems []result.Problem
	for i := range b.Runs {
		run := &b.Runs[i]
		run.Results = slices.DeleteFunc(run.Results, func(r *benchfmt.Result) bool {
			kept := r.Values[:0]
			for _, v := range r.Values {
				if math.IsNaN(v.Value) || math.IsInf(v.Value, 0) {
					problems = append(problems, result.Problem{File: path, What: fmt.Sprintf("%s: %v %s is no measured value, and is left out", r.Name, v.Value, v.Unit)})
					continue
				}
				kept = append(kept, v)
			}
			r.Values = kept
			return len(kept) == 0
		})
	}
	b.Runs = slices.DeleteFunc(b.Runs, func(r record.Run) bool { return len(r.Results) == 0 })
	return b, problems
}
