package loop_test

import (
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/measure/loop"
)

// TestLongOps: operations with similar times are treated alike, all as the shortest.
func TestLongOps(t *testing.T) {
	const us, ms = time.Microsecond, time.Millisecond
	for _, test := range []struct {
		name  string
		takes []time.Duration
		want  []bool
	}{
		{"none", nil, []bool{}},
		{"short and long", []time.Duration{us, 300 * ms}, []bool{false, true}},
		{"the limit itself", []time.Duration{ms}, []bool{false}},
		{"identical code about the limit", []time.Duration{1010 * us, 990 * us}, []bool{false, false}},
		{"identical code above it", []time.Duration{1010 * us, 1020 * us}, []bool{true, true}},
		{"four times as long", []time.Duration{4 * ms, ms}, []bool{false, false}},
		{"more", []time.Duration{4*ms + 1, ms}, []bool{true, false}},
		{"by way of a third", []time.Duration{8 * ms, ms, us, 3 * ms, 100 * ms}, []bool{false, false, false, false, true}},
	} {
		if got := loop.LongOps(test.takes); !slices.Equal(got, test.want) {
			t.Errorf("%s: LongOps(%v) = %v, want %v", test.name, test.takes, got, test.want)
		}
	}
}

// TestAlikeOps: numbers that calibration may give identical code become one.
func TestAlikeOps(t *testing.T) {
	for _, test := range []struct {
		name            string
		perSample, want []int
	}{
		{"none", nil, []int{}},
		{"one", []int{7}, []int{7}},
		{"identical code", []int{52, 79}, []int{79, 79}},
		{"the other way round", []int{79, 52}, []int{79, 79}},
		{"single operations", []int{1, 1}, []int{1, 1}},
		{"seven to four", []int{4, 7}, []int{7, 7}},
		{"twice as many", []int{1, 2}, []int{1, 2}},
		{"view and copies", []int{5000, 10, 12, 11}, []int{5000, 11, 11, 11}},
		{"by way of a third", []int{10, 25, 16}, []int{16, 16, 16}},
	} {
		before := slices.Clone(test.perSample)
		if got := loop.AlikeOps(test.perSample); !slices.Equal(got, test.want) || !slices.Equal(test.perSample, before) {
			t.Errorf("%s: AlikeOps(%v) = %v and left %v, want %v", test.name, before, got, test.perSample, test.want)
		}
	}
}
