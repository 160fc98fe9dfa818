package child_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// zoo is one scenario for each way to be described.
func zoo() []bench.Scenario {
	of := func(name string, ready func() error, grid bench.Grid) bench.Scenario {
		return bench.Of[int]{
			Info: bench.Info{
				Name: name, Question: name + "?", Class: []bench.Class{bench.Dominant}, Probes: []string{"cgo-call"},
				Kernel: func([]byte, int) uint64 { return 0 }, Ready: ready, Grid: grid,
			},
			Arms: []bench.Arm[int]{{Name: "copy", Kind: bench.Copy}, {Name: "view", Kind: bench.View}},
		}
	}
	small := bench.Grid{Sizes: []bench.Bytes{64, 4096}}
	return []bench.Scenario{
		of("Plain", nil, small),
		of("Grids", func() error { return nil }, bench.Grid{
			Sizes: []bench.Bytes{60, 4096}, Passes: []int{1, 4}, Element: 8, Apart: "object",
			Axes:  []bench.Choice{{Key: "object", Values: []string{"a", "b"}}},
			Leave: func(c bench.Case) bool { return c.Get("object") == "b" && c.Passes == 4 },
		}),
		of("Skips", func() error { return &bench.Skip{Reason: "no such library", Hint: "install it"} }, small),
		of("Wraps", func() error { return fmt.Errorf("look: %w", &bench.Skip{Reason: "nothing there"}) }, small),
		of("Breaks", func() error { return errors.New("the wrong version") }, small),
		of("Panics", func() error { panic("a bug") }, small),
		of("PanicsInGrid", nil, bench.Grid{Leave: func(bench.Case) bool { panic("a gap") }}),
	}
}

// told is a description in one line.
func told(d launch.Description) string {
	var parts []string
	for _, c := range d.Cases {
		parts = append(parts, c.String())
	}
	return strings.Join(append(parts, d.Reason()), " ")
}

func TestDescriptions(t *testing.T) {
	const page, both = "size=4KiB/passes=1 ", "size=64B/passes=1 size=4KiB/passes=1 "
	all := map[string]string{
		"Plain": both,
		"Grids": "object=a/size=64B/passes=1 object=a/size=4KiB/passes=1 object=a/size=64B/passes=4 object=a/size=4KiB/passes=4 " +
			"object=b/size=64B/passes=1 object=b/size=4KiB/passes=1 ",
		"Skips":        both + "no such library (try: install it)",
		"Wraps":        both + "nothing there",
		"Breaks":       both + "the wrong version",
		"Panics":       both + "panic: a bug, at describe_test.go:",
		"PanicsInGrid": "panic: a gap, at describe_test.go:",
	}
	for _, test := range []struct {
		name string
		wish launch.Wish
		want map[string]string // how the descriptions are told begins; "" for those that were not asked
	}{
		{"everything", launch.Wish{}, all},
		{"one, in other letters", launch.Wish{Names: []string{"PLAIN"}}, map[string]string{"Plain": both}},
		{"nobody", launch.Wish{Names: []string{"Nobody"}}, nil},
		{"a case", launch.Wish{Names: []string{"Plain", "Breaks"}, Match: "^Plain/size=4KiB"}, map[string]string{"Plain": page}},
		{
			"sizes",
			launch.Wish{Names: []string{"Grids"}, Sizes: []bench.Bytes{4096}, Match: "object=b"},
			map[string]string{"Grids": "object=b/size=4KiB/passes=1 "},
		},
		{
			"what the grid leaves out too",
			launch.Wish{Names: []string{"Grids"}, Sizes: []bench.Bytes{4096}, Every: true, Match: "object=b"},
			map[string]string{"Grids": "object=b/size=4KiB/passes=1 object=b/size=4KiB/passes=4 "},
		},
		{
			"the first passes only",
			launch.Wish{Names: []string{"Grids"}, Once: true, Match: "object=a/size=4KiB"},
			map[string]string{"Grids": "object=a/size=4KiB/passes=1 "},
		},
		{
			"the first values only",
			launch.Wish{Names: []string{"Grids"}, Once: true},
			map[string]string{"Grids": "object=a/size=64B/passes=1 object=a/size=4KiB/passes=1 "},
		},
		{
			"the first values but for what is asked for",
			launch.Wish{Names: []string{"Grids"}, Once: true, Axes: []bench.Choice{{Key: "object", Values: []string{"b"}}}},
			map[string]string{"Grids": "object=b/size=64B/passes=1 object=b/size=4KiB/passes=1 "},
		},
		{
			"other passes",
			launch.Wish{Names: []string{"Grids"}, Once: true, Passes: []int{0, 2}, Match: "object=a/size=4KiB"},
			map[string]string{"Grids": "object=a/size=4KiB/passes=0 object=a/size=4KiB/passes=2 "},
		},
	} {
		got := child.Descriptions(zoo(), test.wish)
		if len(got) != len(zoo()) {
			t.Fatalf("%s: %d descriptions, want one for each of %d scenarios", test.name, len(got), len(zoo()))
		}
		for i, s := range zoo() {
			info := s.Describe()
			text, want := told(got[i]), test.want[info.Name]
			if !strings.HasPrefix(text, want) || want == "" && text != "" || len(want) > 0 && strings.HasSuffix(want, " ") && text != want {
				t.Errorf("%s: %s is told %q, want %q", test.name, info.Name, text, want)
			}
			if got[i].Info.Name != info.Name || !slices.Equal(got[i].Rivals, s.Rivals()) {
				t.Errorf("%s: description %d is %s with %v, want %s with %v", test.name, i, got[i].Info.Name, got[i].Rivals, info.Name, s.Rivals())
			}
		}
	}
}

