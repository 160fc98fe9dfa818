package loop_test

import (
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

func TestRounds(t *testing.T) {
	const us, ms = time.Microsecond, time.Millisecond
	tests := []struct {
		name   string
		sample time.Duration // of each of two arms, the untimed operation included
		extent loop.Extent
		freeze map[int]time.Duration // what befalls an untimed operation besides, by round
		want   int                   // rounds that are kept
		taken  int
	}{
		{name: "default: eight rounds", sample: 1 * ms, want: 8, taken: 9},
		{name: "default: eight milliseconds", sample: 100 * us, want: 40, taken: 41},
		{name: "rounds decide", sample: 100 * us, extent: loop.Extent{Rounds: 50}, want: 50, taken: 51},
		{name: "the span decides", sample: 100 * us, extent: loop.Extent{Rounds: 2, Span: 10 * ms}, want: 50, taken: 51},
		{name: "one round", sample: 100 * us, extent: loop.Extent{Rounds: 1, Span: 1}, want: 1, taken: 1},
		{name: "the first is kept when it fills the span", sample: 4 * ms, want: 8, taken: 8},
		{name: "a round of 20 ms is not long", sample: 10 * ms, want: 8, taken: 8},
		{name: "long rounds count for four", sample: 10*ms + 100, want: 2, taken: 2},
		{name: "and make one too many", sample: 15 * ms, extent: loop.Extent{Rounds: 9}, want: 3, taken: 3},
		{name: "unless they are said not to be long", sample: 15 * ms, extent: loop.Extent{Long: time.Hour}, want: 8, taken: 8},
		{name: "shorter ones are said to be", sample: 1 * ms, extent: loop.Extent{Long: 1 * ms}, want: 4, taken: 5},
		{name: "one long among others", sample: 1 * ms, freeze: map[int]time.Duration{3: 30 * ms}, want: 5, taken: 6},
		{name: "two", sample: 1 * ms, freeze: map[int]time.Duration{1: 30 * ms, 2: 30 * ms}, want: 2, taken: 3},
		{name: "the one that is thrown away counts for none", sample: 1 * ms, extent: loop.Extent{Span: 40 * ms}, freeze: map[int]time.Duration{0: 30 * ms}, want: 20, taken: 21},
		{name: "a very long one", sample: 10 * time.Second, extent: loop.Extent{Rounds: 2}, want: 1, taken: 1},
	}
	for _, test := range tests {
		now := &fakeTime{}
		timer := loop.New(now.clocks(), seeded(1))
		a := &fakeOp{time: now, takes: test.sample / 10, checksum: 1, preempt: map[int]time.Duration{}}
		for round, d := range test.freeze {
			a.preempt[2*round] = d
		}
		b := &fakeOp{time: now, takes: test.sample / 100, checksum: 1}
		rounds, err := timer.Rounds([]bench.Op{a.op(), b.op()}, []int{9, 99}, test.extent)
		if err != nil {
			t.Fatal(err)
		}
		if len(rounds) != test.want || len(a.runs) != 2*test.taken || len(b.runs) != 2*test.taken {
			t.Errorf("%s: Rounds kept %d of %d, want %d of %d", test.name, len(rounds), len(a.runs)/2, test.want, test.taken)
		}
		for _, samples := range rounds {
			want := []loop.Sample{
				{Arm: 0, Ops: 9, Wall: a.takes * 9, CPU: a.takes * 9, Process: a.takes * 9},
				{Arm: 1, Ops: 99, Wall: b.takes * 99, CPU: b.takes * 99, Process: b.takes * 99},
			}
			for i := range samples {
				samples[i].Usage = loop.Usage{}
			}
			if !slices.Equal(samples, want) {
				t.Fatalf("%s: a round is %+v, want %+v", test.name, samples, want)
			}
		}
	}
}
