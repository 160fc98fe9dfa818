package profdiff_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// TestSites: objects of one stack and size are one site, and a set-up drops out of the
// difference of two runs.
func TestSites(t *testing.T) {
	short, err := allocated(1).bytes("p.setup p.B", 3, 64).bytes("p.f p.B", 11, 48).side(11).Sites()
	if err != nil {
		t.Fatal(err)
	}
	long, err := allocated(1).bytes("p.setup p.B", 3, 64).bytes("p.f p.B", 10, 48).bytes("p.f p.B", 11, 48).bytes("p.f p.B", 5, 96).side(21).Sites()
	if err != nil {
		t.Fatal(err)
	}
	frames := strings.Fields("p.f p.B")
	want := []profdiff.Site{{Frames: frames, Size: 48, Objects: 10}, {Frames: frames, Size: 96, Objects: 5}}
	if got := profdiff.Less(long, short); !reflect.DeepEqual(got, want) {
		t.Errorf("Less = %+v, want %+v", got, want)
	}
	if _, err := timed().ticks("p.f", 2).side(1).Sites(); err == nil || !strings.Contains(err.Error(), "it has no alloc_objects") {
		t.Errorf("the sites of a CPU profile = %v, want an error", err)
	}
}