// TestDescriptionsAsk: whether a scenario can run is not asked where none of
// its cases is wanted.
func TestDescriptionsAsk(t *testing.T) {
	asked := 0
	s := bench.Of[int]{Info: bench.Info{Name: "Asked", Ready: func() error { asked++; return nil }}}
	for _, test := range []struct {
		wish launch.Wish
		want int
	}{{launch.Wish{}, 1}, {launch.Wish{Names: []string{"Other"}}, 0}, {launch.Wish{Match: "Other"}, 0}} {
		asked = 0
		if child.Descriptions([]bench.Scenario{s}, test.wish); asked != test.want {
			t.Errorf("Descriptions with %+v asked %d times, want %d", test.wish, asked, test.want)
		}
	}
}

// TestDescriptionsVersions: they are asked of what can run, and of nobody else.
func TestDescriptionsVersions(t *testing.T) {
	of := func(name string, ready error) bench.Scenario {
		return bench.Of[int]{Info: bench.Info{
			Name: name, Ready: func() error { return ready },
			Versions: func() []bench.Version { return []bench.Version{{Of: "library", Number: "1.2"}} },
		}}
	}
	for _, d := range child.Descriptions([]bench.Scenario{of("Runs", nil), of("Skips", &bench.Skip{Reason: "absent"})}, launch.Wish{}) {
		if got, want := len(d.Versions) == 1 && d.Versions[0] == (bench.Version{Of: "library", Number: "1.2"}), d.Info.Name == "Runs"; got != want {
			t.Errorf("%s has the versions %v, want them asked: %t", d.Info.Name, d.Versions, want)
		}
	}
}

// An axis that is open has the cases of whatever values are asked for, and of its
// own where none are.
func TestDescriptionsVaryOpenly(t *testing.T) {
	scenarios := []bench.Scenario{bench.Of[int]{Info: bench.Info{Name: "Own", Grid: bench.Grid{
		Sizes: []bench.Bytes{64}, Axes: []bench.Choice{{Key: "windows", Values: []string{"1"}, Open: true}},
	}}}}
	for _, test := range []struct {
		axes []bench.Choice
		want string
	}{
		{nil, "windows=1/size=64B/passes=1 "},
		{[]bench.Choice{{Key: "windows", Values: []string{"7", "1"}}}, "windows=7/size=64B/passes=1 windows=1/size=64B/passes=1 "},
	} {
		if got := told(child.Descriptions(scenarios, launch.Wish{Axes: test.axes})[0]); got != test.want {
			t.Errorf("asked for %v: it is told %q, want %q", test.axes, got, test.want)
		}
	}
}

