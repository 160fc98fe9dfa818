package track

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/ab"
	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/trend"
	"golang.org/x/perf/benchfmt"
)

// Pairing compares two commits at a time in turn, and adds each comparison to the record.
type Pairing struct {
	Place Place
	Spec  ab.Spec // without revisions and folder
	Tell  ab.Observer
}

// compare compares two commits. The outcome is nil if nothing could be measured, and the
// addition too.
func (p Pairing) compare(ctx context.Context, base, head string) (*ab.Outcome, *Added, error) {
	folder, err := os.MkdirTemp("", "bufbench-track-")
	if err != nil {
		return nil, nil, fmt.Errorf("make a folder for the comparison: %w", err)
	}
	defer os.RemoveAll(folder)
	spec := p.Spec
	spec.Revisions.Base, spec.Revisions.Head, spec.Results = base, head, folder
	tell := p.Tell
	tell.Say = func(line string) {
		if p.Tell.Say != nil && !strings.HasPrefix(line, "results: ") { // the record gets them
			p.Tell.Say(line)
		}
	}
	out, failed := ab.Run(ctx, spec, tell)
	if ctx.Err() != nil {
		return out, nil, context.Canceled // part of a comparison would be kept as all of it
	}
	if failed != nil {
		return out, nil, failed
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*", "*.txt"))
	if err != nil || len(paths) == 0 {
		return out, nil, errors.Join(err, nothing(out))
	}
	added, err := Add(ctx, Addition{Place: p.Place, Paths: paths, Past: true, Now: time.Now()})
	if err != nil || len(added.Files) == 0 {
		return out, nil, err
	}
	return out, &added.Files[0], nil
}

// nothing is why a comparison measured nothing.
func nothing(out *ab.Outcome) error {
	if out != nil {
		for _, n := range out.Remarks.Skipped {
			return fmt.Errorf("nothing was measured: %s: %s", n.What, n.Said)
		}
	}
	return errors.New("nothing was measured: the two have no benchmark in common")
}

// chain is the first parents of a range A..B, with A in front.
func (p Pairing) chain(ctx context.Context, span string) ([]trend.Seen, error) {
	from, to, is := strings.Cut(span, "..")
	if !is || from == "" || strings.HasPrefix(to, ".") {
		return nil, option.Errorf("", "%q is no range of commits, such as v1.0.0..HEAD (git log --oneline lists the commits)", span)
	}
	if to == "" {
		to = "HEAD"
	}
	first, err := p.Place.named(ctx, "", from)
	if err != nil {
		return nil, err
	}
	last, err := p.Place.named(ctx, "", to)
	if err != nil {
		return nil, err
	}
	rest, err := p.Place.repo().Chain(ctx, first.ID+".."+last.ID)
	if err != nil {
		return nil, err
	}
	if len(rest) == 0 {
		return nil, option.Errorf("", "there is no commit behind %s up to %s (name an older commit first, such as %s~5..%s)", from, to, to, to)
	}
	return append([]trend.Seen{first}, rest...), nil
}

// compared are the pairs of commits in a record, base and head, that have a benchmark in
// each of the packages whose function matches.
func compared(ctx context.Context, s Store, of match.Packages) (map[[2]string]bool, error) {
	seen := map[[2]string]map[string]bool{} // by pair: the patterns of packages that have one
	for f, err := range s.Files(ctx) {
		var unread result.Problem
		switch {
		case errors.As(err, &unread):
			continue // track show names it
		case err != nil:
			return nil, err
		}
		f.Walk(func(r *benchfmt.Result) {
			o := record.OriginOf(r)
			if o.Base == "" || !of.Selects(functionOf(r.Name)) {
				return
			}
			pair := [2]string{o.Base, o.Commit}
			if seen[pair] == nil {
				seen[pair] = map[string]bool{}
			}
			for _, p := range of.Patterns {
				if mayMatch(r.GetConfig("pkg"), p) {
					seen[pair][p] = true
				}
			}
		})
	}
	have := map[[2]string]bool{}
	for pair, patterns := range seen {
		have[pair] = !slices.ContainsFunc(of.Patterns, func(p string) bool { return !patterns[p] })
	}
	return have, nil
}

// mayMatch reports whether a package may be one of a pattern. The go command reads patterns
// from its folder, which is not known here.
func mayMatch(pkg, pattern string) bool {
	rest, below := strings.CutSuffix(path.Clean(pattern), "...")
	rest = strings.TrimSuffix(rest, "/")
	if rest == "" || rest == "." || strings.HasPrefix(rest, "..") {
		return true
	}
	return strings.HasSuffix("/"+pkg, "/"+rest) || below && strings.Contains("/"+pkg+"/", "/"+rest+"/")
}

// functionOf is the function of a benchmark: BenchmarkDecode of Decode/size=64B-8.
func functionOf(name benchfmt.Name) string {
	if end := bytes.IndexAny(name, "/-"); end >= 0 {
		name = name[:end]
	}
	return "Benchmark" + string(name)
}
