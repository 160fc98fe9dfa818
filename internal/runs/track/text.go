package track

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/series"
	"github.com/bufbench/bufbench/internal/track/trend"
	"golang.org/x/perf/benchfmt"
)

// text reads Go benchmark text: of one commit, of two commits compared in turn, or of
// several commits, each named in a line above its results.
func (a Addition) text(ctx context.Context, s source, assume *assumption) (record.Batch, []result.Problem, error) {
	if isDocument(s.text) {
		return record.Batch{}, nil, fmt.Errorf("%s is a report, and has no line of its measurements: add the texts that were compared (ab prints the path of its text behind \"results:\")", s.path)
	}
	texts := &result.Texts{Keys: keysOf(), Inputs: []result.Input{{Label: s.path, Path: s.path, Text: s.text}}}
	if s.path == "-" {
		texts.Inputs[0].Text, texts.Stdin = nil, bytes.NewReader(s.text)
	}
	var all []*benchfmt.Result
	for r := range texts.Records() {
		all = append(all, r.Clone())
	}
	problems, more := texts.Problems()
	if more > 0 {
		problems = append(problems, result.Problem{File: s.path, What: fmt.Sprintf("%d lines more cannot be read", more)})
	}
	if len(all) == 0 {
		return record.Batch{}, problems, nil
	}
	var b record.Batch
	units := texts.Units()
	for _, key := range slices.SortedFunc(maps.Keys(units), func(x, y benchfmt.UnitMetadataKey) int {
		return strings.Compare(x.Unit+" "+x.Key, y.Unit+" "+y.Key)
	}) {
		if slices.ContainsFunc(all, func(r *benchfmt.Result) bool { return has(r, key.Unit) }) {
			b.Units = append(b.Units, units[key])
		}
	}
	head := headOf(s.text)
	for _, r := range all {
		for _, key := range series.Splits() {
			if value := r.GetConfig(key); value != "" {
				setFile(r, key, value) // what was asked for is no line of the text to its reader
			}
		}
		if head.Machine() != "" && r.GetConfig("machine") == "" {
			setFile(r, "machine", head.Machine())
		}
	}
	runs, err := a.runs(ctx, s.path, all, head)
	if err != nil {
		return b, problems, err
	}
	b.Runs = runs
	if !a.Past && s.path == "-" {
		assume.here(ctx, all)
	}
	return b, problems, nil
}

// headOf is the head of a text that bufbench wrote. In any other text such comments are
// what a benchmark printed, and say nothing of its commit and machine.
func headOf(text []byte) result.Head {
	if !bytes.HasPrefix(text, []byte("# bufbench")) {
		return result.Head{}
	}
	return result.HeadOf(text)
}

// keysOf are the configuration keys that a record needs beside those of test binaries. The
// side of a line is read without being asked for.
func keysOf() []string {
	origin := slices.DeleteFunc(record.Keys(), func(key string) bool { return key == record.Side })
	return append(origin, series.Splits()...)
}

func has(r *benchfmt.Result, unit string) bool {
	_, is := r.Value(unit)
	return is
}

// isDocument reports whether a text is the JSON of a report of bufbench.
func isDocument(text []byte) bool {
	text = bytes.TrimSpace(text)
	return bytes.HasPrefix(text, []byte("{")) && bytes.Contains(text[:min(len(text), 4096)], []byte(`"schema"`))
}

// runs are the runs of a text, with their commits.
func (a Addition) runs(ctx context.Context, path string, all []*benchfmt.Result, head result.Head) ([]record.Run, error) {
	sided := slices.ContainsFunc(all, func(r *benchfmt.Result) bool { return r.GetConfig(record.Side) != "" })
	named := slices.ContainsFunc(all, func(r *benchfmt.Result) bool { return r.GetConfig("commit") != "" })
	switch {
	case sided && !named:
		o, err := a.sides(ctx, path, head)
		return []record.Run{{Origin: o, Results: all}}, err
	case named && a.Commit == "":
		if err := a.commits(path, all); err != nil {
			return nil, err
		}
		return a.byLine(ctx, all), nil
	}
	o, err := a.origin(ctx, path, head)
	return []record.Run{{Origin: o, Results: all}}, err
}

// isCommit tells hashes from other words.
var isCommit = regexp.MustCompile(`^[0-9A-Fa-f]{7,64}$`)

// commits is an error if new results do not all name a commit: then a benchmark may have
// printed the line.
func (a Addition) commits(path string, all []*benchfmt.Result) error {
	for _, r := range all {
		named := r.GetConfig("commit")
		if a.Past || isCommit.MatchString(named) {
			continue
		}
		err := fmt.Errorf("%s has a line \"commit: ...\" that is not of all results", path)
		if named != "" {
			err = fmt.Errorf("%s has the line \"commit: %s\", and that is no hash of a commit", path, named)
		}
		return &option.Hint{Err: err, Option: "commit", Text: "names the commit of all results, whatever a benchmark prints"}
	}
	return nil
}

