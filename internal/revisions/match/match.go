package match

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/revision"
)

// UsageError is a wish that nothing can be done about.
type UsageError struct{ Err error }

// Error implements error.
func (e *UsageError) Error() string { return e.Err.Error() }

// Unwrap returns what it is about.
func (e *UsageError) Unwrap() error { return e.Err }

func usagef(format string, args ...any) error { return &UsageError{fmt.Errorf(format, args...)} }

// Find prepares both sides in a scratch folder and finds what they have in common.
func Find(ctx context.Context, folder *scratch.Folder, w Wish) (*Match, error) {
	if _, err := regexp.Compile(w.Bench); err != nil {
		return nil, usagef("-bench: %w", err)
	}
	repo, err := revision.Open(ctx, w.Dir)
	if err != nil {
		return nil, &UsageError{err}
	}
	m := &Match{wish: w, scratch: folder.Path, starts: map[string]time.Duration{}}
	for i, name := range []string{w.Base, w.Head} {
		s := &m.Sides[i]
		s.name = alternate.Side(i)
		if s.Revision, err = resolve(ctx, repo, name, s.name); err != nil {
			return nil, err
		}
	}
	for i := range m.Sides {
		if err := m.Sides[i].prepare(ctx, repo, folder, w); err != nil {
			return nil, err
		}
	}
	dirs, err := m.common()
	if err != nil {
		return nil, err
	}
	w.Say("building %d test binaries of %s and %s", len(dirs)*max(1, w.Layouts)*2, m.Sides[0].Revision.Short(), m.Sides[1].Revision.Short())
	if dirs, err = m.buildAll(ctx, folder, dirs); err != nil {
		return nil, err
	}
	for _, dir := range dirs {
		known := len(m.Benchmarks)
		if err := m.discover(ctx, dir); err != nil {
			return nil, err
		}
		if err := m.compareCode(ctx, dir, m.Benchmarks[known:]); err != nil {
			return nil, err
		}
	}
	m.Units = m.agreed()
	return m, nil
}

func resolve(ctx context.Context, repo *revision.Repo, name string, side alternate.Side) (revision.Revision, error) {
	find := func() (revision.Revision, error) { return repo.Resolve(ctx, name) }
	if side == alternate.Head && name == "" {
		find = func() (revision.Revision, error) { return repo.WorkingTree(ctx) }
	}
	rev, err := find()
	var unknown *revision.UnknownError
	if errors.As(err, &unknown) {
		return rev, usagef("-%s: %w", side, err)
	}
	return rev, err
}

// common are the folders of packages in which both sides have benchmarks.
func (m *Match) common() (dirs []string, err error) {
	base, head := &m.Sides[alternate.Base], &m.Sides[alternate.Head]
	for pattern, why := range head.missing {
		if base.missing[pattern] != "" || base.absent != "" {
			return nil, usagef("there is no package %s in either revision: %s", pattern, brief(why))
		}
	}
	if len(base.packages)+len(head.packages) == 0 {
		return nil, usagef("no package matches %s", strings.Join(m.wish.Patterns, " "))
	}
	for _, dir := range head.order {
		switch p, of := head.packages[dir], base.packages[dir]; {
		case of == nil && p.Broken != "":
			m.broken(dir)
		case of == nil && p.measurable() && base.absent != "":
			m.New = append(m.New, Note{p.Path, base.absent})
		case of == nil && p.measurable():
			m.New = append(m.New, Note{p.Path, "the package is in the head only"})
		case of == nil || !p.measurable() && !of.measurable():
		case p.Broken != "" || of.Broken != "":
			m.broken(dir)
		case !of.measurable():
			m.New = append(m.New, Note{p.Path, "benchmarks are in the head only"})
		case !p.measurable():
			m.Skipped = append(m.Skipped, Note{p.Path, "benchmarks are in the base only"})
		default:
			dirs = append(dirs, dir)
		}
	}
	for _, dir := range base.order {
		if p := base.packages[dir]; head.packages[dir] == nil && p.measurable() {
			m.Skipped = append(m.Skipped, Note{p.Path, "the package is in the base only"})
		}
	}
	if len(dirs)+len(m.New)+len(m.Skipped)+len(m.Failed) == 0 {
		return nil, usagef("no package of %s has a benchmark (func BenchmarkX(b *testing.B) in a file that ends in _test.go)", strings.Join(m.wish.Patterns, " "))
	}
	return dirs, nil
}

