package plant_test

import (
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/plant"
)

// The arms of every work return the same, and with an effect planted the twin
// alone does more.
func TestSameArmsAgree(t *testing.T) {
	for _, w := range plant.Same() {
		for _, parts := range append([]int{0}, w.Plants...) {
			b := bench.NewBlock(w.Case(parts), 3)
			ops, err := w.Open(b)
			if err != nil || len(ops) != 2 {
				t.Fatalf("%s, one in %d: Open = %d ops, %v, want two", w.Name, parts, len(ops), err)
			}
			once := ops[0].Run(1)
			for i, op := range ops {
				if got, want := op.Run(3), 3*once; got != want {
					t.Errorf("%s, one in %d: 3 operations of arm %d return %#x, want %#x", w.Name, parts, i, got, want)
				}
			}
			b.Close()
		}
	}
}

// Every class has one work, which plants what calibration reports.
func TestSameHasEveryClass(t *testing.T) {
	var classes, names []string
	for _, w := range plant.Same() {
		classes, names = append(classes, w.Class), append(names, w.Name)
		if !slices.Equal(w.Plants, plant.Slowdowns) {
			t.Errorf("%s plants one part in %v, want %v", w.Name, w.Plants, plant.Slowdowns)
		}
		if got := []string{w.Rivals()[0].Name, w.Rivals()[1].Name}; !slices.Equal(got, []string{"copy", plant.Twin}) {
			t.Errorf("the arms of %s are %q, want copy and %s", w.Name, got, plant.Twin)
		}
	}
	if want := []string{"call", "cache", "copy", "memory"}; !slices.Equal(classes, want) {
		t.Errorf("the classes are %q, want %q", classes, want)
	}
	slices.Sort(names)
	if len(slices.Compact(names)) != len(classes) {
		t.Errorf("two works have one name: %q", names)
	}
}