// byLine are the runs of a text that names the commit of each line, as the files of a
// record do.
func (a Addition) byLine(ctx context.Context, all []*benchfmt.Result) []record.Run {
	var runs []record.Run
	known := map[string]trend.Seen{} // git is asked once per commit
	for _, r := range all {
		o := record.OriginOf(r)
		if o.Committed.IsZero() {
			seen, asked := known[o.Commit]
			if !asked && ctx.Err() == nil {
				seen, _ = a.Place.repo().Commit(ctx, o.Commit)
				known[o.Commit] = seen
			}
			if seen.ID != "" {
				o.Commit, o.Committed, o.Subject = seen.ID, seen.When, seen.Subject
			}
		}
		if n := len(runs); n == 0 || runs[n-1].Origin != o {
			runs = append(runs, record.Run{Origin: o})
		}
		run := &runs[len(runs)-1]
		run.Results = append(run.Results, r)
	}
	if !slices.ContainsFunc(runs, func(r record.Run) bool { return r.Day().IsZero() }) { // an export is in the order of hashes
		slices.SortStableFunc(runs, func(x, y record.Run) int { return x.Day().Compare(y.Day()) })
	}
	return runs
}

// sideOf is a side in the head of a text of two sides: "base: main (1a2b3c4d5)".
var sideOf = regexp.MustCompile(`^(base|head): (?:.* )?\(?([0-9a-f]{7,64})(-dirty)?\)?$`)

// sides is the origin of a text of two commits.
func (a Addition) sides(ctx context.Context, path string, head result.Head) (o record.Origin, err error) {
	at := map[string]string{}
	for _, c := range head.Comments {
		m := sideOf.FindStringSubmatch(c)
		if m == nil {
			continue
		}
		if m[3] != "" {
			return o, fmt.Errorf("%s is about a working tree with changes, and a record is of commits: commit them and compare again (ab -head HEAD)", path)
		}
		at[m[1]] = m[2]
	}
	if at["base"] == "" || at["head"] == "" {
		return o, fmt.Errorf("%s has two sides and does not say of which commits they are: a record takes those of ab --base REV", path)
	}
	seen, err := a.Place.repo().Commit(ctx, at["head"])
	if err != nil {
		return o, fmt.Errorf("find the head of %s: %w", path, err)
	}
	base, err := a.Place.repo().Commit(ctx, at["base"])
	if err != nil {
		return o, fmt.Errorf("find the base of %s: %w", path, err)
	}
	return record.Origin{Commit: seen.ID, Base: base.ID, Subject: seen.Subject, Committed: seen.When, Measured: started(head)}, nil
}

func started(head result.Head) time.Time {
	t, err := time.Parse(time.RFC3339, head.Started)
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}

// origin is the commit of a text of one commit. The option goes first, then the text
// itself, then HEAD.
func (a Addition) origin(ctx context.Context, path string, head result.Head) (record.Origin, error) {
	o := record.Origin{Measured: started(head)}
	rev := a.Commit
	if rev == "" && head.Commit != "" && head.Commit != "nogit" {
		if strings.HasSuffix(head.Commit, "-dirty") {
			return o, &option.Hint{Err: fmt.Errorf("%s is of commit %s with changes, so nobody knows what was measured", path, head.Commit), Option: "commit", Text: "names the commit all the same"}
		}
		rev = head.Commit
	}
	if a.Date != "" {
		day, err := time.Parse(time.DateOnly, a.Date)
		if err != nil {
			return o, option.Valuef("date", a.Date, "it is no day, such as 2026-12-31")
		}
		o.Measured = day
	}
	repo := a.Place.repo()
	switch {
	case rev != "":
	case a.Past && o.Measured.IsZero():
		return o, &option.Hint{Err: fmt.Errorf("%s names neither its commit nor its day", path), Option: "commit", Text: "names the commit, and -date the day"}
	case a.Past:
		return o, nil
	case !repo.IsRepo(ctx):
		return o, nil // its place is that of the day on which it is added
	default:
		rev = "HEAD"
		if changed, err := repo.Changed(ctx); err == nil && changed {
			return o, &option.Hint{Err: errors.New("the working tree has changes, so nobody knows which commit was measured: commit them first"), Option: "commit", Text: "names the commit all the same"}
		}
	}
	seen, err := a.seen(ctx, path, rev)
	if err != nil {
		return o, err
	}
	o.Commit, o.Subject, o.Committed = seen.ID, seen.Subject, seen.When
	return o, nil
}

// seen is the commit of a revision: that of the option, of the text, or HEAD.
func (a Addition) seen(ctx context.Context, path, rev string) (trend.Seen, error) {
	if a.Commit != "" {
		return a.Place.named(ctx, "commit", rev)
	}
	seen, err := a.Place.repo().Commit(ctx, rev)
	if err != nil {
		return seen, fmt.Errorf("find the commit of %s: %w", path, err)
	}
	return seen, nil
}
