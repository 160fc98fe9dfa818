package match

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// common returns the folders of packages with benchmarks on both sides.
func (m *Match) common() (dirs []string, err error) {
	base, head := &m.Sides[Base], &m.Sides[Head]
	for pattern, why := range head.missing {
		if base.missing[pattern] != "" || base.absent != "" {
			return nil, option.Errorf("", "there is no package %s in either revision: %s", pattern, brief(why))
		}
	}
	patterns := strings.Join(m.spec.Packages.Patterns, " ")
	if len(base.packages)+len(head.packages) == 0 {
		return nil, option.Errorf("", "no package matches %s", patterns)
	}
	for _, dir := range head.order {
		if m.inBoth(dir) {
			dirs = append(dirs, dir)
		}
	}
	r := &m.Remarks
	for _, dir := range base.order {
		if p := base.packages[dir]; head.packages[dir] == nil && p.measurable() {
			m.lost(p, "the package is in the base only")
		}
	}
	if len(dirs)+len(r.New)+len(r.Skipped)+len(r.Failed) == 0 {
		return nil, option.Errorf("", "no package of %s has a benchmark (func BenchmarkX(b *testing.B) in a file that ends in _test.go)", patterns)
	}
	return dirs, nil
}

// inBoth reports whether a package of the head has benchmarks on both sides. If not, it
// notes the reason.
func (m *Match) inBoth(dir string) bool {
	base, r := &m.Sides[Base], &m.Remarks
	switch p, of := m.Sides[Head].packages[dir], base.packages[dir]; {
	case of == nil && p.Broken != "":
		m.broken(dir)
	case of == nil && p.measurable() && base.absent != "":
		r.New = append(r.New, Note{p.Path, base.absent})
	case of == nil && p.measurable():
		r.New = append(r.New, Note{p.Path, "the package is in the head only"})
	case of == nil || !p.measurable() && !of.measurable():
	case p.Broken != "" || of.Broken != "":
		m.broken(dir)
	case !of.measurable():
		r.New = append(r.New, Note{p.Path, "benchmarks are in the head only"})
	case !p.measurable():
		m.lost(of, "benchmarks are in the base only")
	default:
		return true
	}
	return false
}

// lost notes a package of the base whose benchmarks the head lacks. If none of them was asked
// for, nothing is gone.
func (m *Match) lost(p *testPackage, said string) {
	n := Note{p.Path, said}
	if p.Unread || slices.ContainsFunc(p.Benchmarks, func(f gotest.Func) bool { return m.spec.Packages.Selects(f.Name) }) {
		m.Remarks.gone(n)
		return
	}
	m.Remarks.Skipped = append(m.Remarks.Skipped, n)
}

// Selects reports whether the pattern Bench may match a function, such as BenchmarkDecode.
// A pattern that cannot be taken apart may match all.
func (p Packages) Selects(function string) bool {
	for one := range strings.SplitSeq(p.Bench, "|") {
		if re, err := regexp.Compile(firstLevel(one)); err != nil || re.MatchString(function) {
			return true
		}
	}
	return false
}

// broken notes a package that one side cannot load.
func (m *Match) broken(dir string) {
	for i := range m.Sides {
		if p := m.Sides[i].packages[dir]; p != nil && p.Broken != "" {
			m.fail(p.Path, fmt.Sprintf("in the %s: it cannot be loaded: %s", Side(i), brief(m.Sides[i].inRepository(p.Broken))))
			return
		}
	}
}

// discover runs the benchmarks of a package on both sides and matches them by name.
func (m *Match) discover(ctx context.Context, dir string) error {
	var found [2]map[string]gotest.Discovery
	var order [2][]string
	for i := range m.Sides {
		p := m.Sides[i].packages[dir]
		m.spec.Say("finding the benchmarks of %s in the %s", p.Path, Side(i))
		all, err := p.binaries[0].Discover(ctx, m.spec.Packages.Bench, m.spec.Sampling.discovery())
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			m.fail(p.Path, fmt.Sprintf("in the %s: %v", Side(i), err))
			if len(all) == 0 {
				return nil // nothing can be said of the other side
			}
		}
		m.hear(Side(i), all)
		found[i] = map[string]gotest.Discovery{}
		for _, d := range all {
			found[i][d.Name] = d
			order[i] = append(order[i], d.Name)
		}
	}
	for _, name := range order[Head] {
		if of, both := found[Base][name]; both {
			m.both(dir, of, found[Head][name])
			continue
		}
		m.single(dir, found[Head][name], Head)
	}
	for _, name := range order[Base] {
		if _, both := found[Head][name]; !both {
			m.single(dir, found[Base][name], Base)
		}
	}
	return nil
}

// single notes a benchmark of one side.
func (m *Match) single(dir string, d gotest.Discovery, side Side) {
	what, r := m.Sides[side].packages[dir].Path+" "+d.Name, &m.Remarks
	switch {
	case d.Failed:
		m.fail(what, fmt.Sprintf("in the %s: %s", side, d.Said))
	case side == Head:
		r.New = append(r.New, Note{what, "in the head only"})
	case d.Skipped:
		r.Skipped = append(r.Skipped, Note{what, "in the base only, which skips it"})
	default:
		r.gone(Note{what, "in the base only"})
	}
}

// both adds a benchmark of both sides, or notes why it cannot be compared.
func (m *Match) both(dir string, base, head gotest.Discovery) {
	b := Benchmark{Package: m.Sides[Head].packages[dir].Path, Name: head.Name, dir: dir}
	for i, d := range []gotest.Discovery{base, head} {
		switch {
		case d.Failed:
			m.fail(b.title(), fmt.Sprintf("in the %s: %s", Side(i), d.Said))
			return
		case d.Skipped:
			m.skipped(b, Side(i), d.Said)
			return
		}
	}
	length := m.spec.Sampling.discovery()
	b.nanos = min(nanosOf(base, length), nanosOf(head, length))
	b.runs = [2]run{runOf(base), runOf(head)}
	b.allocated = max(valueOf(base, "B/op"), valueOf(head, "B/op"))
	if why := b.constants(); why != "" {
		m.fail(b.title(), why)
		return
	}
	b.File, b.Line = m.place(dir, b.Name)
	m.Benchmarks = append(m.Benchmarks, b)
}

// skipped notes a benchmark that skips itself. If only the head does, the head lacks it.
func (m *Match) skipped(b Benchmark, side Side, said string) {
	n := Note{b.title(), strings.TrimSpace(fmt.Sprintf("skipped in the %s: %s", side, said))}
	if side == Head { // the base was asked first
		m.Remarks.gone(n)
		return
	}
	m.Remarks.Skipped = append(m.Remarks.Skipped, n)
}

// place returns the file and the line of a benchmark in the head. The file is relative
// to the repository, and empty if unknown.
func (m *Match) place(dir, name string) (file string, line int) {
	head := &m.Sides[Head]
	function, _, _ := strings.Cut(name, "/")
	all := head.packages[dir].Benchmarks
	i := slices.IndexFunc(all, func(f gotest.Func) bool { return f.Name == function })
	if i < 0 {
		return "", 0
	}
	rel, err := filepath.Rel(head.mirror.Path(head.mirror.Root()), all[i].File)
	if err != nil || strings.HasPrefix(rel, "..") {
		return "", 0
	}
	return filepath.ToSlash(rel), all[i].Line
}
