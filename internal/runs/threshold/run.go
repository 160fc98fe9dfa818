package threshold

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// firstPlaces is the number of places that are measured first.
const firstPlaces = 7

// Run finds a threshold. The error is an [option.Error] if the spec cannot be met. With
// any other error, the outcome holds what was measured before it. The outcome is nil if
// that is nothing.
func Run(ctx context.Context, spec Spec, tell Observer) (*Outcome, error) {
	if err := spec.check(); err != nil {
		return nil, err
	}
	defer machine.Occupy(tell.Say)()
	folder, err := scratch.New("")
	if err != nil {
		return nil, err
	}
	defer folder.Remove()
	o := &Outcome{}
	s, err := o.prepare(ctx, folder, spec, tell)
	if err == nil {
		return o.seek(ctx, s, spec, tell)
	}
	if ctx.Err() != nil {
		return nil, context.Canceled
	}
	return nil, err
}

// prepare builds the test binaries and finds the benchmarks.
func (o *Outcome) prepare(ctx context.Context, folder *scratch.Folder, spec Spec, tell Observer) (subject, error) {
	of := spec.Packages
	switch spec.Over.Source { // what the benchmarks are given when they are looked for
	case Variable:
		of.Env = []string{fmt.Sprintf("%s=%d", spec.Over.Key, spec.From)}
	case Flag:
		of.Args = append([]string{fmt.Sprintf("-%s=%d", spec.Over.Key, spec.From)}, of.Args...)
	}
	if spec.Base != "" {
		return o.revisions(ctx, folder, spec, of, tell)
	}
	h, err := match.FindHere(ctx, folder, of, tell.say)
	if err != nil {
		return subject{}, err
	}
	o.Go = h.Go
	found, err := h.Binary.Discover(ctx, of.Bench, probe)
	if err != nil {
		return subject{}, fmt.Errorf("find the benchmarks of %s: %w", h.Path, err)
	}
	h.Binary.Args, h.Binary.Env = spec.args(h.Binary.Args), slices.Clip(h.Binary.Env)
	return subject{binaries: [2]gotest.Binary{h.Binary, h.Binary}, pkg: h.Path, found: found, apart: h.WhyNot}, nil
}

// args are the arguments without the flag that [Outcome.prepare] added.
func (s Spec) args(args []string) []string {
	if s.Over.Source == Flag {
		return args[1:]
	}
	return args
}

// revisions makes both sides of a comparison of revisions.
func (o *Outcome) revisions(ctx context.Context, folder *scratch.Folder, spec Spec, of match.Packages, tell Observer) (s subject, err error) {
	m, err := match.Find(ctx, folder, match.Spec{
		Base: spec.Base, Head: spec.Head, Packages: of, Linking: match.Linking{Plain: true}, Seed: rand.Uint64(), Say: tell.say,
		Sampling: match.Sampling{Sample: probe},
	})
	if err != nil {
		return s, err
	}
	o.Failed, o.Go, s.apart = m.Remarks.Failed, m.Sides[match.Head].Go, m.WhyNot
	for _, n := range slices.Concat(m.Remarks.New, m.Remarks.Skipped) {
		o.Notes = append(o.Notes, n.What+" is left out: "+n.Said)
	}
	if len(m.Benchmarks) == 0 {
		return s, option.Errorf("bench", "no benchmark of both revisions matches %q%s", of.Bench, (rivals{notes: o.Notes, failed: o.Failed}).because())
	}
	for i, side := range m.Sides {
		s.sides[i] = match.Side(i).String()
		o.Notes = append(o.Notes, fmt.Sprintf("the %s is %s (%s)", s.sides[i], side.Revision.Name, side.Revision.Short()))
	}
	if m.Same() {
		o.Notes = append(o.Notes, "both sides are the same revision: a threshold between them is false")
	}
	for _, b := range m.Benchmarks {
		if b.Package != m.Benchmarks[0].Package {
			return s, option.Errorf("", "the pattern matches benchmarks of %s and %s, and those of one package are compared: name it", m.Benchmarks[0].Package, b.Package)
		}
	}
	s.binaries, s.pkg = m.Binaries(m.Benchmarks[0]), m.Benchmarks[0].Package
	for i := range s.binaries {
		s.binaries[i].Args = spec.args(s.binaries[i].Args)
	}
	tried, err := s.binaries[match.Base].Discover(ctx, of.Bench, probe)
	for _, b := range m.Benchmarks {
		if at := slices.IndexFunc(tried, func(d gotest.Discovery) bool { return d.Name == b.Name }); at >= 0 {
			s.found = append(s.found, tried[at])
		}
	}
	return s, err
}