// broken notes a package that a side cannot load.
func (m *Match) broken(dir string) {
	for i := range m.Sides {
		if p := m.Sides[i].packages[dir]; p != nil && p.Broken != "" {
			said := brief(strings.ReplaceAll(p.Broken, m.Sides[i].mirror.Folder, ""))
			m.Failed = append(m.Failed, Note{p.Path, fmt.Sprintf("in the %s: it cannot be loaded: %s", alternate.Side(i), said)})
			return
		}
	}
}

// brief is what the go command says, in one line.
func brief(s string) string { return strings.Join(strings.Fields(s), " ") }

// discover runs the benchmarks of a package on both sides and matches them.
func (m *Match) discover(ctx context.Context, dir string) error {
	var found [2]map[string]gotest.Found
	var order [2][]string
	for i := range m.Sides {
		p := m.Sides[i].packages[dir]
		m.wish.Say("finding the benchmarks of %s in the %s", p.Path, alternate.Side(i))
		all, err := p.binaries[0].Discover(ctx, m.wish.Bench, m.wish.discoverFor())
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			m.Failed = append(m.Failed, Note{p.Path, fmt.Sprintf("in the %s: %v", alternate.Side(i), err)})
			if len(all) == 0 {
				return nil // nothing can be said of the other side
			}
		}
		m.say(alternate.Side(i), all)
		found[i] = map[string]gotest.Found{}
		for _, f := range all {
			found[i][f.Name] = f
			order[i] = append(order[i], f.Name)
		}
	}
	p := m.Sides[alternate.Head].packages[dir]
	for _, name := range order[alternate.Head] {
		f := found[alternate.Head][name]
		of, both := found[alternate.Base][name]
		if both {
			m.both(dir, of, f)
			continue
		}
		m.single(p, f, alternate.Head)
	}
	for _, name := range order[alternate.Base] {
		if _, both := found[alternate.Head][name]; !both {
			m.single(m.Sides[alternate.Base].packages[dir], found[alternate.Base][name], alternate.Base)
		}
	}
	return nil
}

// single notes a benchmark that one side has.
func (m *Match) single(p *built, f gotest.Found, side alternate.Side) {
	what := p.Path + " " + f.Name
	if f.Failed {
		m.Failed = append(m.Failed, Note{what, fmt.Sprintf("in the %s: %s", side, f.Said)})
		return
	}
	if side == alternate.Head {
		m.New = append(m.New, Note{what, "in the head only"})
		return
	}
	m.Skipped = append(m.Skipped, Note{what, "in the base only"})
}

// both takes a benchmark that both sides have.
func (m *Match) both(dir string, base, head gotest.Found) {
	p := m.Sides[alternate.Head].packages[dir]
	what := p.Path + " " + head.Name
	for i, f := range []gotest.Found{base, head} {
		switch {
		case f.Failed:
			m.Failed = append(m.Failed, Note{what, fmt.Sprintf("in the %s: %s", alternate.Side(i), f.Said)})
			return
		case f.Skipped:
			m.Skipped = append(m.Skipped, Note{what, strings.TrimSpace(fmt.Sprintf("skipped in the %s: %s", alternate.Side(i), f.Said))})
			return
		}
	}
	one := Benchmark{Package: p.Path, Name: head.Name, dir: dir, nanos: min(m.wish.nanosOf(base), m.wish.nanosOf(head)), run: [2]run{runOf(base), runOf(head)}, allocated: max(valueOf(base, "B/op"), valueOf(head, "B/op"))}
	if why := one.constants(); why != "" {
		m.Failed = append(m.Failed, Note{what, why})
		return
	}
	function, _, _ := strings.Cut(head.Name, "/")
	if i := slices.IndexFunc(p.Benchmarks, func(f gotest.Func) bool { return f.Name == function }); i >= 0 {
		side := &m.Sides[alternate.Head]
		root := side.mirror.Path(side.mirror.Root())
		if rel, err := filepath.Rel(root, p.Benchmarks[i].File); err == nil && !strings.HasPrefix(rel, "..") {
			one.File, one.Line = filepath.ToSlash(rel), p.Benchmarks[i].Line
		}
	}
	m.Benchmarks = append(m.Benchmarks, one)
}

// nanosOf is the time of one iteration during discovery, in nanoseconds. If the
// benchmark reports no time, it is the length of the run, divided by its iterations.
func (w Wish) nanosOf(f gotest.Found) float64 {
	if x := valueOf(f, "ns/op"); x > 0 {
		return x
	}
	return float64(w.discoverFor()) / float64(max(1, f.N))
}

// valueOf is the value of a unit; 0 where there is none.
func valueOf(f gotest.Found, unit string) float64 {
	for _, v := range f.Values {
		if v.Unit == unit {
			return v.X
		}
	}
	return 0
}
