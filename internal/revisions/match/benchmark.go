package match

import (
	"time"

	"github.com/bufbench/bufbench/internal/revisions/codediff"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// Benchmark is a benchmark of both sides.
type Benchmark struct {
	Package string          // import path, of the head
	Name    string          // BenchmarkX/size=1
	File    string          // of its function in the head, relative to the repository, with slashes; empty if unknown
	Line    int             // in the file
	Code    codediff.Answer // whether both sides run the same code

	dir string // of the package, relative to the mirror: the same on both sides
	timing
}

// Iterations returns the number of iterations of a sample, after the calibration.
func (b Benchmark) Iterations() int { return b.n }

// title returns the package and the name.
func (b Benchmark) title() string { return b.Package + " " + b.Name }

// timing holds what is known of the time of a benchmark.
type timing struct {
	nanos     float64       // of an iteration
	runs      [2]run        // by side
	vary      float64       // by which factor two such runs differ; 0 after a single run
	constant  bool          // its time does not depend on b.N: all of it counts as one iteration
	nothing   bool          // its time is too short to be measured
	whole     bool          // its samples are about as long as a run, because the time of an iteration depends on their number
	allocated float64       // bytes per iteration
	n         int           // iterations of a sample
	cost      time.Duration // of a sample with its preparation
}

// run is one run of a benchmark as go test makes it: with as many iterations as fit its
// time.
type run struct {
	n     int
	nanos float64 // of an iteration; 0 if the benchmark reports no time
	timed bool    // the benchmark reports its time, perhaps 0
	bytes float64 // allocated per iteration
}

const (
	// mostIterations is the maximum of a sample, as in package testing.
	mostIterations = 1e9
	// constantRun is less than the time of [mostIterations] real iterations: each takes
	// at least a part of a cycle.
	constantRun = 50 * time.Millisecond
)

// runOf returns the run of a discovered benchmark.
func runOf(d gotest.Discovery) run {
	r := run{n: d.N}
	for _, v := range d.Values {
		switch v.Unit {
		case "ns/op":
			r.nanos, r.timed = v.X, true
		case "B/op":
			r.bytes = v.X
		}
	}
	return r
}

// took returns the length of the run.
func (r run) took() time.Duration { return time.Duration(r.nanos * float64(r.n)) }

// constant reports whether the time of the run does not depend on b.N. Package testing
// has stopped at its maximum of iterations then, after too short a time.
func (r run) constant() bool {
	return r.timed && r.n >= mostIterations && r.took() < constantRun
}

// missing is the remark on a benchmark with a constant time.
const missing = "its time does not depend on b.N (is the loop over b.N missing, or the timer stopped?)"

// constants marks the benchmark as constant if its time does not depend on b.N on both
// sides. If that is so on one side only, the sides cannot be compared, and constants
// returns the reason.
func (b *Benchmark) constants() (failed string) {
	base, head := b.runs[Base].constant(), b.runs[Head].constant()
	switch {
	case base && head:
		b.constant, b.runs = true, [2]run{}
	case base:
		return "in the base: " + missing + ", and in the head it does"
	case head:
		return "in the head: " + missing + ", and in the base it does"
	}
	return ""
}

// nanosOf returns the time of an iteration during discovery, in nanoseconds. If the
// benchmark reports no time, it is the length of the run divided by its iterations.
func nanosOf(d gotest.Discovery, length time.Duration) float64 {
	if x := valueOf(d, "ns/op"); x > 0 {
		return x
	}
	return float64(length) / float64(max(1, d.N))
}

// valueOf returns the value of a unit, or 0.
func valueOf(d gotest.Discovery, unit string) float64 {
	for _, v := range d.Values {
		if v.Unit == unit {
			return v.X
		}
	}
	return 0
}
