package main

import (
	"math"
	"slices"
	"testing"
)

// TestScore: the scores of small examples, worked out by hand.
func TestScore(t *testing.T) {
	for _, test := range []struct {
		name         string
		labels       [][]int
		found        []int
		n            int
		f1, covering float64
	}{
		{"nothing there, nothing found", [][]int{{}}, nil, 100, 1, 1},
		{"found within the margin", [][]int{{50}}, []int{55}, 100, 1, 50./55*0.5 + 45./50*0.5},
		{"found beyond the margin", [][]int{{50}}, []int{56}, 100, 0.5, 50./56*0.5 + 44./50*0.5},
		{"nothing found", [][]int{{50}}, nil, 100, 2 * 1 * 0.5 / 1.5, 0.5},
		{"one found for two labels", [][]int{{50, 52}}, []int{51}, 100, 2 * 1 * (2. / 3) / (1 + 2./3), 0.5*50./51 + 2./100*1./50 + 0.48*48./49},
		{"two annotators", [][]int{{50}, {}}, []int{50}, 100, 1, 0.75},
	} {
		got := scoreOf(labelled{values: make([]float64, test.n), labels: test.labels}, test.found)
		if math.Abs(got.f1-test.f1) > 1e-12 || math.Abs(got.covering-test.covering) > 1e-12 {
			t.Errorf("%s: %.4f %.4f, want %.4f %.4f", test.name, got.f1, got.covering, test.f1, test.covering)
		}
	}
}

// TestPeers: every detector but the one that says nothing finds a large step, and none
// finds any in a constant series.
func TestPeers(t *testing.T) {
	x := plan{kind: kinds()[0], n: 100, step: 40, ratio: 1.2}.series(drawn(1))
	var values []float64
	for _, p := range x.Points {
		values = append(values, p.Values[0])
	}
	for _, d := range detectors() {
		got := d.find(values)
		if found := slices.ContainsFunc(got, func(at int) bool { return abs(at-40) <= 1 }); found == (d.name == "nothing") {
			t.Errorf("%s: changes at %v of a step at 40", d.name, got)
		}
		if got := d.find(make([]float64, 60)); len(got) != 0 {
			t.Errorf("%s: changes at %v of a constant series", d.name, got)
		}
	}
}

// TestDeviations: the running sums are those about the median.
func TestDeviations(t *testing.T) {
	x := []float64{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9}
	dist := deviations(x)
	for from := range x {
		for to := from + 1; to <= len(x); to++ {
			sorted := slices.Sorted(slices.Values(x[from:to]))
			want := 0.
			for _, v := range sorted {
				want += math.Abs(v - sorted[len(sorted)/2])
			}
			if got := dist(from, to); math.Abs(got-want) > 1e-9 {
				t.Fatalf("deviations(%v) = %v, want %v", x[from:to], got, want)
			}
		}
	}
}
