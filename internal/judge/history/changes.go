package history

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Changes returns the changes of one series, oldest first. It does not modify s. The
// same points give the same changes, however many are added in one go.
func Changes(s Series, o Options) []Change {
	changes, _ := follow(s, o)
	return changes
}

// follow returns the changes of a series, and how many searches found them.
func follow(s Series, o Options) (changes []Change, searches int) {
	f := Follower{Options: o, Exact: s.Exact}
	for _, p := range s.Points {
		f.Push(p)
	}
	return f.Changes(), f.searches + 1
}

// falsePerPoint is how many false changes [Changes] reports per point, if it is asked
// after every point: the mean over five kinds of noise.
const falsePerPoint = 0.0008

// ChangesOf returns the changes of every series, in the order of all, such that at most
// the share o.FalseShare of all changes is expected to be false. Changes of counts are
// certain and all returned. falseAlarmsPerWeek estimates the number of false changes per
// week if nothing changes, and if somebody looks after every point.
func ChangesOf(all []Series, o Options) (changes [][]Change, falseAlarmsPerWeek float64) {
	o = o.filled()
	changes = make([][]Change, len(all))
	searches := make([]int, len(all))
	each(len(all), func(i int) { changes[i], searches[i] = follow(all[i], o) })

	var p []float64
	noisy := 0
	for i, s := range all {
		if s.Exact {
			continue
		}
		noisy++
		for _, c := range changes[i] {
			p = append(p, 1-c.Probability)
		}
		for range max(0, searches[i]-len(changes[i])) {
			p = append(p, 1) // a search that found nothing
		}
	}
	worst, found := largest(p, o.FalseShare)
	for i, s := range all {
		if !s.Exact {
			changes[i] = atMost(changes[i], worst)
		}
	}
	level := min(1, o.FalseShare*float64(max(1, found))/float64(max(1, len(p)))/doubt(chance))
	return changes, float64(noisy) * o.PointsPerWeek * falsePerPoint * level
}

// largest is the largest p-value that is a discovery if a share of the discoveries may
// be false, and the number of discoveries. It is negative if there is none.
func largest(p []float64, share float64) (worst float64, found int) {
	worst = -1
	for i, adjusted := range interval.BenjaminiHochberg(p) {
		if adjusted <= share {
			worst = math.Max(worst, p[i])
			found++
		}
	}
	return worst, found
}

// atMost returns the changes that noise explains with a chance of p at most.
func atMost(changes []Change, p float64) []Change {
	var kept []Change
	for _, c := range changes {
		if 1-c.Probability <= p {
			kept = append(kept, c)
		}
	}
	return kept
}

// each calls work for 0 to n - 1, on every processor at once.
func each(n int, work func(i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	group.Wait()
}
