package works

import (
	"errors"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/plant"
)

// Both arms of every work return the same, planted or not, operation after operation.
func TestWorksAgree(t *testing.T) {
	const most = 1 * bench.MiB // a larger work is tried at this size
	for _, w := range All() {
		t.Run(w.Name, func(t *testing.T) {
			w.Size = min(w.Size, most)
			for _, parts := range append([]int{0}, w.Plants...) {
				b := bench.NewBlock(w.Case(parts), 3)
				defer b.Close()
				ops, err := w.Open(b)
				if skip := bench.Skipped(err); skip != nil {
					t.Skip(skip)
				}
				if err != nil || len(ops) != 2 {
					t.Fatalf("one in %d: Open = %d ops, %v, want two", parts, len(ops), err)
				}
				once := ops[0].Do(1)
				for _, n := range []int{1, 2, 1, 3, 7} {
					for i, name := range []string{"copy", "twin"} {
						if got, want := ops[i].Do(n), once*uint64(n); got != want {
							t.Errorf("one in %d: %d operations of %s return %#x, want %#x", parts, n, name, got, want)
						}
					}
				}
			}
		})
	}
}

func TestOpenRefusesUnknownPlants(t *testing.T) {
	w := plant.Work{Name: "Noted", Plants: []int{10}, Make: func(*bench.Block, int) (func() plant.Arm, error) {
		t.Error("a work with an unknown plant was opened")
		return nil, errors.New("opened")
	}}
	for _, value := range []string{"", "0", "-3", "1.5", "None", "none ", "1e2", "99999999999999999999"} {
		ops, err := w.Open(bench.NewBlock(bench.Case{Axes: []bench.Axis{{Key: "plant", Value: value}}}, 1))
		if err == nil || ops != nil || !strings.Contains(err.Error(), "in Noted: want none or a number") {
			t.Errorf("Open with plant %q = %v, %v, want an error that names it", value, ops, err)
		}
	}
	if _, err := w.Open(bench.NewBlock(bench.Case{}, 1)); err == nil {
		t.Error("Open without a plant has no error")
	}
}

func TestOpenSaysWhatFailed(t *testing.T) {
	broken := errors.New("broken")
	w := plant.Work{Name: "Broken", Plants: []int{10}, Make: func(*bench.Block, int) (func() plant.Arm, error) { return nil, broken }}
	if ops, err := w.Open(bench.NewBlock(w.Case(0), 1)); !errors.Is(err, broken) || ops != nil {
		t.Errorf("Open = %v, %v, want the error of the source", ops, err)
	}
}

// An operation with any of the planted effects is whole passes.
func TestPartsAreWholePasses(t *testing.T) {
	for name, perPass := range map[string]plant.Cut{"Uncut": plant.Uncut, "OnePass": plant.OnePass, "somePasses": somePasses} {
		for _, parts := range []int{tiny, small, some} {
			if n := perPass(parts); n < 1 || parts%n != 0 {
				t.Errorf("%s cuts a pass into %d parts where an operation has %d, want whole passes", name, n, parts)
			}
		}
	}
}

// Names go into benchmark names, and into expressions for them.
func TestNames(t *testing.T) {
	seen := map[string]bool{}
	for _, w := range All() {
		if seen[w.Name] || !regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`).MatchString(w.Name) {
			t.Errorf("the name %q is used twice, or is no word", w.Name)
		}
		seen[w.Name] = true
		for _, parts := range append([]int{0}, w.Plants...) {
			for _, r := range w.Rivals() {
				name := w.Case(parts).Name(w.Name, r.Name)
				if regexp.MustCompile(`-[0-9]+$`).MatchString(name) || strings.ContainsAny(name, " \t") {
					t.Errorf("%q is no benchmark name: it has a space, or ends in -digits, which is read as GOMAXPROCS", name)
				}
			}
		}
	}
	if got, all := Scenarios(), All(); len(got) != len(all) || len(all) < 10 {
		t.Errorf("%d scenarios of %d works, want one each", len(got), len(all))
	}
}

// A trial takes the works of a class in turn, for every effect of the class.
func TestClassesPlantAlike(t *testing.T) {
	first := map[string]plant.Work{}
	for _, w := range All() {
		if one, known := first[w.Class]; known && !slices.Equal(one.Plants, w.Plants) {
			t.Errorf("%s plants %v and %s %v, want the same in class %s", one.Name, one.Plants, w.Name, w.Plants, w.Class)
		} else if !known {
			first[w.Class] = w
		}
		if len(w.Plants) == 0 || w.Class == "" || w.Size <= 0 || w.Make == nil {
			t.Errorf("%s lacks effects, a class, a size or a source: %+v", w.Name, w)
		}
		effects := slices.Clone(w.Plants)
		slices.Sort(effects)
		slices.Reverse(effects)
		if !slices.Equal(effects, w.Plants) {
			t.Errorf("%s plants %v, want small effects first", w.Name, w.Plants)
		}
	}
}

// The grid has the cases that a trial asks for.
func TestGridHasEveryPlant(t *testing.T) {
	for _, w := range All() {
		var want, got []string
		for _, parts := range append([]int{0}, w.Plants...) {
			want = append(want, w.Case(parts).String())
		}
		for _, c := range w.Describe().Grid.Cases() {
			got = append(got, c.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("the grid of %s is %q, want %q", w.Name, got, want)
		}
	}
}

func TestTruth(t *testing.T) {
	for parts, want := range map[int]float64{0: 1, 50: 1.02, 100: 1.01, 333: 1 + 1/333.} {
		if got := math.Exp(plant.Truth(parts)); math.Abs(got-want) > 1e-12 {
			t.Errorf("one part in %d more takes %v times as long, want %v", parts, got, want)
		}
	}
}
