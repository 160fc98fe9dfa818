package machine

import (
	"slices"
	"testing"
)

func TestCPUList(t *testing.T) {
	tests := []struct {
		list string
		want []int
		back string // written again
	}{
		{"0-3,8", []int{0, 1, 2, 3, 8}, "0-3,8"},
		{"5", []int{5}, "5"},
		{"0,2,4", []int{0, 2, 4}, "0,2,4"},
		{"3,0-1,1-2", []int{0, 1, 2, 3}, "0-3"},
		{"", nil, ""},
		{"all", nil, ""},
		{"3-1", nil, ""},
		{"0,3-1", nil, ""},
		{"-1", nil, ""},
		{"0-999999999", nil, ""},
		{"0-1,x", nil, ""},
	}
	for _, tt := range tests {
		got := cpuList(tt.list)
		if !slices.Equal(got, tt.want) || listOf(got) != tt.back {
			t.Errorf("cpuList(%q) = %d, %q again, want %d, %q", tt.list, got, listOf(got), tt.want, tt.back)
		}
	}
}

func TestWithout(t *testing.T) {
	if got, want := without([]int{0, 1, 2, 3}, []int{1, 2, 9}), []int{0, 3}; !slices.Equal(got, want) {
		t.Errorf("without = %d, want %d", got, want)
	}
	if got := without([]int{1}, []int{1}); got != nil {
		t.Errorf("without all = %d, want none", got)
	}
}
