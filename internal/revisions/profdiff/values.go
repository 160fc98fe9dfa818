package profdiff

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/google/pprof/profile"
)

// values takes the values of one type from samples. It scales memory up from the sampled
// objects to all objects.
type values struct {
	at      int // of the value
	objects int // of the number of samples, or of objects for memory
	space   int // of the bytes of these objects; -1 for time
	period  float64
}

// valuesOf finds the values of a type in a profile.
func valuesOf(p *profile.Profile, sample string) (values, error) {
	var names []string
	for _, t := range p.SampleType {
		names = append(names, t.Type)
	}
	v := values{at: slices.Index(names, sample), space: -1, period: float64(p.Period)}
	if v.at < 0 {
		return values{}, fmt.Errorf("it has no %s (try: %s)", sample, strings.Join(names, " or "))
	}
	switch period := p.PeriodType; {
	case period != nil && period.Type == "cpu":
		v.objects = slices.Index(names, "samples")
	case period != nil && period.Type == "space":
		kind, _, _ := strings.Cut(sample, "_") // alloc or inuse
		v.objects, v.space = slices.Index(names, kind+"_objects"), slices.Index(names, kind+"_space")
		if v.space < 0 {
			v.objects = -1
		}
	default:
		v.objects = -1
	}
	if v.objects < 0 {
		return values{}, fmt.Errorf("how %s was sampled is not known (try: a profile that Go wrote by -test.cpuprofile or -test.memprofile)", sample)
	}
	return v, nil
}

// of returns one sample of a profile, scaled up to all allocations or moments with its
// stack.
//
// An object of s bytes is sampled with probability 1-exp(-s/period). With a period of 1,
// all objects are. Samples of time are a Poisson count, as if each stood for very many
// moments.
func (v values) of(s *profile.Sample) tally {
	t := tally{sum: float64(s.Value[v.at]), samples: float64(s.Value[v.objects])}
	if t.samples <= 0 {
		return tally{sum: t.sum}
	}
	unseen := 1.
	if v.space >= 0 {
		unseen = 0
		if v.period > 1 {
			unseen = math.Exp(-float64(s.Value[v.space]) / t.samples / v.period)
		}
		t.samples *= 1 - unseen
	}
	each := t.sum / t.samples
	t.square, t.step = t.sum*each*unseen, each*unseen
	return t
}