// seek measures until the threshold is known, or time is over.
func (o *Outcome) seek(ctx context.Context, s subject, spec Spec, tell Observer) (*Outcome, error) {
	m, err := newMeter(s, spec, tell, o.Go)
	if err != nil {
		return nil, err
	}
	by := breakeven.Seeker{
		Search:  m.memo.search(),
		Measure: func(xs []float64) ([]breakeven.Point, error) { return m.measure(ctx, xs) },
		Over:    m.over,
	}
	by.Grid = breakeven.Spaced(spec.From, spec.To, 1, firstPlaces)
	if spec.Over.Source == Names {
		by.Places, by.Grid = floats(m.values()), floats(first(m.values()))
	}
	tell.say("measuring %s against %s at %d values of %s", m.labels[1], m.labels[0], len(by.Grid), cmp.Or(m.rivals.over, "the parameter"))
	answer, points, err := by.Seek()
	o.Failed = append(o.Failed, m.failed...)
	o.Notes = append(o.Notes, m.notes...)
	if ctx.Err() != nil {
		err = context.Canceled
	}
	if len(points) == 0 {
		return nil, cmp.Or(err, fmt.Errorf("nothing was measured%s", (rivals{failed: o.Failed}).because()))
	}
	o.fill(m, answer, points)
	if unkept := m.keep(o); unkept != nil {
		return o, errors.Join(err, unkept)
	}
	o.File = m.file.Path
	return o, err
}

// newMeter finds the rivals, and makes the file that keeps their launches.
func newMeter(s subject, spec Spec, tell Observer, built string) (*meter, error) {
	find := byName
	if spec.Over.Source != Names {
		find = byValue
	}
	r, err := find(s, spec)
	if err != nil {
		return nil, err
	}
	seed := rand.Uint64()
	m := &meter{
		subject: s, rivals: r, spec: spec, tell: tell, order: rand.New(rand.NewPCG(seed, 0)), begin: time.Now(),
		dead: map[int]bool{}, lines: map[int]*[2][]result.Launch{},
	}
	m.memo = memo{Benchmark: r.what, Over: r.over, Along: verdict.Along(r.over), Rivals: r.labels, Precision: spec.Precision, Seed: seed, Go: built}
	if r.bytes {
		m.memo.Along = verdict.Size
	}
	m.file, err = newFile(spec.Results, r.name, s.binaries)
	return m, err
}

// fill takes in what was measured.
func (o *Outcome) fill(m *meter, a breakeven.Answer, points []breakeven.Point) {
	o.What, o.Over, o.Launches, o.Spent = m.what, m.rivals.over, m.launches, time.Since(m.begin)
	o.Breakeven, o.Times = m.memo.breakeven(a), times(points)
	if m.apart != "" {
		o.Notes = append(o.Notes, "launches alternate, not samples, so intervals are wider: "+m.apart)
	}
	for _, w := range a.Warnings {
		o.Notes = append(o.Notes, w.Error())
	}
	o.Notes = append(o.Notes, m.unchecked()...)
	o.Notes = append(o.Notes, doubts(o.Times, m.labels, m.rivals.over)...)
}

// first are the places that are measured first: all of a few, and else some that are
// evenly spaced.
func first(values []int) []int {
	if len(values) <= firstPlaces+2 {
		return values
	}
	var some []int
	for i := range firstPlaces {
		some = append(some, values[i*(len(values)-1)/(firstPlaces-1)])
	}
	return some
}

func floats(xs []int) []float64 {
	all := make([]float64, len(xs))
	for i, x := range xs {
		all[i] = float64(x)
	}
	return all
}
