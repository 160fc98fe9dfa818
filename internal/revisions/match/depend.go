package match

import (
	"context"
	"slices"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

const (
	// looks is how often a dependence on b.N must be seen again.
	looks = 2
	// certain is the factor between the processor time of an iteration in a run and the
	// fastest sample from which on a run is longer by itself. Neighbours make processor time
	// longer too, by the core and the caches that they share: 1.35 times was seen.
	certain = 1.5
	// fewIterations is a run of next to nothing: what its process takes is set-up.
	fewIterations = 2
)

// look is the time of an iteration on one side, in nanoseconds.
type look struct {
	short float64 // in the fastest sample
	long  float64 // in a run as go test makes it
	cpu   float64 // of the processor in such a run; 0 if it is not known
}

// depends reports whether the time of an iteration depends on their number. An interruption
// makes a run longer, and looks like that. So each look must say it, and so must the time of
// the processor, of which an interruption takes none. It cannot make the fastest of many
// samples longer, time and again.
func depends(all []look) bool {
	longer := func(l look) bool { return l.long >= drift*l.short && l.cpu >= certain*l.short }
	shorter := func(l look) bool { return l.long*drift <= l.short }
	no := func(is func(look) bool) bool {
		return slices.ContainsFunc(all, func(l look) bool { return l.short <= 0 || l.long <= 0 || !is(l) })
	}
	return !no(longer) || !no(shorter)
}

// dependent reports whether the time of an iteration depends on their number, on any side: n
// of them in a sample, or most of them in a run. Short are the fastest samples so far. It
// looks until it is clear that this is not so, or looks times.
func (m *Match) dependent(ctx context.Context, b Benchmark, n, most int, short [2]float64) (is bool, failed string, err error) {
	var sides [2][]look
	for i, r := range b.runs {
		sides[i] = []look{{short[i], r.nanos, r.nanos}} // nobody has asked for processor time
	}
	for range looks {
		if !depends(sides[Base]) && !depends(sides[Head]) {
			return false, "", nil
		}
		both, failed, err := m.look(ctx, b, n, most)
		if failed != "" || err != nil {
			return false, failed, err
		}
		for i, l := range both {
			sides[i] = append(sides[i], l)
		}
	}
	return depends(sides[Base]) || depends(sides[Head]), "", nil
}

// look looks at both sides.
func (m *Match) look(ctx context.Context, b Benchmark, n, most int) (both [2]look, failed string, err error) {
	var got [3]probe
	for i, l := range [3]gotest.Launch{{N: n, Count: probed}, {N: most, Count: 1}, {N: fewIterations, Count: 1}} {
		one := b
		one.n = l.N
		got[i], err = m.sampled(ctx, &one, l.Count, 0)
		if failed := got[i].failed(b.Name); failed != "" || err != nil {
			return both, failed, err
		}
	}
	short, long := got[0].fastestOf(b.Name), got[1].nanos(b.Name)
	for i := range both {
		both[i] = look{short[i], long[i], float64(got[1][i].CPU-got[2][i].CPU) / float64(max(1, most-fewIterations))}
	}
	return both, "", nil
}

// fastestOf returns the shortest time of an iteration, by side.
func (p probe) fastestOf(name string) (nanos [2]float64) {
	for i, side := range p {
		for _, x := range column(side.Samples[name], "ns/op") {
			if x > 0 && (nanos[i] == 0 || x < nanos[i]) {
				nanos[i] = x
			}
		}
	}
	return nanos
}
