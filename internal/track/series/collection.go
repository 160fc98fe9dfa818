package series

import (
	"errors"
	"runtime"
	"slices"
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

	at    map[string]int32 // of Seen, by ID
	keys  map[trend.Key]*raw
	names []trend.Key // in order of appearance
	have  map[uint64]bool
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

// Collect reads files of a record, several at a time. What cannot be read is named, and
// the rest is kept.
func Collect(files []string) *Collection {
	c := &Collection{Units: benchfmt.UnitMetadataMap{}, at: map[string]int32{}, keys: map[trend.Key]*raw{}, have: map[uint64]bool{}}
	workers := runtime.GOMAXPROCS(0)
	for chunk := range slices.Chunk(files, 16*workers) {
		read := make([]*parsed, len(chunk))
		var group sync.WaitGroup
		for w := range workers {
			group.Go(func() {
				for i := w; i < len(chunk); i += workers {
					read[i] = parse(chunk[i])
				}
			})
		}
		group.Wait()
		for _, p := range read {
			c.add(p)
		}
	}
	return c
}

// add adds the runs of a file.
func (c *Collection) add(p *parsed) {
	c.Problems = append(c.Problems, p.problems...)
	for key, unit := range p.units {
		if c.Units[key] == nil {
			c.Units[key] = unit
		}
	}
	last := time.Time{}
	for i, r := range p.runs {
		if c.have[r.hash] {
			c.Same++
			continue
		}
		c.have[r.hash] = true
		c.Runs++
		when := c.when(r.origin, p.added)
		if when.Before(last) { // a history keeps its own order
			when = last
			c.Back++
		}
		last = when
		c.take(p, r, c.commit(r.origin, when, p.path, i))
	}
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
	return c.seen(trend.Seen{ID: id, Subject: o.Subject, When: when})
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

// take sorts the values of a run into series.
func (c *Collection) take(p *parsed, r run, at int32) {
	base := at
	if r.origin.Base != "" {
		base = c.seen(trend.Seen{ID: r.origin.Base, When: c.Seen[at].When.Add(-time.Second)}) // it came before, and nobody says when
	}
	both := map[int32]*pairs{}
	for _, v := range r.values {
		to := c.raw(p.keys[v.key])
		of := at
		if v.side == sideBase {
			of = base
		}
		to.values = append(to.values, placed{of, v.x})
		if v.side == alone || r.origin.Base == "" {
			continue
		}
		if both[v.key] == nil {
			both[v.key] = &pairs{base: base, head: at}
		}
		if v.side == sideBase {
			both[v.key].before = append(both[v.key].before, v.x)
		} else {
			both[v.key].then = append(both[v.key].then, v.x)
		}
	}
	for key, of := range both {
		if len(of.before) > 0 && len(of.then) > 0 {
			to := c.raw(p.keys[key])
			to.pairs = append(to.pairs, *of)
		}
	}
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

// problemOf is an error as a problem of a file.
func problemOf(path string, err error) result.Problem {
	var p result.Problem
	if errors.As(err, &p) {
		return p
	}
	return result.Problem{File: path, What: err.Error()}
}
