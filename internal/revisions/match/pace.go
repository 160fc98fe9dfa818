package match

import (
	"cmp"
	"math"
	"time"
)

// pace says how long samples and launches are.
type pace struct {
	sample   time.Duration // far below the time slice of the scheduler, so most samples are not interrupted
	shortest time.Duration // of a launch
	starts   int           // the minimum length of a launch, as a multiple of its start-up time
	most     int           // samples of a launch
}

// launchPace is for alternating launches. In a given time, many short launches tell as
// much as few long ones, or more. But samples need a median.
func launchPace() pace {
	return pace{sample: 200 * time.Microsecond, shortest: 3 * time.Millisecond, starts: 1, most: 30}
}

// turnPace is for alternating samples. The closer two samples are in time, the more they
// have in common. Two processes take longer to start, and many samples make the ratio of
// the two more exact.
func turnPace() pace {
	return pace{sample: 100 * time.Microsecond, shortest: 40 * time.Millisecond, starts: 10, most: 100}
}

const (
	// mostSetUp is the maximum cost of a sample beside itself, as a multiple of its
	// length. Above it, the sample becomes longer.
	mostSetUp = 4
	// longestSample is the limit of that.
	longestSample = 50 * time.Millisecond
	// longestLaunch is the maximum length of a launch. The two of a pair should be close
	// in time.
	longestLaunch = 300 * time.Millisecond
	fewestSamples = 3
	// shortestIteration is a lower bound for the time of an iteration, in nanoseconds: a
	// part of a cycle of any clock.
	shortestIteration = 0.1
	// longIteration is the cost of a sample from which on a launch has one sample.
	longIteration = 50 * time.Millisecond
)

// pace returns the pace for whatever alternates.
func (m *Match) pace() pace {
	if m.turns() {
		return turnPace()
	}
	return launchPace()
}

// iterations returns how many iterations make a sample. It is a power of two, so that
// many benchmarks have the same number.
func (m *Match) iterations(nanos float64) int {
	s := m.spec.Sampling
	if s.Iterations > 0 {
		return s.Iterations
	}
	n := float64(cmp.Or(s.Sample, m.pace().sample)) / math.Max(nanos, shortestIteration)
	return 1 << int(math.Max(0, math.Round(math.Log2(n))))
}

// lengthen makes the sample of a benchmark longer if its preparation takes much longer
// than the sample itself.
func (b *Benchmark) lengthen(s Sampling) {
	sample := float64(b.n) * b.nanos
	if s.Iterations > 0 || sample <= 0 {
		return
	}
	for float64(b.cost)-sample > mostSetUp*sample && 2*sample <= float64(longestSample) && b.n < mostIterations {
		b.n, b.cost, sample = 2*b.n, b.cost+time.Duration(sample), 2*sample
	}
}

// together splits the benchmarks of a package into sets for the same launches. The
// benchmarks of a set have the same number of iterations, and are not too many.
func together(own []Benchmark) [][]Benchmark {
	type kind struct {
		n     int
		whole bool
	}
	var all [][]Benchmark
	at := map[kind]int{} // the last set of a kind
	cost := map[int]time.Duration{}
	for _, b := range own {
		of := kind{b.n, b.whole}
		i, known := at[of]
		if !known || cost[i]+fewestSamples*b.cost > longestLaunch {
			i = len(all)
			at[of] = i
			all = append(all, nil)
		}
		all[i] = append(all[i], b)
		cost[i] += fewestSamples * b.cost
	}
	return all
}

// samplesOf returns how many samples of each benchmark a launch takes. Start is how long
// its process takes to start.
func (p pace) samplesOf(some []Benchmark, start time.Duration) int {
	var cost time.Duration
	for _, b := range some {
		cost += b.cost
	}
	if cost >= longIteration {
		return 1
	}
	length := max(time.Duration(p.starts)*start, p.shortest)
	return min(p.most, max(fewestSamples, int(length/max(cost, time.Microsecond))))
}
