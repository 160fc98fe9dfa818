package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"time"
)

// inTurn holds the times of bufbench ab against those of go test -count=5 at its default
// length, a few benchmark functions at a time: go test twice, bufbench ab, go test three
// times. Both meet the machine of the same minutes, and a build serves all of them.
func (p *pasts) inTurn(ctx context.Context, repo, class string) error {
	if err := inGit(ctx, repo, "checkout", "--quiet", "--force", "head"); err != nil {
		return err
	}
	functions, err := p.functions(ctx, repo)
	if err != nil {
		return err
	}
	begin, n := time.Now(), 0
	for _, these := range together(functions) {
		found, err := p.turn(ctx, repo, these)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", these.bench, err)
			continue
		}
		for _, o := range found {
			o.Class = class
			if err := p.file.add(o); err != nil {
				return err
			}
			if o.Tool == toolGo {
				n++
			}
		}
	}
	fmt.Fprintf(os.Stderr, "%s: %d benchmarks, %s\n", class, n, time.Since(begin).Round(time.Second))
	return nil
}

// atOnce is how many benchmark functions share a build.
const atOnce = 4

// together joins functions of one package, up to atOnce of them.
func together(functions []choice) (all []choice) {
	n := 0
	for _, f := range functions {
		if n++; len(all) > 0 && all[len(all)-1].packages == f.packages && n <= atOnce {
			all[len(all)-1].bench += "|" + f.bench
			continue
		}
		all, n = append(all, f), 1
	}
	return all
}

// turn is a few benchmark functions by both: what bufbench ab said of each of its
// benchmarks, and how that compares with go test.
func (p *pasts) turn(ctx context.Context, repo string, these choice) ([]outcome, error) {
	early, err := goTest(ctx, repo, these, 2, time.Second)
	if err != nil {
		return nil, err
	}
	said, err := p.compare(ctx, repo, "head", these)
	if err != nil {
		return nil, err
	}
	late, err := goTest(ctx, repo, these, 3, time.Second)
	if err != nil {
		return nil, err
	}
	var found []outcome
	for _, o := range said {
		values := slices.Sorted(slices.Values(slices.Concat(early[o.Work], late[o.Work])))
		if len(values) < 5 || o.Took <= 0 {
			continue
		}
		before, after := middle(early[o.Work]), middle(late[o.Work])
		took := func(i int) float64 { return math.Log(o.Took / values[i]) }
		found = append(found, o, outcome{
			Tool: toolGo, Work: o.Work, Word: o.Word, located: located{Center: took(len(values) / 2), Lo: took(len(values) - 1), Hi: took(0)},
			past: past{Code: o.Code, Took: values[len(values)/2]},
		}, outcome{
			Tool: toolSelf, Work: o.Work, located: located{Center: math.Log(after / before)}, past: past{Code: o.Code, Took: after},
		})
	}
	return found, nil
}

// middle is the median of times, and of two their mean.
func middle(times []float64) float64 {
	sorted := slices.Sorted(slices.Values(times))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// functions lists the benchmark functions of a module, each with its package.
func (p *pasts) functions(ctx context.Context, repo string) ([]choice, error) {
	wanted, err := regexp.Compile(p.bench)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "go", "test", "-list", "^Benchmark", "./...")
	cmd.Dir = repo
	text, ran := cmd.Output()
	found := listed(string(text), wanted)
	if len(found) == 0 {
		return nil, errors.Join(errors.New("go test -list names no benchmark"), ran)
	}
	return found, nil
}

// listed reads what go test -list prints: names, and then the package that has them.
func listed(text string, wanted *regexp.Regexp) (found []choice) {
	var names []string
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 1 && strings.HasPrefix(fields[0], "Benchmark"):
			names = append(names, fields[0])
		case len(fields) >= 2 && fields[0] == "ok":
			for _, name := range names {
				if wanted.MatchString(name) {
					found = append(found, choice{"^" + name + "$", fields[1]})
				}
			}
			names = nil
		}
	}
	return found
}
