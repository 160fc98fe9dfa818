package match

import "testing"

// TestDepends: what is recorded of a loop of 100 multiplications, and of one that takes 200 of
// them after a while, on two processors with nine processes or more. There a run of half a
// second is interrupted each time, and the fastest of many short samples is not.
func TestDepends(t *testing.T) {
	for _, tt := range []struct {
		name string
		all  []look
		want bool
	}{
		{"interrupted", []look{{111.4, 185.9, 185.9}, {111.4, 179.9, 119.6}}, false},
		{"interrupted for most of the time", []look{{130.4, 575.7, 575.7}, {125.4, 1189, 155.2}}, false},
		{"beside a busy neighbour on the core", []look{{125.5, 494.6, 494.6}, {130.8, 367.8, 168.3}, {129.2, 625.9, 162.8}}, false},
		{"longer after a while", []look{{130.8, 868.5, 868.5}, {125.3, 854.3, 284.9}, {125.3, 978.3, 265.8}}, true},
		{"longer after a while, and never interrupted", []look{{115.6, 230.1, 230.1}, {115.7, 231, 240}}, true},
		{"longer once", []look{{115.6, 230.1, 230.1}, {115.7, 231, 240}, {115.6, 116, 120}}, false},
		{"a cost of the beginning", []look{{300, 120, 120}, {310, 125, 119}}, true},
		{"the first samples were interrupted", []look{{300, 120, 120}, {111.4, 125, 119}}, false},
		{"longer and shorter", []look{{100, 300, 300}, {300, 100, 100}}, false},
		{"no processor time", []look{{115.6, 581.1, 581.1}, {115.7, 483.9, 0}}, false},
		{"no time", []look{{0, 581.1, 581.1}, {115.7, 483.9, 246}}, false},
	} {
		if got := depends(tt.all); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
