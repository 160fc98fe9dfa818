package session

import (
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/scenarios"
)

func TestParsePasses(t *testing.T) {
	for _, test := range []struct {
		in   string
		want []int // nil: wrong usage
	}{
		{"1", []int{1}},
		{"0,1,4", []int{0, 1, 4}},
		{" 4 , 1,4", []int{4, 1}},
		{"1000000", []int{1_000_000}},
		{"1000001", nil},
		{"-1", nil},
		{"", nil},
		{"1,", nil},
		{"1.5", nil},
		{"99999999999999999999", nil},
	} {
		got, err := ParsePasses(test.in)
		if !slices.Equal(got, test.want) || (err != nil) != (test.want == nil) {
			t.Errorf("ParsePasses(%q) = %v, %v, want %v", test.in, got, err, test.want)
		}
		if err != nil && !option.Is(err) {
			t.Errorf("ParsePasses(%q) fails with %T, which is not wrong usage", test.in, err)
		}
	}
}

func TestAbout(t *testing.T) {
	for _, test := range []struct{ in, want bench.Bytes }{
		{0, 0},
		{4095, 4095},
		{4096, 4 * bench.KiB},
		{5*bench.MiB + 17, 5 * bench.MiB},
		{3*bench.GiB + 1, 3072 * bench.MiB},
		{19*bench.GiB + 5*bench.MiB, 19 * bench.GiB},
	} {
		if got := about(test.in); got != test.want {
			t.Errorf("about(%d) = %s, want %s", test.in, got, test.want)
		}
	}
}

// TestAffordable asks for as much memory as is free, and for a page.
func TestAffordable(t *testing.T) {
	free, _, err := machine.Free("/")
	if err != nil {
		t.Skipf("free memory is not known here: %v", err)
	}
	s := plant.Sliced("Slices", plant.HonestCopy, plant.HonestView)
	task := func(sizes ...bench.Bytes) []runner.Task {
		return []runner.Task{{Info: s.Describe(), Rivals: s.Rivals(), Cases: bench.Grid{Sizes: sizes}.Cases()}}
	}
	if heavy, err := affordable(task(4 * bench.KiB)); err != nil || len(heavy) > 0 {
		t.Errorf("a page is refused: %v, %v", heavy, err)
	}
	for _, sizes := range [][]bench.Bytes{{bench.Bytes(free)}, {4 * bench.KiB, bench.Bytes(free) / 4}, {1 << 62}} {
		_, err := affordable(task(sizes...))
		if !option.Is(err) {
			t.Errorf("sizes %v with %d bytes free: %v, want wrong usage", sizes, free, err)
			continue
		}
		for _, part := range []string{"Slices at " + sizes[len(sizes)-1].String(), "the limit is", "80 % of free memory", "the largest size"} {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("sizes %v: %q does not say %q", sizes, err, part)
			}
		}
	}
}

// TestAffordableHeaps: a live heap beyond the memory is left out, by name, and
// the rest stays.
func TestAffordableHeaps(t *testing.T) {
	free, _, err := machine.Free("/")
	if err != nil {
		t.Skipf("free memory is not known here: %v", err)
	}
	s := plant.Sliced("Slices", plant.HonestCopy, plant.HonestView)
	beyond := bench.Bytes(free).String()
	grid := bench.Grid{Sizes: []bench.Bytes{64}, Axes: []bench.Choice{{Key: bench.Ballast, Values: []string{"0B", beyond}}}}
	tasks := []runner.Task{{Info: s.Describe(), Rivals: s.Rivals(), Cases: grid.Cases()}}
	heavy, err := affordable(tasks)
	if err != nil || len(heavy) != 1 || len(tasks[0].Cases) != 1 {
		t.Fatalf("affordable leaves out %v, %v and keeps %v, want one of each", heavy, err, tasks[0].Cases)
	}
	if want := "Slices/ballast=" + beyond + "/size=64B/passes=1"; heavy[0].Name != want || heavy[0].broken || !strings.Contains(heavy[0].Reason, "80 % of free memory") {
		t.Errorf("left out %+v, want %s and the limit", heavy[0], want)
	}
}

