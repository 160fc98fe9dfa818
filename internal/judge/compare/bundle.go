package compare

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchfmt"
)

// bundle is all lines of a text that have one name, configuration and list of units.
// They fall into the same cells, so one of them is projected for all.
type bundle struct {
	name   string
	like   *benchfmt.Result // a line of this configuration, whose name and values are for use (see [bundle.line])
	units  []benchfmt.Value // of the first line, without figures
	values [][]float64      // by unit, in the order of the lines
	design result.Design
	paired int     // number of the pairing that all lines share (see result.Record); 0 is none
	other  *bundle // of the same name and configuration, with other units
}

// bundler sorts the lines of one text into bundles.
type bundler struct {
	order  []*bundle
	like   *benchfmt.Result      // the configuration of the last line
	known  map[string]configured // every configuration so far
	byName map[string]*bundle    // in this configuration
	last   *bundle
	expect int // how many lines a bundle has, as far as is known
}

// configured is the bundles of one configuration.
type configured struct {
	like   *benchfmt.Result
	byName map[string]*bundle
}

// bundlesOf sorts lines into bundles, in order of appearance.
func bundlesOf(records iter.Seq[result.Record]) []*bundle {
	var b bundler
	for r := range records {
		b.add(r)
	}
	return b.order
}

func (b *bundler) add(r result.Record) {
	one := b.last
	if changed := b.configure(r.Config); changed || one == nil || one.name != string(r.Name) || !one.has(r.Values) {
		one = b.find(r)
	}
	if len(one.values[0]) > 0 && one.paired != r.Paired {
		one.paired = 0
	}
	for i, v := range r.Values {
		one.values[i] = append(one.values[i], v.Value)
	}
}

// configure notes the configuration of a line, and reports whether it is
// another than that of the line before.
func (b *bundler) configure(config []benchfmt.Config) bool {
	if b.like != nil && sameConfig(b.like.Config, config) {
		return false
	}
	b.last = nil
	key := keyOf(config)
	if c, known := b.known[key]; known {
		b.like, b.byName = c.like, c.byName
		return true
	}
	b.like, b.byName = &benchfmt.Result{}, map[string]*bundle{}
	for _, c := range config {
		b.like.Config = append(b.like.Config, benchfmt.Config{Key: c.Key, Value: bytes.Clone(c.Value), File: c.File})
	}
	if b.known == nil {
		b.known = map[string]configured{}
	}
	b.known[key] = configured{b.like, b.byName}
	return true
}

// keyOf tells configurations apart.
func keyOf(config []benchfmt.Config) string {
	var s strings.Builder
	for _, c := range config {
		fmt.Fprintf(&s, "%q=%q %v,", c.Key, c.Value, c.File)
	}
	return s.String()
}

func sameConfig(a, b []benchfmt.Config) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Key != b[i].Key || a[i].File != b[i].File || !bytes.Equal(a[i].Value, b[i].Value) {
			return false
		}
	}
	return true
}

// find is the bundle of a line.
func (b *bundler) find(r result.Record) *bundle {
	if b.last != nil {
		b.expect = len(b.last.values[0])
	}
	first := b.byName[string(r.Name)]
	for one := first; one != nil; one = one.other {
		if one.has(r.Values) {
			b.last = one
			return one
		}
	}
	one := &bundle{name: string(r.Name), like: b.like, values: make([][]float64, len(r.Values)), design: r.Design, paired: r.Paired, other: first}
	if b.last != nil && b.last.has(r.Values) {
		one.units = b.last.units
	} else {
		for _, v := range r.Values {
			one.units = append(one.units, benchfmt.Value{Unit: v.Unit, OrigUnit: v.OrigUnit})
		}
	}
	for i := range one.values {
		one.values[i] = make([]float64, 0, b.expect)
	}
	b.byName[one.name] = one
	b.order = append(b.order, one)
	b.last = one
	return one
}

// has reports whether a line has the bundle's units.
func (b *bundle) has(values []benchfmt.Value) bool {
	return slices.EqualFunc(b.units, values, func(own, v benchfmt.Value) bool { return own.Unit == v.Unit && own.OrigUnit == v.OrigUnit })
}

// line is a line of the bundle, for projections. It is good until that of
// another bundle is asked for.
func (b *bundle) line() *benchfmt.Result {
	b.like.Name = append(b.like.Name[:0], b.name...)
	b.like.Values = append(b.like.Values[:0], b.units...)
	return b.like
}
