package main

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
)

// beside is go test -count=10 and -count=20 of one side after the other, with benchstat's
// test, each in the time that bufbench ab took.
func (p *pasts) beside(ctx context.Context, repo string, said []outcome, spent time.Duration) (map[string][]outcome, error) {
	found := map[string][]outcome{}
	for _, peer := range []struct {
		tool  string
		count int
	}{{toolTen, 10}, {toolMore, 20}} {
		each := spent / time.Duration(2*peer.count*max(1, len(said))*5/4)
		var sides [2]map[string][]float64
		for i, tag := range []string{"base", "head"} {
			if err := inGit(ctx, repo, "checkout", "--quiet", "--force", tag); err != nil {
				return nil, err
			}
			var err error
			if sides[i], err = goTest(ctx, repo, p.all(), peer.count, each); err != nil {
				return nil, err
			}
		}
		for _, o := range said {
			base, head := sides[0][o.Work], sides[1][o.Work]
			if len(base) < peer.count || len(head) < peer.count {
				continue
			}
			one := outcome{Tool: peer.tool, Work: o.Work, Word: "undecided", effort: effort{Seconds: 2 * float64(peer.count) * each.Seconds()}}
			judge(&one, [2]*benchmath.Sample{benchmath.NewSample(base, &benchmath.DefaultThresholds), benchmath.NewSample(head, &benchmath.DefaultThresholds)})
			found[o.Work] = append(found[o.Work], one)
		}
	}
	return found, nil
}

// goTest runs go test -bench, and returns the times of benchmarks in seconds, by the
// names that bufbench ab has for them.
func goTest(ctx context.Context, repo string, these choice, count int, each time.Duration) (map[string][]float64, error) {
	cmd := exec.CommandContext(ctx, "go", "test", "-run=^$", "-bench="+these.bench, fmt.Sprint("-count=", count), "-benchtime="+each.String(), "-timeout=2h", these.packages)
	cmd.Dir = repo
	text, ran := cmd.CombinedOutput()
	times, packages := map[string][]float64{}, map[string]map[string][]float64{}
	for r := benchfmt.NewReader(strings.NewReader(string(text)), repo); r.Scan(); {
		line, ok := r.Result().(*benchfmt.Result)
		if !ok {
			continue
		}
		if v, ok := line.Value("sec/op"); ok {
			pkg, name := line.GetConfig("pkg"), string(line.Name)
			if packages[pkg] == nil {
				packages[pkg] = map[string][]float64{}
			}
			packages[pkg][name] = append(packages[pkg][name], v)
		}
	}
	for pkg, names := range packages {
		for name, values := range names {
			times[pkg+" "+name] = values
			if len(packages) == 1 {
				times[name] = values
			}
		}
	}
	if len(times) == 0 {
		return nil, fmt.Errorf("run go test: %w: %s", ran, text)
	}
	return times, nil
}
