package track

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/imports"
	"github.com/bufbench/bufbench/internal/track/record"
	"golang.org/x/perf/benchfmt"
)

// Addition is files to add to a record, and facts about them.
type Addition struct {
	Place  Place
	Paths  []string // files; - is standard input. Folders are those of other tools
	Stdin  io.Reader
	Commit string    // revision; empty is what a text says, or HEAD for new results
	Date   string    // day of the results, where there is no commit
	Set    []string  // KEY=VALUE, for all results
	Past   bool      // it is about old results: nothing is assumed of this machine and of HEAD
	Now    time.Time // when they are added
	Pace   bool      // measure how fast this machine is, beside the results of standard input
}

// Added is what became of one file.
type Added struct {
	Source string
	Tool   string // whose history it was; empty for Go benchmark text
	Path   string // in the record
	There  bool   // the record had it already
	Commit string // of the only run; empty for several or none
	Runs   int
	Values int
	Same   int // runs that the source has more than once
	Pace   int // values about the speed of the machine, beside the others
}

// Additions are what became of all files.
type Additions struct {
	Files    []Added
	Problems []result.Problem // what was left out; all else is kept
}

// mostSource is the largest file of another tool that is read.
const mostSource = 256 << 20

// Add adds files to the record. With an error, what was added before it is kept, and
// stands in the additions.
func Add(ctx context.Context, a Addition) (Additions, error) {
	var out Additions
	set, err := settings(a.Set)
	if err != nil {
		return out, err
	}
	if a.Pace && !slices.Contains(a.Paths, "-") {
		return out, option.Errorf("pace", "it goes with standard input: the speed of the machine now says nothing of a file")
	}
	sources, err := a.sources()
	if err != nil {
		return out, err
	}
	assume := &assumption{addition: a}
	var failed error
	for i, s := range sources {
		if ctx.Err() != nil {
			return out, errors.Join(failed, context.Canceled)
		}
		one, problems, err := a.add(ctx, s, set, assume)
		out.Problems = append(out.Problems, problems...)
		var full *keepError
		if errors.As(err, &full) {
			return out, errors.Join(failed, err, untried(len(sources)-1-i))
		}
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		if one != nil {
			out.Files = append(out.Files, *one)
		}
	}
	return out, failed
}

// source is one text to add.
type source struct {
	path string
	text []byte
	aux  bool // found in a folder: no mistake if it is of no tool
}

// add adds one text: the history of another tool, or Go benchmark text.
func (a Addition) add(ctx context.Context, s source, set []result.Setting, assume *assumption) (*Added, []result.Problem, error) {
	h, err := imports.Read(imports.File{Path: s.path, Text: s.text})
	if err != nil {
		return nil, h.Problems, err
	}
	one := &Added{Source: s.path, Tool: h.Tool, Same: h.Same}
	batch, problems := h.Batch, h.Problems
	if h.Tool == "" {
		if s.aux {
			return nil, nil, nil
		}
		if batch, problems, err = a.text(ctx, s, assume); err != nil {
			return nil, problems, err
		}
	}
	batch, removed := sanitized(batch, s.path)
	problems = append(problems, removed...)
	if batch.Empty() {
		return nil, problems, fmt.Errorf("%s has no result that can be kept%s", s.path, first(problems))
	}
	for _, run := range batch.Runs {
		for _, r := range run.Results {
			for _, kv := range set {
				setFile(r, kv.Key, kv.Value)
			}
		}
	}
	one.Runs, one.Values = len(batch.Runs), batch.Values()
	if len(batch.Runs) == 1 {
		one.Commit = batch.Runs[0].Commit
	}
	if a.Pace && s.path == "-" {
		if one.Pace, err = withPace(batch); err != nil {
			return nil, problems, err
		}
	}
	text, err := record.TextOf(batch, a.Now)
	if err != nil {
		return nil, problems, err
	}
	if one.Path, one.There, err = a.Place.store().Keep(ctx, text); err != nil {
		return nil, problems, &keepError{err}
	}
	if one.There {
		one.Pace = 0 // the record keeps that of the first addition
	}
	return one, problems, nil
}

// keepError says that the record takes nothing now.
type keepError struct{ err error }

// Error implements error.
func (e *keepError) Error() string { return e.err.Error() }

// Unwrap returns the error of the record.
func (e *keepError) Unwrap() error { return e.err }

// untried says how many texts were not added, because the record takes nothing.
func untried(n int) error {
	if n == 0 {
		return nil
	}
	return fmt.Errorf("and %d more, which were not tried", n)
}

func first(problems []result.Problem) string {
	if len(problems) == 0 {
		return ""
	}
	return ": " + problems[0].Error()
}

// setFile sets a configuration line of a result.
func setFile(r *benchfmt.Result, key, value string) {
	r.SetConfig(key, value)
	if at, has := r.ConfigIndex(key); has {
		r.Config[at].File = true
	}
}

// settings reads KEY=VALUE.
func settings(texts []string) (all []result.Setting, err error) {
	for _, text := range texts {
		key, value, is := strings.Cut(text, "=")
		ok := is && key != "" && strings.TrimSpace(value) != "" && !strings.ContainsAny(value, "\n\r")
		for i, c := range key {
			ok = ok && (c >= 'a' && c <= 'z' || i > 0 && (c == '-' || c >= '0' && c <= '9'))
		}
		switch {
		case !ok:
			return nil, option.Valuef("set", text, "it is not KEY=VALUE with a key in small letters, such as machine=ci-1")
		case slices.Contains(record.Keys(), key):
			return nil, option.Valuef("set", text, "%s is what the record itself writes", key)
		}
		all = append(all, result.Setting{Key: key, Value: value})
	}
	return all, nil
}

// sources reads files, and the files in folders.
func (a Addition) sources() (all []source, err error) {
	for _, path := range a.Paths {
		if path == "-" {
			text, err := io.ReadAll(io.LimitReader(a.Stdin, mostSource+1))
			switch {
			case err != nil:
				return nil, fmt.Errorf("read standard input: %w", err)
			case len(text) > mostSource:
				return nil, fmt.Errorf("read standard input: it has more than %d MiB", mostSource>>20)
			}
			all = append(all, source{path: path, text: text})
			continue
		}
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			some, err := folder(path)
			if err != nil {
				return nil, err
			}
			all = append(all, some...)
			continue
		}
		text, err := result.ReadFile(path)
		if err != nil {
			return nil, err
		}
		all = append(all, source{path: path, text: text})
	}
	return all, nil
}

// folder reads the JSON below a folder, such as the results of asv.
func folder(path string) (all []source, err error) {
	err = filepath.WalkDir(path, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || filepath.Ext(path) != ".json" {
			return err
		}
		text, err := result.ReadFile(path)
		if err == nil {
			all = append(all, source{path: path, text: text, aux: true})
		}
		return err
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the folder %s: %w", path, err)
	case len(all) == 0:
		return nil, fmt.Errorf("the folder %s has no file of another tool (these are known: %s)", path, strings.Join(imports.Tools(), ", "))
	}
	return all, nil
}

// Said is what was left out, in a line each, and how much more.
func (a Additions) Said() []string {
	const most = 20
	n := len(a.Problems)
	lines := result.Lines(a.Problems[:min(n, most)], 0)
	if n > most {
		lines = append(lines, fmt.Sprintf("… and %d more", n-most))
	}
	return lines
}
