package runner

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// Plan is what to measure, and for how long.
type Plan struct {
	Tasks  []Task
	Rule   Rule        // nil means one launch of each case
	More   More        // nil means that nothing more is wanted
	Seed   uint64      // every order and every byte of data comes from it
	Extent loop.Extent // of a block

	launch.Conditions

	Peaks    int  // launches per arm that find its maximum memory
	Counters bool // whether launches also count events, after all timing
}

// Task is one scenario and its cases.
type Task struct {
	Info    bench.Info
	Rivals  []bench.Rival
	Cases   []bench.Case
	Earlier []Earlier  // earlier work of this program on this machine
	Keep    bench.Case // the case for retention and maximum memory; without a size there is none

	Versions []bench.Version // of libraries and runtimes beside Go, for the results
}

// Earlier is a case that was proven, calibrated and perhaps measured earlier. It may
// be one of the task's cases or a further one.
type Earlier struct {
	Visit    launch.Visit
	Launches int
	Spent    time.Duration // on its launches
}

// Progress is the state of a case, for a [Rule].
type Progress struct {
	Scenario string
	Case     bench.Case
	Launches int
	Spent    time.Duration // on its launches: starting, making sources and measuring
}

// Rule says whether a case has enough launches. It is the place of every stopping
// rule.
type Rule func(p Progress) bool

// More returns further cases of a scenario, once the rule is content with all cases so
// far. A case may be an old one, if the rule now answers otherwise. More is called
// until it returns none.
type More func(scenario string) []bench.Case

// Fixed is the rule of a fixed number of launches.
func Fixed(launches int) Rule {
	return func(p Progress) bool { return p.Launches >= launches }
}

// visitsMost is the maximum number of small cases per launch: enough to make its start
// cheap, few enough that a crash costs little.
const visitsMost = 8

// alone is the size from which a case has launches of its own: its heap and its page
// cache would disturb the start of another case.
const alone = 16 * bench.MiB

// launches cuts visits into launches, in random order: each large case alone, values
// of the Apart axis apart, and at most visitsMost together.
func launches(visits []launch.Visit, apart string, rng *rand.Rand) [][]launch.Visit {
	shuffled := slices.Clone(visits)
	rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	var cut [][]launch.Visit
	open := map[string]int{} // the launch that still has room, by value of the Apart axis
	for _, v := range shuffled {
		key := v.Case.Get(apart)
		at, room := open[key]
		if v.Case.Size >= alone {
			cut = append(cut, []launch.Visit{v})
			continue
		}
		if !room || len(cut[at]) == visitsMost {
			open[key] = len(cut)
			cut = append(cut, nil)
		}
		cut[open[key]] = append(cut[open[key]], v)
	}
	return cut
}

// Estimate guesses the time of n launches of every case, before anything is known of
// the arms. A case takes at least the time least. An operation is assumed to move its
// bytes at 2.3 GB/s.
func Estimate(p Plan, n int, least time.Duration) time.Duration {
	var total time.Duration
	for _, t := range p.Tasks {
		rivals := len(t.Rivals) + 3
		for _, c := range t.Cases {
			op := time.Duration(float64(c.Size) / 2.3e9 * float64(time.Second))
			setup := op + 200*time.Microsecond
			total += max(estimate(rivals, op, setup, sampleOf(c), n), least)
		}
	}
	return total
}

// sampleOf is the length of a sample of a case whose operations are short.
func sampleOf(c bench.Case) time.Duration {
	if c.Get(bench.Goroutines) != "" {
		return launch.CrewTarget
	}
	return loop.DefaultTarget
}

// estimate is the time of n launches of one case, its proof included.
func estimate(rivals int, op, setup, sample time.Duration, n int) time.Duration {
	untimed := op
	if op > loop.Cooled {
		untimed = 0
	}
	round := time.Duration(rivals) * (max(op, sample) + untimed)
	rounds := time.Duration(9)
	if round > 20*time.Millisecond {
		rounds = 2
	}
	span := max(rounds*round, 8*time.Millisecond, min(3*setup, 60*time.Millisecond))
	once := launch.BlocksMin*(setup+span) + 10*time.Millisecond
	return time.Duration(n)*once + 20*time.Duration(rivals)*op + 20*time.Millisecond
}
