package series

import (
	"encoding/binary"
	"hash/maphash"
	"math"
	"time"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/trend"
	"golang.org/x/perf/benchfmt"
)

// seed is that of the hashes of runs. They live as long as the process.
var seed = maphash.MakeSeed()

// side is the side of a comparison that a value is of.
type side uint8

const (
	alone side = iota
	sideBase
	sideHead
)

// value is one measured value.
type value struct {
	key  int32 // in parsed.keys
	side side
	x    float64
}

// run is the values of one run, and what tells it from others.
type run struct {
	origin record.Origin
	values []value
	hash   uint64
}

// parsed is one file of a record.
type parsed struct {
	path     string
	added    time.Time
	keys     []trend.Key
	runs     []run
	units    benchfmt.UnitMetadataMap
	problems []result.Problem
}

// parser sorts the results of a file.
type parser struct {
	out  *parsed
	at   map[string]int32 // of keys
	text []byte
	hash maphash.Hash
}

// parse reads one file. What cannot be read is among its problems.
func parse(path string) *parsed {
	out := &parsed{path: path}
	f, err := record.Open(path)
	if err != nil {
		out.problems = append(out.problems, problemOf(path, err))
		return out
	}
	out.added = f.Added
	p := &parser{out: out, at: map[string]int32{}}
	p.hash.SetSeed(seed)
	out.units, out.problems = f.Walk(p.take)
	p.end()
	return out
}

// take takes one result.
func (p *parser) take(r *benchfmt.Result) {
	o := record.OriginOf(r)
	if n := len(p.out.runs); n == 0 || p.out.runs[n-1].origin != o {
		p.end()
		p.out.runs = append(p.out.runs, run{origin: o})
		p.hash.WriteString(o.Commit + "\n" + o.Base + "\n" + o.Measured.String() + "\n")
	}
	now := &p.out.runs[len(p.out.runs)-1]
	s := sideOf(r)
	for _, v := range r.Values {
		key := p.key(r, v.Unit)
		p.hash.Write(p.text)
		p.text = binary.LittleEndian.AppendUint64(append(p.text[:0], byte(s)), math.Float64bits(v.Value))
		p.hash.Write(p.text)
		now.values = append(now.values, value{key, s, v.Value})
	}
}

// end ends a run.
func (p *parser) end() {
	if n := len(p.out.runs); n > 0 {
		p.out.runs[n-1].hash = p.hash.Sum64()
	}
	p.hash.Reset()
}

// key is the key of a result in a unit. It leaves the text of the key in p.text.
func (p *parser) key(r *benchfmt.Result, unit string) int32 {
	pkg := r.GetConfig("pkg")
	p.text = append(append(p.text[:0], pkg...), 0)
	p.text = append(append(p.text, r.Name...), 0)
	p.text = append(append(p.text, unit...), 0)
	p.text = envOf(p.text, r)
	if at, known := p.at[string(p.text)]; known {
		return at
	}
	at := int32(len(p.out.keys))
	p.at[string(p.text)] = at
	p.out.keys = append(p.out.keys, trend.Key{Package: pkg, Name: string(r.Name), Unit: unit, Env: Env(r)})
	return at
}

func sideOf(r *benchfmt.Result) side {
	switch r.GetConfig(record.Side) {
	case "base":
		return sideBase
	case "head":
		return sideHead
	}
	return alone
}
