package clib

import (
	"maps"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// TestGrid holds in every build: the literal names its cases whether or not
// they can run here.
func TestGrid(t *testing.T) {
	got := map[string][]bench.Bytes{}
	cases := CLibrary.Grid.Cases()
	for _, c := range cases {
		key := c.Get(call) + " " + c.Get(memory)
		got[key] = append(got[key], c.Size)
	}
	want := map[string][]bench.Bytes{
		"crc32 go": usual, "crc32 c": foreign, "crc32 python": foreign,
		"ddot go": usual, "ddot c": foreign, "ddot python": foreign,
		"deflate go": deflated,
	}
	if !maps.EqualFunc(got, want, slices.Equal) {
		t.Errorf("the default cases are %v, want %v", got, want)
	}
	if len(cases) > 36 {
		t.Errorf("there are %d default cases, want 36 at most", len(cases))
	}
}

func TestReadyAgreesWithTheSource(t *testing.T) {
	b := bench.NewBlock(CLibrary.Grid.Cases()[0], 1)
	defer b.Close()
	_, err := CLibrary.Open(b)
	ready, opened := bench.Skipped(CLibrary.Ready()), bench.Skipped(err)
	if (ready == nil) != (opened == nil) {
		t.Errorf("Ready() says %v, Open %v: want the same", ready, opened)
	}
	if ready != nil && ready.Hint == "" {
		t.Errorf("Ready() = %v: want a hint", ready)
	}
}
