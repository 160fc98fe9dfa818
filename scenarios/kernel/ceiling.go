package kernel

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// References are what this build can measure beside the arms of a scenario:
// every version of reading, copying and streaming, of which the fastest is the
// ceiling, and the probes.
func References() []reference.Candidate {
	var list []reference.Candidate
	for _, r := range Readers() {
		list = append(list, reference.Candidate{Role: reference.CeilingRead, Name: r.Name, Open: r.open})
	}
	for _, c := range Copiers() {
		list = append(list, reference.Candidate{Role: reference.CeilingCopy, Name: c.Name, Open: c.open})
	}
	for _, c := range Streamers() {
		list = append(list, reference.Candidate{Role: reference.CeilingStream, Name: c.Name, Open: c.open})
	}
	return append(list, probes()...)
}

// open makes the op that reads Case.Size bytes as often as the case says: what
// a cache keeps from one pass to the next belongs to the ceiling. Its sums are
// dropped: a call through a function value is never removed.
func (r Reader) open(g reference.Ground) bench.Op {
	again := max(g.Case.Passes, 1)
	return bench.Op{Run: func(n int) uint64 {
		passes, rest := g.Spread(n)
		r.Sum(g.From, passes*again)
		r.Sum(g.From[:rest], again)
		return 0
	}}
}

// open makes the op that copies Case.Size bytes per operation.
func (c Copier) open(g reference.Ground) bench.Op {
	return bench.Op{Run: func(n int) uint64 {
		passes, rest := g.Spread(n)
		c.Repeat(g.To, g.From, passes)
		c.Copy(g.To[:rest], g.From[:rest])
		return 0
	}}
}