// TestDescriptionsVary: a wish changes the values of an axis that a scenario
// has, and who lacks the axis or a value of it says what it has.
func TestDescriptionsVary(t *testing.T) {
	scenarios := []bench.Scenario{
		bench.Of[int]{Info: bench.Info{Name: "Own", Grid: bench.Grid{
			Sizes: []bench.Bytes{64}, Axes: []bench.Choice{{Key: "object", Values: []string{"a", "b", "c"}}}, Without: []string{bench.Touch, bench.Order},
		}}},
		bench.Of[int]{Info: bench.Info{Name: "General", Grid: bench.Grid{Sizes: []bench.Bytes{64}}}},
	}
	const plain = "size=64B/passes=1 "
	lacking := func(key string) string {
		return "it has no axis " + key + " (it has "
	}
	for _, test := range []struct {
		name         string
		axes         []bench.Choice
		own, general string
	}{
		{
			"values of its own axis",
			[]bench.Choice{{Key: "object", Values: []string{"c", "a"}}},
			"object=c/" + plain[:len(plain)-1] + " object=a/" + plain, lacking("object") + "touch, order, cache, ballast, align, goroutines)",
		},
		{
			"a value that it has not",
			[]bench.Choice{{Key: "object", Values: []string{"a", "d"}}},
			`its axis object has no value "d" (it has a, b, c)`, lacking("object"),
		},
		{
			"a general axis",
			[]bench.Choice{{Key: bench.Touch, Values: []string{"byte", "all"}}},
			lacking(bench.Touch) + "object, cache, ballast, align, goroutines)", "touch=byte/" + plain[:len(plain)-1] + " " + plain,
		},
		{
			"two axes",
			[]bench.Choice{{Key: bench.Align, Values: []string{"1"}}, {Key: bench.Cache, Values: []string{bench.CacheCold}}},
			"object=a/align=1/cache=cold/" + plain, "align=1/cache=cold/" + plain,
		},
		{"an axis that nobody has", []bench.Choice{{Key: "colour", Values: []string{"red"}}}, lacking("colour"), lacking("colour")},
	} {
		got := child.Descriptions(scenarios, launch.Wish{Axes: test.axes})
		for i, want := range []string{test.own, test.general} {
			if text := told(got[i]); !strings.HasPrefix(text, want) || want == "" {
				t.Errorf("%s: %s is told %q, want %q", test.name, got[i].Info.Name, text, want)
			}
			if (got[i].Lacks != "") != (len(got[i].Cases) == 0) {
				t.Errorf("%s: %s lacks %q and has %d cases", test.name, got[i].Info.Name, got[i].Lacks, len(got[i].Cases))
			}
		}
		if own := scenarios[0].Describe().Grid.Axes; len(own) != 1 || len(own[0].Values) != 3 {
			t.Fatalf("%s: the wish changed the scenario's own grid: %v", test.name, own)
		}
	}
}

// TestSizesOfAWish: a grid has several goroutines at few sizes. Whoever asks for sizes gets
// one goroutine at each, and more by asking for them.
func TestSizesOfAWish(t *testing.T) {
	s := memory("Crowded", false)
	s.Grid = bench.Grid{
		Sizes: []bench.Bytes{64, 4096},
		Axes:  []bench.Choice{{Key: bench.Goroutines, Values: []string{"1", "P"}, Open: true}},
		Leave: func(c bench.Case) bool { return c.Size == 64 && c.Get(bench.Goroutines) != "" },
	}
	for _, test := range []struct {
		wish launch.Wish
		want string
	}{
		{launch.Wish{}, "size=64B/passes=1 size=4KiB/passes=1 goroutines=P/size=4KiB/passes=1 "},
		{launch.Wish{Once: true}, "size=64B/passes=1 size=4KiB/passes=1 "},
		{launch.Wish{Sizes: []bench.Bytes{64}, Every: true}, "size=64B/passes=1 "},
		{launch.Wish{Sizes: []bench.Bytes{64}, Every: true, Axes: []bench.Choice{{Key: bench.Goroutines, Values: []string{"8"}}}}, "goroutines=8/size=64B/passes=1 "},
		{launch.Wish{Axes: []bench.Choice{{Key: bench.Goroutines, Values: []string{"1", "8"}}}}, "size=64B/passes=1 size=4KiB/passes=1 goroutines=8/size=4KiB/passes=1 "},
	} {
		if got := told(child.Descriptions([]bench.Scenario{s}, test.wish)[0]); got != test.want {
			t.Errorf("%+v: cases %q, want %q", test.wish, got, test.want)
		}
	}
}
