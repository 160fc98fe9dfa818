package series

import (
	"runtime"
	"sync"
	"time"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/trend"
	"golang.org/x/perf/benchfmt"
)

// Collection is all that a record holds, before its commits are in order.
type Collection struct {
	Seen     []trend.Seen // commits, and runs of no commit
	Runs     int          // each counts once
	Same     int          // runs that stand in the record more than once
	Back     int          // commits of histories that are older than the one before them
	Problems []result.Problem
	Units    benchfmt.UnitMetadataMap

	at      map[string]int32 // of Seen, by ID
	guessed map[int32]bool   // of Seen: bases whose date nobody said
	keys    map[trend.Key]*raw
	names   []trend.Key    // in order of appearance
	have    map[ID]bool    // runs
	alone   map[ID]*Layout // without the speed of the machine, by the layout with it
	layouts map[ID][]*raw
}

// raw is the values of a series in the order of the record.
type raw struct {
	values []placed
	pairs  []pairs
}

// placed is a value of a commit.
type placed struct {
	seen int32
	x    float64
}

// pairs are the values of both sides of a comparison; the i-th of both are a pair.
type pairs struct {
	base, head   int32
	before, then []float64
}

// Collect reads files of a record. What cannot be read is named, and the rest is kept.
func Collect(files []string) *Collection {
	return Join(len(files), func(i int) *File { return Read(files[i]) })
}

// Join joins n files of a record in their order. It calls read several times at once.
func Join(n int, read func(i int) *File) *Collection {
	c := &Collection{Units: benchfmt.UnitMetadataMap{}, at: map[string]int32{}, guessed: map[int32]bool{}, keys: map[trend.Key]*raw{}, have: map[ID]bool{}, alone: map[ID]*Layout{}, layouts: map[ID][]*raw{}}
	workers := runtime.GOMAXPROCS(0)
	for from := 0; from < n; from += 16 * workers {
		files := make([]*File, min(n-from, 16*workers))
		var group sync.WaitGroup
		for w := range workers {
			group.Go(func() {
				for i := w; i < len(files); i += workers {
					files[i] = read(from + i)
				}
			})
		}
		group.Wait()
		for _, f := range files {
			c.add(f)
		}
	}
	return c
}

// add adds the runs of a file.
func (c *Collection) add(f *File) {
	c.Problems = append(c.Problems, f.problems()...)
	for _, u := range f.Units {
		key := benchfmt.UnitMetadataKey{Unit: u.Unit, Key: u.Key}
		if c.Units[key] == nil {
			c.Units[key] = &benchfmt.UnitMetadata{UnitMetadataKey: key, OrigUnit: u.Original, Value: u.Value}
		}
	}
	last := time.Time{}
	for i, r := range f.Runs {
		id := c.idOf(r)
		if c.have[id] {
			c.Same++
			continue
		}
		c.have[id] = true
		c.Runs++
		when := c.when(r.Origin, f.Added)
		if when.Before(last) { // a history keeps its own order
			when = last
			c.Back++
		}
		last = when
		c.take(r, c.commit(r.Origin, when, f.Path, i))
	}
}

// idOf tells a run from others by its results. The speed of the machine is measured anew by
// each addition, and the same run with another speed is the same run.
func (c *Collection) idOf(r Run) ID {
	ofMachine := func(i int32) bool { return r.Layout.Keys[i].Package == trend.MachinePackage }
	all := r.Layout
	if n := len(all.At); n == 0 || ofMachine(all.At[0]) || !ofMachine(all.At[n-1]) {
		return r.ID()
	}
	short, known := c.alone[all.ID()]
	if !known {
		var keys []trend.Key
		var sides []Side
		for i, at := range all.At {
			if !ofMachine(at) {
				keys, sides = append(keys, all.Keys[at]), append(sides, all.Sides[i])
			}
		}
		short = NewLayout(keys, sides)
		c.alone[all.ID()] = short
	}
	one := Run{Origin: r.Origin, Layout: short}
	for i, x := range r.Samples {
		if !ofMachine(all.At[i]) {
			one.Samples = append(one.Samples, x)
		}
	}
	return one.ID()
}

// when is the date of a run, for commits that git does not know.
func (c *Collection) when(o record.Origin, added time.Time) time.Time {
	for _, t := range []time.Time{o.Committed, o.Measured, added} {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// commit is the index of the commit of a run, or of a run of no commit.
func (c *Collection) commit(o record.Origin, when time.Time, path string, i int) int32 {
	id := o.Commit
	if id == "" {
		id = nameless(path, i)
	}
	s := trend.Seen{ID: id, Subject: o.Subject, When: when}
	at := c.seen(s)
	if c.guessed[at] {
		c.Seen[at] = s
		delete(c.guessed, at)
	}
	return at
}

func (c *Collection) seen(s trend.Seen) int32 {
	at, known := c.at[s.ID]
	if !known {
		at = int32(len(c.Seen))
		c.at[s.ID] = at
		c.Seen = append(c.Seen, s)
	}
	return at
}

// base is the index of a commit that others were compared with. If nobody says when it was
// made, it came before all of them.
func (c *Collection) base(id string, head time.Time) int32 {
	when := head.Add(-time.Second)
	_, known := c.at[id]
	at := c.seen(trend.Seen{ID: id, When: when})
	switch {
	case !known:
		c.guessed[at] = true
	case c.guessed[at] && when.Before(c.Seen[at].When):
		c.Seen[at].When = when
	}
	return at
}

// take sorts the values of a run into series.
func (c *Collection) take(r Run, at int32) {
	base := at
	if r.Origin.Base != "" {
		base = c.base(r.Origin.Base, c.Seen[at].When)
	}
	all := c.rawsOf(r.Layout)
	both := map[int32]*pairs{}
	for i, x := range r.Samples {
		key, side := r.Layout.At[i], r.Layout.Sides[i]
		of := at
		if side == Base {
			of = base
		}
		all[key].values = append(all[key].values, placed{of, x})
		if side == Alone || r.Origin.Base == "" {
			continue
		}
		if both[key] == nil {
			both[key] = &pairs{base: base, head: at}
		}
		if side == Base {
			both[key].before = append(both[key].before, x)
		} else {
			both[key].then = append(both[key].then, x)
		}
	}
	for key, of := range both {
		if len(of.before) > 0 && len(of.then) > 0 {
			all[key].pairs = append(all[key].pairs, *of)
		}
	}
}

// rawsOf are the series of a layout's keys.
func (c *Collection) rawsOf(l *Layout) []*raw {
	all, known := c.layouts[l.ID()]
	if !known {
		for _, k := range l.Keys {
			all = append(all, c.raw(k))
		}
		c.layouts[l.ID()] = all
	}
	return all
}

func (c *Collection) raw(k trend.Key) *raw {
	to := c.keys[k]
	if to == nil {
		to = &raw{}
		c.keys[k] = to
		c.names = append(c.names, k)
	}
	return to
}