// TestAffordableGoroutines: sources for too many goroutines are left out, by name.
func TestAffordableGoroutines(t *testing.T) {
	free, _, err := machine.Free("/")
	if err != nil {
		t.Skipf("free memory is not known here: %v", err)
	}
	s := plant.Sliced("Slices", plant.HonestCopy, plant.HonestView)
	size := bench.Bytes(free) / 200 // one goroutine has some fourteen of them
	grid := bench.Grid{Sizes: []bench.Bytes{size}, Axes: []bench.Choice{{Key: bench.Goroutines, Values: []string{"1", "256"}}}}
	tasks := []runner.Task{{Info: s.Describe(), Rivals: s.Rivals(), Cases: grid.Cases()}}
	heavy, err := affordable(tasks)
	if err != nil || len(heavy) != 1 || len(tasks[0].Cases) != 1 {
		t.Fatalf("affordable leaves out %v, %v and keeps %v, want one of each", heavy, err, tasks[0].Cases)
	}
	if got := heavy[0].Reason; !strings.HasPrefix(got, "256 goroutines hold about ") || tasks[0].Cases[0].Get(bench.Goroutines) != "" {
		t.Errorf("left out because %q, and kept %s, want the goroutines and a case of one", got, tasks[0].Cases[0])
	}
}

func TestProfileName(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"", ""},
		{"cpu.pprof", "cpu.SubSlice.view.pprof"},
		{"cpu", "cpu.SubSlice.view"},
		{"out/cpu.pb.gz", "out/cpu.pb.SubSlice.view.gz"},
		{"v1.2/cpu", "v1.2/cpu.SubSlice.view"},
	} {
		if got := profileName(test.name, "SubSlice", "view"); got != test.want {
			t.Errorf("profileName(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

// planned is the plan of a spec for this program's scenarios.
func planned(t *testing.T, s Spec) (runner.Plan, []Skipped, error) {
	h := &Home{Scenarios: scenarios.All()}
	return h.plan(t.Context(), s, held{Origin: s.From, home: h})
}

// TestQuickMeetsEveryScenario: each has a case among the few of a quick run, or its
// reason not to run here.
func TestQuickMeetsEveryScenario(t *testing.T) {
	s := Default()
	s.Select.Quick = true
	plan, cannot, err := planned(t, s)
	if err != nil {
		t.Fatal(err)
	}
	if all := scenarios.All(); len(plan.Tasks)+len(cannot) != len(all) {
		t.Errorf("a quick run has %d scenarios and leaves out %d with a reason, want %d together", len(plan.Tasks), len(cannot), len(all))
	}
}

// TestPlan holds what a spec makes of the grids.
func TestPlan(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*Spec)
		fixed  int
		cases  []string // of SubSlice
	}{
		{"count", func(s *Spec) { s.Policy.Count, s.Select.Sizes = 3, []bench.Bytes{64} }, 3, []string{"size=64B/passes=1", "size=64B/passes=4"}},
		{"quick", func(s *Spec) { s.Select.Quick = true }, quickLaunches, []string{
			"size=4KiB/passes=1", "size=64KiB/passes=1", "size=1MiB/passes=1", "size=4MiB/passes=1",
		}},
		{"quick with more", func(s *Spec) {
			s.Select.Quick, s.Policy.Count, s.Select.Sizes, s.Select.Passes = true, 7, []bench.Bytes{64}, []int{0, 2}
		}, 7, []string{"size=64B/passes=0", "size=64B/passes=2"}},
		{"bench", func(s *Spec) { s.Select.Match = "Slice/size=1KiB/passes=4" }, 0, []string{"size=1KiB/passes=4"}},
	} {
		s := Default()
		s.Select.Names = []string{"subslice"}
		test.change(&s)
		plan, _, err := planned(t, s)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var cases []string
		for _, c := range plan.Tasks[0].Cases {
			cases = append(cases, c.String())
		}
		if !slices.Equal(cases, test.cases) {
			t.Errorf("%s: cases %v, want %v", test.name, cases, test.cases)
		}
		if got := s.fixed(); got != test.fixed || plan.Rule != nil {
			t.Errorf("%s: %d launches, want %d, and no rule yet", test.name, got, test.fixed)
		}
	}
}

// FuzzSpec: whatever is typed, a spec is refused as a mistake of whoever asked, or gives
// a plan whose every case can be measured.
func FuzzSpec(f *testing.F) {
	for _, seed := range [][3]string{
		{"64,4KiB..64MiB*4", "0,1,4", ""},
		{"9223372036854775807", "1", "Decode"},
		{"1..9223372036854775807*1.1", "1", "."},
		{"64..64", "1000000", "SubSlice/size=64B"},
		{"4Ki,4k,4KiB", "1,1", "passes=1$"},
		{"-1", "-1", "["},
		{"8388607TiB", "1", ""},
		{"1..2*NaN", "1e3", ""},
		{"", "", ""},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, sizes, passes, filter string) {
		s := Default()
		s.Select.Match = filter
		var err error
		if s.Select.Sizes, err = ParseSizes(sizes); err == nil {
			s.Select.Passes, err = ParsePasses(passes)
		}
		var plan runner.Plan
		if err == nil {
			plan, _, err = planned(t, s)
		}
		if err != nil && !option.Is(err) {
			t.Fatalf("sizes %q, passes %q, bench %q: %T is no mistake of whoever asked: %v", sizes, passes, filter, err, err)
		}
		for _, task := range plan.Tasks {
			if err == nil && len(task.Cases) == 0 {
				t.Errorf("sizes %q, passes %q, bench %q: a scenario without a case", sizes, passes, filter)
			}
			for _, c := range task.Cases {
				if c.Size <= 0 || c.Passes < 0 {
					t.Errorf("sizes %q, passes %q, bench %q: case %s", sizes, passes, filter, c)
				}
			}
		}
	})
}

