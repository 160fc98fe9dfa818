package gotest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/result"
)

// Discovery is a benchmark of a test binary: a function, or a sub-benchmark of one.
type Discovery struct {
	Name    string // BenchmarkX/size=1, without the number of processors
	N       int    // iterations of its one sample; 0 if there is none
	Values  []result.Value
	Skipped bool   // it skips itself
	Failed  bool   // it has no sample
	Said    string // the reason it gave
	Units   []Unit // from the Unit lines before its result, or before its end
}

// marker begins the lines in which package testing reports progress.
const marker = "\x16"

// Discover runs every benchmark that a pattern matches for a short time, and lists them
// in the order of their running. If one fails, hangs or ends the process, Discover lists
// it with the reason, and runs the others without it. The error is the end of ctx, or a
// binary that fails outside of any benchmark.
func (b Binary) Discover(ctx context.Context, pattern string, sample time.Duration) ([]Discovery, error) {
	var all []Discovery
	var done []string
	for {
		args := []string{"-test.v=test2json", "-test.bench=" + pattern, "-test.benchtime=" + sample.String()}
		if len(done) > 0 {
			args = append(args, "-test.skip="+strings.Join(done, "|"))
		}
		p := b.exec(ctx, args...)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		found, open := b.found(p.out)
		all = append(all, found...)
		if p.err == nil {
			return all, nil
		}
		if open == "" || slices.Contains(done, Exactly(open)) {
			for _, f := range found {
				if f.Failed {
					return all, nil // the reason for the failure
				}
			}
			return all, fmt.Errorf("run the benchmarks: %s", brief(p.said))
		}
		all = append(all, Discovery{Name: open, Failed: true, Said: brief(p.said)})
		for _, f := range append(found, Discovery{Name: open}) {
			done = append(done, Exactly(f.Name))
		}
	}
}

// found reads the output of a binary that reports its progress. It returns the ended
// benchmarks, and the one still running at the end, if any.
func (b Binary) found(out []byte) (all []Discovery, open string) {
	var last *Discovery // the last result of the running benchmark; it printed any earlier ones itself
	said := ""
	var units []Unit
	next := func(name string) {
		if last != nil {
			last.Units, units = units, nil
			all = append(all, *last)
		}
		last, open, said = nil, name, ""
	}
	for text := range strings.Lines(string(out)) {
		text = strings.TrimRight(text, "\r\n")
		if _, what, ok := strings.Cut(text, marker); ok {
			kind, name, _ := strings.Cut(what, ": ")
			switch {
			case strings.HasPrefix(what, "=== RUN "):
				next(strings.TrimSpace(strings.TrimPrefix(what, "=== RUN ")))
			case kind == "--- SKIP" || kind == "--- FAIL":
				if name != open { // behind a name that had runs already stands the number of processors
					name = strings.TrimSuffix(name, b.name(""))
				}
				last = &Discovery{Name: name, Skipped: kind == "--- SKIP", Failed: kind == "--- FAIL", Said: brief(said)}
				next("")
			case strings.HasPrefix(what, "=== NAME "):
				next("")
			}
			continue
		}
		if one, ok := parseLine(text); ok && open != "" && (last != nil || owner(one.before, []string{b.name(open)}) != "") {
			last = &Discovery{Name: open, N: one.n, Values: one.values}
			continue
		}
		units = append(units, unitsOf(text)...)
		if strings.TrimSpace(text) != open && len(said) < 1<<10 {
			said += text + "\n"
		}
	}
	next(open)
	if len(all) > 0 && all[len(all)-1].Name == open {
		open = ""
	}
	return all, open
}
