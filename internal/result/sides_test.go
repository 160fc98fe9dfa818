package result_test

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/result"
)

// TestWriteSides: what is written is read back, each line with its side, its
// package and its pair.
func TestWriteSides(t *testing.T) {
	line := func(x float64) result.Launch {
		return result.Launch{N: max(1, int(10*x)), Values: []result.Value{{Unit: "ns/op", X: x}, {Unit: "B/op", X: 0}}}
	}
	design := result.Design{Clock: "ns/op", Stop: result.Sequential}
	h := result.Heading{Machine: "m", Started: time.Unix(0, 0), Config: [][2]string{{"goos", "linux"}}, Comments: []string{"base main\n1a2b"}, Units: []string{"Unit allocs/op assume=exact"}}
	var text bytes.Buffer
	err := result.WriteSides(&text, h, []result.Sides{
		{Package: "example.com/a", Name: "BenchmarkX/size=1-2", Design: design, Paired: true, Lines: [2][]result.Launch{{line(1), line(2)}, {line(3), line(4)}}},
		{Package: "example.com/a", Name: "BenchmarkY-2", Design: design, Lines: [2][]result.Launch{{line(5)}, {line(0.0625)}}},
		{Package: "example.com/b", Name: "BenchmarkX/size=1-2", Design: design, Paired: true, Lines: [2][]result.Launch{{line(7)}, {line(8)}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if first, _, _ := strings.Cut(text.String(), "\n"); !strings.Contains(first, "one layout of a side") {
		t.Errorf("where lines are no pairs the text begins %q", first)
	}
	path := filepath.Join(t.TempDir(), "ab.txt")
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	texts := &result.Texts{Inputs: []result.Input{{Label: "x", Path: path}}}
	want := []struct {
		pkg, name, side string
		ns              float64
		pair            int
	}{
		{"example.com/a", "X/size=1-2", "base", 1, 1},
		{"example.com/a", "X/size=1-2", "base", 2, 1},
		{"example.com/a", "X/size=1-2", "head", 3, 1},
		{"example.com/a", "X/size=1-2", "head", 4, 1},
		{"example.com/a", "Y-2", "base", 5, 0},
		{"example.com/a", "Y-2", "head", 0.0625, 0},
		{"example.com/b", "X/size=1-2", "base", 7, 2},
		{"example.com/b", "X/size=1-2", "head", 8, 2},
	}
	i := 0
	for r := range texts.Records() {
		if i >= len(want) {
			t.Fatal("there are more lines")
		}
		ns, _ := r.Value("sec/op")
		w := want[i]
		if r.GetConfig("pkg") != w.pkg || string(r.Name) != w.name || r.GetConfig("side") != w.side || math.Abs(ns-w.ns/1e9) > 1e-15 || r.Paired != w.pair || r.Design.Stop != result.Sequential || r.Iters != max(1, int(10*w.ns)) {
			t.Errorf("line %d: %s %s %s %v pair %d %+v, want %+v", i, r.GetConfig("pkg"), r.Name, r.GetConfig("side"), ns, r.Paired, r.Design, w)
		}
		i++
	}
	if first, more := texts.Problems(); i != len(want) || len(first)+more > 0 {
		t.Errorf("%d lines of %d, problems %v", i, len(want), first)
	}
	if p := texts.Places()[0]; p.Machine != "m" {
		t.Errorf("measured on %q", p.Machine)
	}
}
