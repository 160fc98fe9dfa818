package ab

import (
	"context"
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// profiles profiles both sides of benchmarks that are worse, if the policy says so. It
// says why a benchmark cannot be profiled. No verdict depends on that.
func (r *run) profiles(ctx context.Context, tables []compare.Table) []Profile {
	if !r.spec.Policy.Profile || r.task.match == nil {
		return nil
	}
	folder := strings.TrimSuffix(r.file.Path, ".txt") + "-profiles"
	worse := r.spec.Policy.worse(tables)
	var all []Profile
	for i, b := range r.task.members {
		if !worse[r.task.row(i)] {
			continue
		}
		one := Profile{What: title(b)}
		for _, kind := range []gotest.Profile{gotest.CPU, gotest.Memory} {
			r.tell.say("profiling %s (%s)", one.What, kind)
			p, err := r.profile(ctx, b, kind, folder)
			if err != nil {
				r.tell.say("no %s profiles of %s: %v", kind, one.What, err)
				continue
			}
			r.tell.say("profiles: %s (go tool pprof -diff_base %s %s)", strings.Join(p.Files[:], " "), p.Files[match.Base], p.Files[match.Head])
			one.Differences = append(one.Differences, p.Differences...)
		}
		all = append(all, one)
	}
	return all
}

func (r *run) profile(ctx context.Context, b match.Benchmark, kind gotest.Profile, folder string) (match.Profiles, error) {
	if err := wholefile.MakeFolder(folder); err != nil {
		return match.Profiles{}, fmt.Errorf("make a folder for profiles: %w", err)
	}
	return r.task.match.Profile(ctx, b, kind, folder)
}
