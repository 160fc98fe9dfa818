package series

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"time"

	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/trend"
	"golang.org/x/perf/benchfmt"
)

// ID is a hash of contents: the same contents have one.
type ID [16]byte

// Run is the values of one run.
type Run struct {
	Origin  record.Origin
	Layout  *Layout
	Samples []float64 // in the order of the layout
}

// ID tells a run from others. The same run twice has one, whenever it is added and in
// whatever file it stands.
func (r *Run) ID() ID {
	o := r.Origin
	text := []byte(o.Commit + "\n" + o.Base + "\n" + o.Measured.String() + "\n")
	layout := r.Layout.ID()
	text = append(text, layout[:]...)
	for _, x := range r.Samples {
		text = binary.LittleEndian.AppendUint64(text, math.Float64bits(x))
	}
	return idOf(text)
}

func idOf(text []byte) (id ID) {
	sum := sha256.Sum256(text)
	copy(id[:], sum[:])
	return id
}

// File is one file of a record, as its readers see it.
//
// Indexes keep it. A change of Parse needs a migration in package tables, so that texts are
// read again: a test of that package says when.
type File struct {
	Path     string
	Added    time.Time
	Runs     []Run
	Units    []Unit
	Problems []Problem
}

// Unit is one property of a unit, as a text says it.
type Unit struct {
	Unit     string // tidied
	Original string // as it stands in the text
	Key      string
	Value    string
}

// Problem is what could not be read of a file.
type Problem struct {
	Line int // from 1; 0 is the whole file
	What string
	Mend string // may be empty
}

// Read reads a file. What cannot be read is among its problems.
func Read(path string) *File {
	text, err := record.ReadFile(path)
	if err != nil {
		return &File{Path: path, Problems: []Problem{problemOf(err)}}
	}
	return Parse(path, text)
}

// Parse reads the text of a file. What cannot be read is among its problems.
func Parse(path string, text []byte) *File {
	out := &File{Path: path}
	f, err := record.Parse(path, text)
	if err != nil {
		out.Problems = append(out.Problems, problemOf(err))
		return out
	}
	out.Added = f.Added
	p := &parser{out: out, at: map[string]int32{}}
	units, problems := f.Walk(p.take)
	p.end()
	out.Units = unitsOf(units)
	for _, one := range problems {
		out.Problems = append(out.Problems, problemOf(one))
	}
	return out
}

// parser sorts the results of a file.
type parser struct {
	out  *File
	at   map[string]int32 // of keys
	keys []trend.Key
	text []byte
}

// take takes one result.
func (p *parser) take(r *benchfmt.Result) {
	o := record.OriginOf(r)
	if n := len(p.out.Runs); n == 0 || p.out.Runs[n-1].Origin != o {
		p.end()
		p.out.Runs = append(p.out.Runs, Run{Origin: o, Layout: &Layout{}})
	}
	now := &p.out.Runs[len(p.out.Runs)-1]
	s := sideOf(r)
	for _, v := range r.Values {
		now.Layout.add(p.key(r, v.Unit), s)
		now.Samples = append(now.Samples, v.Value)
	}
}

// end ends a run.
func (p *parser) end() {
	if n := len(p.out.Runs); n > 0 {
		p.out.Runs[n-1].Layout.name(p.keys)
	}
}

// key is the index of the key of a result in a unit.
func (p *parser) key(r *benchfmt.Result, unit string) int32 {
	pkg := r.GetConfig("pkg")
	p.text = append(append(p.text[:0], pkg...), 0)
	p.text = append(append(p.text, r.Name...), 0)
	p.text = append(append(p.text, unit...), 0)
	p.text = envOf(p.text, r)
	if at, known := p.at[string(p.text)]; known {
		return at
	}
	at := int32(len(p.keys))
	p.at[string(p.text)] = at
	p.keys = append(p.keys, trend.Key{Package: pkg, Name: string(r.Name), Unit: unit, Env: Env(r)})
	return at
}
