package threshold

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// subject is two binaries and their benchmarks. The binaries are the same unless two
// revisions are compared.
type subject struct {
	binaries [2]gotest.Binary
	pkg      string // import path
	found    []gotest.Discovery
	sides    [2]string // names of the revisions; empty without any
	apart    string    // why samples do not alternate; empty if they do
}

// revised reports whether two revisions are compared.
func (s subject) revised() bool { return s.sides[0] != "" }

// rivals are both rivals, wherever they can be measured.
type rivals struct {
	labels [2]string
	what   string // the name of their common benchmark
	name   string // the same as one name
	over   string // the parameter in words
	bytes  bool   // it is a number of bytes
	places map[int]*[2]rival
	notes  []string
	failed []match.Note
}

// rival is one rival at a place.
type rival struct {
	binary gotest.Binary
	name   string
	n      int     // iterations of a sample; 0 until it was tried
	nanos  float64 // of an iteration, about

	settled bool // its samples are long enough
}

// probe is the length of the first sample of a benchmark.
const probe = 2 * time.Millisecond

// byName finds rivals whose names have the parameter.
func byName(s subject, spec Spec) (r rivals, err error) {
	r = rivals{places: map[int]*[2]rival{}}
	var all []named
	var kinds []string
	for _, d := range s.found {
		n, err := parse(d.Name, spec.Over.Key)
		if errors.Is(err, errTwice) {
			r.failed = append(r.failed, match.Note{What: d.Name, Said: err.Error()})
			continue
		}
		if err != nil {
			r.notes = append(r.notes, fmt.Sprintf("%s is left out: %v", d.Name, err))
			continue
		}
		if !spec.within(n.value) {
			continue
		}
		all = append(all, n)
		if !slices.Contains(kinds, n.kind) {
			kinds = append(kinds, n.kind)
		}
		r.over, r.bytes = n.key, r.bytes || n.unit || n.key == "size" || n.key == "bytes"
	}
	if err := r.called(s, kinds, spec); err != nil {
		return r, err
	}
	for _, n := range all {
		d := s.found[slices.IndexFunc(s.found, func(d gotest.Discovery) bool { return d.Name == n.full })]
		if !r.usable(d) {
			continue
		}
		at := r.at(n.value)
		for i := range at {
			if s.revised() || kinds[i] == n.kind {
				at[i] = rivalOf(s.binaries[i], d)
			}
		}
	}
	r.complete()
	return r, r.several()
}

// several is an error if there is no range.
func (r rivals) several() error {
	const what = "%s has %s that can be measured of both, and a threshold lies between two%s"
	values := counted(len(r.places), "value")
	if len(r.places) == 1 {
		values += ", " + listed(r.values()) + ","
	}
	switch {
	case len(r.places) >= 2:
		return nil
	case len(r.failed) > 0:
		return fmt.Errorf(what, r.over, values, r.because())
	}
	return option.Errorf("over", what, r.over, values, r.because())
}

// counted is a number of things.
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// because lists what could not be used, if anything: failures first.
func (r rivals) because() string {
	const most = 2
	var said []string
	for _, n := range r.failed {
		said = append(said, n.What+": "+n.Said)
	}
	said = append(said, r.notes...)
	if len(said) == 0 {
		return ""
	}
	text := ": " + strings.Join(said[:min(len(said), most)], "; ")
	if n := len(said) - most; n > 0 {
		text += fmt.Sprintf("; and %d more", n)
	}
	return text
}

// called names the rivals. Kinds are the names without the parameter.
func (r *rivals) called(s subject, kinds []string, spec Spec) error {
	want, what := 2, "two kinds of benchmarks are compared"
	if s.revised() {
		want, what = 1, "two revisions of one kind of benchmark are compared"
	}
	switch {
	case len(kinds) == 0 && len(s.found) == 0:
		return option.Errorf("bench", "no benchmark matches %q (go test -list Benchmark lists them)", spec.Packages.Bench)
	case len(kinds) == 0:
		return option.Errorf("over", "no benchmark that matches %q has a number in the range%s (a variable or a flag can be the parameter too: env:NAME, flag:NAME)", spec.Packages.Bench, r.because())
	case len(kinds) != want:
		return option.Errorf("bench", "%s, and %q matches %d: %s (name the levels, as in 'BenchmarkDecode/(copy|view)')",
			what, spec.Packages.Bench, len(kinds), strings.Join(kinds[:min(len(kinds), 4)], ", "))
	}
	if s.revised() {
		r.labels, r.what, r.name = s.sides, kinds[0], kinds[0]
		return nil
	}
	r.labels, r.what, r.name = labels(kinds[0], kinds[1]), common(kinds[0], kinds[1]), shared(kinds[0], kinds[1])
	return nil
}

