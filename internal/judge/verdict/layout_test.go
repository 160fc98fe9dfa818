package verdict_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// meet draws launches of k layouts of both sides, each of which adds what it adds
// to one of noise; the head takes longer by an effect.
func meet(r *rand.Rand, k, turns int, layout, noise, effect float64) (base, head []float64, meetings []verdict.Meeting) {
	for range k {
		base, head = append(base, layout*r.NormFloat64()), append(head, effect+layout*r.NormFloat64())
	}
	for range turns {
		a, b := r.Perm(k), r.Perm(k)
		for i := range k {
			log := head[b[i]] - base[a[i]] + noise*r.NormFloat64()
			if r.IntN(20) == 0 {
				log += 1 // it was disturbed
			}
			meetings = append(meetings, verdict.Meeting{Layout: [2]int{a[i], b[i]}, Value: [2]float64{1, math.Exp(log)}})
		}
	}
	return base, head, meetings
}

// TestLayouts: what layouts add is found again, and launches that were disturbed
// move it little.
func TestLayouts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	base, head, meetings := meet(r, 8, 40, 0.03, 0.005, 0.02)
	got := verdict.Layouts(meetings, 8)
	mean := 0.
	for _, v := range base {
		mean += v / 8
	}
	for i := range base {
		if math.Abs(math.Log(got[0][i])-(base[i]-mean)) > 0.006 || math.Abs(math.Log(got[1][i])-(head[i]-mean)) > 0.006 {
			t.Errorf("layout %d: %.4f and %.4f, want %.4f and %.4f", i, math.Log(got[0][i]), math.Log(got[1][i]), base[i]-mean, head[i]-mean)
		}
	}
	if none := verdict.Layouts(nil, 2); !math.IsNaN(none[0][0]) {
		t.Errorf("of no meeting: %v", none)
	}
}

// TestLayoutsLevel: two builds of the same code, each in eight layouts of its own,
// are told apart no more often than the level says, however many launches there
// are; and a difference larger than what layouts make is found.
func TestLayoutsLevel(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const trials = 200
	falsely, found := 0, 0
	for range trials {
		_, _, meetings := meet(r, 8, 60, 0.03, 0.005, 0)
		of := verdict.Layouts(meetings, 8)
		if interval.RankSum(of[0], of[1]) <= 0.05 {
			falsely++
		}
		_, _, meetings = meet(r, 8, 60, 0.03, 0.005, 0.08)
		of = verdict.Layouts(meetings, 8)
		if interval.RankSum(of[0], of[1]) <= 0.05 {
			found++
		}
	}
	if falsely > trials*8/100 {
		t.Errorf("%d of %d relinked builds were told apart at 5 %%", falsely, trials)
	}
	if found < trials*95/100 {
		t.Errorf("8 %% was found in %d of %d, with layouts that differ by 3 %%", found, trials)
	}
}
