package machine

import (
	"slices"
	"testing"
)

func TestLevels(t *testing.T) {
	for _, test := range []struct {
		caches CacheSizes
		want   []Level
	}{
		{CacheSizes{}, nil},
		{CacheSizes{L1d: 32, L2: 512, LLC: 4096}, []Level{{"L1", 32}, {"L2", 512}, {"LLC", 4096}}},
		{CacheSizes{L1d: 32, L2: 512, LLC: 512}, []Level{{"L1", 32}, {"L2", 512}}},
	} {
		if got := test.caches.Levels(); !slices.Equal(got, test.want) {
			t.Errorf("Levels() of %+v = %v, want %v", test.caches, got, test.want)
		}
	}
}