// at returns the rivals of a place.
func (r *rivals) at(x int) *[2]rival {
	if r.places[x] == nil {
		r.places[x] = &[2]rival{}
	}
	return r.places[x]
}

// usable reports whether a benchmark ran. If not, it notes why.
func (r *rivals) usable(d gotest.Discovery) bool {
	switch {
	case d.Failed:
		r.failed = append(r.failed, match.Note{What: d.Name, Said: d.Said})
	case !d.Skipped && len(d.Values) > 0 && timeless(nanosOf(d.Values)) >= 0: // its samples would have no length
		r.failed = append(r.failed, match.Note{What: d.Name, Said: noTime})
		return false
	case d.Skipped:
		r.notes = append(r.notes, strings.TrimSpace(fmt.Sprintf("%s skips itself: %s", d.Name, d.Said)))
	}
	return !d.Failed && !d.Skipped
}

// complete removes the places of one rival only, and notes them.
func (r *rivals) complete() {
	var alone []int
	for _, x := range r.values() {
		at := r.places[x]
		if at[0].name != "" && at[1].name != "" {
			continue
		}
		alone = append(alone, x)
		delete(r.places, x)
	}
	if len(alone) > 0 {
		r.notes = append(r.notes, fmt.Sprintf("only one of both can be measured at %s", r.where(alone)))
	}
}

// where names some values of the parameter.
func (r rivals) where(values []int) string {
	return cmp.Or(r.over, "number") + "=" + listed(values)
}

// listed is a list of values.
func listed(values []int) string {
	var words []string
	for _, x := range values {
		words = append(words, strconv.Itoa(x))
	}
	return strings.Join(words, ", ")
}

// values are the places in order.
func (r rivals) values() []int {
	var xs []int
	for x := range r.places {
		xs = append(xs, x)
	}
	slices.Sort(xs)
	return xs
}

// rivalOf is a rival that was tried.
func rivalOf(binary gotest.Binary, d gotest.Discovery) rival {
	r := rival{binary: binary, name: d.Name}
	for _, v := range d.Values {
		if v.Unit == clock {
			r.nanos = v.X
		}
	}
	r.n = int(min(max(float64(sample)/max(r.nanos, 0.1), 1), 1e9))
	return r
}

// byValue finds the rivals at a value of a variable or a flag.
func byValue(s subject, spec Spec) (r rivals, err error) {
	r = rivals{places: map[int]*[2]rival{}, over: spec.Over.String()}
	var kinds []string
	for _, d := range s.found {
		kinds = append(kinds, d.Name)
	}
	return r, r.called(s, kinds, spec)
}

// try makes both rivals ready at a value, and runs each of them once. It reports whether
// both can be measured.
func (r *rivals) try(ctx context.Context, s subject, spec Spec, x int) (ok bool, err error) {
	var both [2]rival
	for i := range both {
		name := s.found[0].Name
		if !s.revised() {
			name = s.found[i].Name
		}
		all, err := with(s.binaries[i], spec.Over, x).Discover(ctx, gotest.Exactly(name), probe)
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if at := slices.IndexFunc(all, func(d gotest.Discovery) bool { return d.Name == name }); at >= 0 {
			all[at].Name = fmt.Sprintf("%s with %s=%d", name, r.over, x)
			if !r.usable(all[at]) {
				return false, nil
			}
			both[i] = rivalOf(with(s.binaries[i], spec.Over, x), all[at])
			both[i].name = name
			continue
		}
		said := "it did not run"
		if err != nil {
			said = err.Error()
		}
		r.failed = append(r.failed, match.Note{What: fmt.Sprintf("%s with %s=%d", name, r.over, x), Said: said})
		return false, nil
	}
	r.places[x] = &both
	return true, nil
}

// with is a binary that is given a value.
func with(b gotest.Binary, over Over, x int) gotest.Binary {
	if over.Source == Flag {
		b.Args = append([]string{fmt.Sprintf("-%s=%d", over.Key, x)}, b.Args...)
	} else {
		b.Env = append(slices.Clone(b.Env), fmt.Sprintf("%s=%d", over.Key, x))
	}
	return b
}
