package pace

import (
	"runtime"
	"strings"
	"time"
)

// Sample is one timed batch of operations of a work.
type Sample struct {
	Work       string
	Operations int
	Nanos      float64 // per operation
}

const (
	rounds = 5                    // samples of each work
	batch  = 4 * time.Millisecond // a sample takes about as long
	most   = 1 << 30              // operations of a sample
)

// Measure takes samples of all works in turn, by a clock that tells the time since any
// moment.
func Measure(now func() time.Duration) []Sample {
	all := works()
	operations := make([]int, len(all))
	for i, w := range all {
		operations[i] = w.fill(now)
	}
	var samples []Sample
	for range rounds {
		for i, w := range all {
			took := w.time(operations[i], now)
			samples = append(samples, Sample{w.name, operations[i], float64(took) / float64(operations[i])})
		}
	}
	return samples
}

// Release is the Go release that built the works. Those of another one may be faster.
func Release() string {
	release, _, _ := strings.Cut(runtime.Version(), " ")
	return release
}

// fill returns how many operations take as long as a batch. It runs the work, so that the
// samples find its memory touched.
func (w work) fill(now func() time.Duration) int {
	for n := 1; ; n *= 2 {
		took := w.time(n, now)
		if took >= batch/2 || n >= most {
			return max(1, min(most, int(float64(n)*float64(batch)/float64(max(took, 1)))))
		}
	}
}

// time runs n operations.
func (w work) time(n int, now func() time.Duration) time.Duration {
	begin := now()
	sum := w.run(n)
	took := now() - begin
	runtime.KeepAlive(sum)
	return took
}
