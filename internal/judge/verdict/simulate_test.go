package verdict_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// looks is how many launches a simulated comparison grows to, judged after
// each.
const looks = 60

// guest is a simulated machine with two arms. All its noise is relative.
type guest struct {
	name   string
	effect float64 // how much longer the view takes: a logarithm
	noise  float64 // of a sample
	drift  float64 // of the machine's speed, from sample to sample
	layout float64 // of an arm, from block to block
	spikes float64 // share of the samples that are preempted, for milliseconds
}

var guests = []guest{
	{name: "calm", noise: 0.01},
	{name: "drifting speed", noise: 0.01, drift: 0.02},
	{name: "preempted", noise: 0.01, spikes: 0.1},
	{name: "preempted more often than not", noise: 0.01, spikes: 0.6},
	{name: "layout", noise: 0.01, layout: 0.05},
	{name: "all of it", noise: 0.03, drift: 0.02, layout: 0.03, spikes: 0.2},
}

// launch simulates one launch of two blocks of eight rounds.
func (g guest) launch(r *rand.Rand) *launch.Record {
	const perSample, takes = 50, time.Microsecond
	speed := 0.1 * r.NormFloat64()
	record := &launch.Record{Scenario: "A", Case: bench.Case{Size: 64, Passes: 1}, Rivals: []launch.Rival{{Name: "copy"}, {Name: "view"}}}
	for range 2 {
		placed := []float64{g.layout * r.NormFloat64(), g.effect + g.layout*r.NormFloat64()}
		var block launch.Block
		for range 8 {
			round := make([]loop.Sample, 2)
			for _, i := range r.Perm(2) {
				speed += g.drift * r.NormFloat64()
				took := time.Duration(float64(perSample*takes) * math.Exp(speed+placed[i]+g.noise*r.NormFloat64()))
				round[i] = loop.Sample{Arm: i, Ops: perSample, Wall: took, CPU: took, Process: took}
				if r.Float64() < g.spikes {
					round[i].Wall += time.Duration((1 + 3*r.Float64()) * float64(time.Millisecond))
					round[i].Usage.Switches = 1
				}
			}
			block.Rounds = append(block.Rounds, round)
		}
		record.Blocks = append(record.Blocks, block)
	}
	return record
}

// TestNoFalseVerdict: where the arms are equal, a comparison that is judged
// after every launch ever comes to a difference no more often than its level
// says, whatever the machine does.
func TestNoFalseVerdict(t *testing.T) {
	if testing.Short() {
		t.Skip("it simulates hundreds of runs of six machines")
	}
	const trials = 300
	for _, g := range guests {
		for _, by := range []struct {
			unit  string
			alpha float64
		}{{"ns/op", verdict.SequentialAlpha}, {"cpu-ns/op", 0.1}} {
			r := rand.New(rand.NewPCG(41, 42))
			wrong := 0
			for trial := range trials {
				if g.differs(r, by.unit, verdict.Goal{Alpha: by.alpha}, trial%100 == 0) {
					wrong++
				}
			}
			rate := float64(wrong) / trials
			t.Logf("%s: %.4f of comparisons by %s ever differ at level %v", g.name, rate, by.unit, by.alpha)
			if most := by.alpha + 3*math.Sqrt(by.alpha*(1-by.alpha)/trials); rate > most {
				t.Errorf("%s: %.4f of comparisons by %s ever differ at level %v, want at most %.4f", g.name, rate, by.unit, by.alpha, most)
			}
		}
	}
}

// differs grows a comparison launch by launch and reports whether it is ever
// judged a difference. Evidence below 1/alpha is no difference, which saves the
// judging; thoroughly asks in any case.
func (g guest) differs(r *rand.Rand, unit string, goal verdict.Goal, thoroughly bool) bool {
	var logs []float64
	ever := false
	for range looks {
		logs = append(logs, verdict.LogRatio(g.launch(r), "view", "copy", unit))
		evident := interval.Evidence(logs, 0) > 1/goal.Alpha
		if !evident && !thoroughly {
			continue
		}
		if j := goal.Judge(logs); j.Word == verdict.Better || j.Word == verdict.Worse {
			ever = true
			if !evident {
				return true // and wrongly so
			}
		}
	}
	return ever
}

// TestFindsEffect: two per cent among launches that differ by one are found in
// time, with the right sign.
func TestFindsEffect(t *testing.T) {
	const trials = 300
	for _, test := range []struct {
		effect float64
		want   verdict.Word
	}{{math.Log(1.02), verdict.Worse}, {-math.Log(1.02), verdict.Better}} {
		// A launch differs by the layouts of two arms in two blocks.
		g := guest{effect: test.effect, noise: 0.005, layout: 0.01}
		r := rand.New(rand.NewPCG(43, 44))
		found, after := 0, 0
		for range trials {
			var logs []float64
			for range looks {
				logs = append(logs, verdict.LogRatio(g.launch(r), "view", "copy", "ns/op"))
				word := verdict.Goal{}.Judge(logs).Word
				if word == test.want {
					found, after = found+1, after+len(logs)
					break
				}
				if word != verdict.Undecided {
					t.Errorf("an effect of %v is judged %s after %d launches", test.effect, word, len(logs))
					break
				}
			}
		}
		if rate := float64(found) / trials; rate < 0.9 {
			t.Errorf("an effect of %v is found in %.3f of comparisons within %d launches, want 0.9", test.effect, rate, looks)
		}
		t.Logf("an effect of %v is found in %d of %d comparisons, after %.1f launches", test.effect, found, trials, float64(after)/float64(max(found, 1)))
	}
}
