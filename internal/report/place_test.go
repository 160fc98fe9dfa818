package report

import (
	"testing"

	"github.com/bufbench/bufbench/internal/result"
)

// TestSetupOf: the reader and the build are in words, as far as the file says.
func TestSetupOf(t *testing.T) {
	for _, test := range []struct {
		config        map[string]string
		reader, build string
	}{
		{nil, "", ""},
		{map[string]string{"reader": "fast", "goexperiment": "simd", "go": "go1.26.8", "cgo": "1"}, "vector sum", "go1.26.8, GOEXPERIMENT=simd, cgo 1"},
		{map[string]string{"reader": "fast"}, "plain Go", ""},
		{map[string]string{"reader": "go", "goexperiment": "simd"}, "plain Go", "GOEXPERIMENT=simd"},
		{map[string]string{"reader": "none"}, "none, hand-over only", ""},
	} {
		s := SetupOf("a/run.txt", result.Head{Config: test.config, Machines: []string{"one"}})
		if s.Reader != test.reader || s.Build != test.build || s.Place.File != "run.txt" || s.Place.Machine != "one" {
			t.Errorf("%v is %+v, want %q and %q", test.config, s, test.reader, test.build)
		}
	}
}
