package runner

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// Plan is what to measure and how long.
type Plan struct {
	Tasks   []Task
	Rule    Rule         // nil means one launch of each case
	More    More         // nil means that nothing more is wanted
	Seed    uint64       // every order and every byte of data comes from it
	Ballast bench.Bytes  // live heap while the collector is on, where a case does not say otherwise
	Cache   bench.Bytes  // size of the last-level cache; 0 if it is not known
	Extent  loop.Extent  // of a block
	Pages   launch.Pages // that large buffers ask for

	Peaks    int  // launches of each arm that see what memory it has at most
	Counters bool // whether launches also count events, once they have timed
}

// Task is one scenario and its cases.
type Task struct {
	Info    bench.Info
	Rivals  []bench.Rival
	Cases   []bench.Case
	Earlier []Earlier  // what was done earlier, by this program on this machine
	Keep    bench.Case // of which it is measured what views of parts retain and what memory arms have at most; of no size: of none

	Versions []bench.Version // of what the scenario runs on beside Go; for who writes the results
}

// Earlier is a case that was proven, calibrated and perhaps measured earlier.
// It may be one of the task's cases or a further one.
type Earlier struct {
	Visit    launch.Visit
	Launches int
	Spent    time.Duration // on its launches
}

// Progress is what is known of a case when a [Rule] is asked.
type Progress struct {
	Scenario string
	Case     bench.Case
	Launches int
	Spent    time.Duration // on its launches: starting, making sources and measuring
}

// Rule says whether a case has been measured enough. It is the place of every
// stopping rule.
type Rule func(p Progress) bool

// More says which cases of a scenario are wanted once the rule is content with
// all that there are: others than those, or some of those again, on which the
// rule then has to say something else. It is asked until it wants none.
type More func(scenario string) []bench.Case

// Fixed is the rule of a fixed number of launches.
func Fixed(launches int) Rule {
	return func(p Progress) bool { return p.Launches >= launches }
}

// visitsMost is how many small cases share a launch: enough to make its start
// cheap, few enough that a crash costs little.
const visitsMost = 8

// alone is the size from which a case has launches of its own, because what it
// leaves behind (heap, page cache) would be another case's start.
const alone = 16 * bench.MiB

// launches cuts visits into launches, in random order: large cases alone,
// values of the Apart axis apart, at most visitsMost together.
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

// Estimate guesses how long n launches of every case take, each case a given
// time at least, before anything is known of the arms: a life is taken to move
// its bytes at 2.3 GB/s.
func Estimate(p Plan, n int, least time.Duration) time.Duration {
	var total time.Duration
	for _, t := range p.Tasks {
		rivals := len(t.Rivals) + 3
		for _, c := range t.Cases {
			life := time.Duration(float64(c.Size) / 2.3e9 * float64(time.Second))
			setup := life + 200*time.Microsecond
			total += max(estimate(rivals, life, setup, n), least)
		}
	}
	return total
}

// estimate is the time of n launches of one case, its proof included.
func estimate(rivals int, life, setup time.Duration, n int) time.Duration {
	untimed := life
	if life > loop.Cooled {
		untimed = 0
	}
	round := time.Duration(rivals) * (max(life, loop.DefaultTarget) + untimed)
	rounds := time.Duration(9)
	if round > 20*time.Millisecond {
		rounds = 2
	}
	span := max(rounds*round, 8*time.Millisecond, min(3*setup, 60*time.Millisecond))
	once := launch.BlocksMin*(setup+span) + 10*time.Millisecond
	return time.Duration(n)*once + 20*time.Duration(rivals)*life + 20*time.Millisecond
}
