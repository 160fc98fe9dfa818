package track

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/series"
	"github.com/bufbench/bufbench/internal/track/trend"
	"golang.org/x/perf/benchfmt"
)

// Export returns the results of a record as one Go benchmark text, in the order of its
// files. Each line has the commit above it, so that benchstat -col commit compares them.
// Problems are files that cannot be read.
func Export(ctx context.Context, p Place, q Query) (text []byte, problems []result.Problem, err error) {
	asked, err := q.filter()
	if err != nil {
		return nil, nil, err
	}
	var out bytes.Buffer
	w := benchfmt.NewWriter(&out)
	found := 0
	said, used := benchfmt.UnitMetadataMap{}, map[string]bool{}
	for f, err := range p.store().Files(ctx) {
		found++
		var unread result.Problem
		switch {
		case errors.As(err, &unread):
			problems = append(problems, unread)
			continue
		case err != nil:
			return nil, problems, err
		}
		units, more := f.Walk(func(r *benchfmt.Result) {
			some := selected(r, asked)
			if len(some.Values) == 0 {
				return
			}
			for _, v := range some.Values {
				used[v.Unit] = true
			}
			w.Write(some) // to memory
		})
		for key, one := range units {
			if said[key] == nil {
				said[key] = one
			}
		}
		problems = append(problems, more...)
	}
	if out.Len() == 0 {
		if found == 0 {
			return nil, problems, p.nothing()
		}
		return nil, problems, q.narrow(fmt.Errorf("the record in %s has no result that was asked for", p))
	}
	for _, key := range slices.SortedFunc(maps.Keys(said), func(a, b benchfmt.UnitMetadataKey) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Key, b.Key))
	}) {
		if used[key.Unit] {
			w.Write(said[key]) // to memory
		}
	}
	return out.Bytes(), problems, nil
}

// selected is a result with the values that are asked for.
func selected(r *benchfmt.Result, asked series.Filter) *benchfmt.Result {
	some := r.Clone()
	some.Values = some.Values[:0]
	for _, v := range r.Values {
		if asked(trend.Key{Package: r.GetConfig("pkg"), Name: string(r.Name), Unit: v.Unit, Env: series.Env(r)}) {
			some.Values = append(some.Values, v)
		}
	}
	return some
}