// TestKept: what views of parts retain is measured of what is asked for, under
// no condition from outside, at a size that shows.
func TestKept(t *testing.T) {
	object := func(value string) bench.Axis { return bench.Axis{Key: "object", Value: value} }
	for _, test := range []struct {
		name  string
		first bench.Case
		want  string
	}{
		{"no axes", bench.Case{Size: 64, Passes: 4}, "size=1MiB/passes=1"},
		{"an axis of its own", bench.Case{Size: 64, Passes: 0, Axes: []bench.Axis{object("b")}}, "object=b/size=1MiB/passes=1"},
		{"cold", bench.Case{Size: 64, Passes: 1, Axes: []bench.Axis{object("a"), {Key: bench.Cache, Value: bench.CacheCold}}}, "object=a/size=1MiB/passes=1"},
	} {
		d := launch.Description{Cases: []bench.Case{test.first, {Size: 1, Passes: 1, Axes: []bench.Axis{object("c")}}}}
		if got := kept(d).String(); got != test.want {
			t.Errorf("%s: kept = %s, want %s", test.name, got, test.want)
		}
	}
	words := launch.Description{Info: bench.Info{Grid: bench.Grid{Element: 3}}, Cases: []bench.Case{{Size: 3}}}
	if got := kept(words).Size; got != bench.MiB+2 {
		t.Errorf("of elements of 3 bytes it is %s, want whole ones", got)
	}
}

// TestMeantSize: a unit that two people read in two ways is refused with both.
func TestMeantSize(t *testing.T) {
	for text, want := range map[string]string{
		"48KB":         `sizes: size "48KB" has an unknown unit "KB" (B, KiB, MiB, GiB and TiB are known): write 48KiB for 49152 bytes, or 48000 for as many`,
		"4KiB..64mb*4": `sizes: size range "4KiB..64mb*4": size "64mb" has an unknown unit "mb" (B, KiB, MiB, GiB and TiB are known): write 64MiB for 67108864 bytes, or 64000000 for as many`,
		"x":            `sizes: size "x" is not a number of bytes such as 64, 4KiB or 16MiB`,
	} {
		if _, err := ParseSizes(text); err == nil || err.Error() != want {
			t.Errorf("ParseSizes(%q) says %v, want %s", text, err, want)
		}
	}
	if got, err := ParseSizes("48k"); err != nil || got[0] != 48*bench.KiB {
		t.Errorf("48k is %v, %v", got, err)
	}
}
