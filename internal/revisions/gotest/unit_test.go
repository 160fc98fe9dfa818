package gotest

import (
	"fmt"
	"testing"
)

// TestUnits: lines about units are read wherever they are printed, but for the units
// of package testing.
func TestUnits(t *testing.T) {
	out := "Unit mgas/s better=higher\nUnit ns/op better=higher\n Unit a better=lower\nUnits b better=lower\nUnit c better=sideways\nUnit d\n" +
		marker + "=== RUN   BenchmarkA\nUnit hops better=lower assume=exact\nBenchmarkA \t 10\t 5 ns/op\t 7 hops\n" +
		marker + "=== RUN   BenchmarkB\nBenchmarkB \t 10\t 5 ns/op\n" + marker + "=== NAME  \nPASS\n"
	found, open := Binary{Procs: 1}.found([]byte(out))
	if open != "" || len(found) != 2 {
		t.Fatalf("found %v, open %q", found, open)
	}
	if got, want := fmt.Sprint(found[0].Units), "[Unit mgas/s better=higher Unit hops better=lower Unit hops assume=exact]"; got != want {
		t.Errorf("units %s, want %s", got, want)
	}
	if len(found[1].Units) > 0 {
		t.Errorf("units %v, want none", found[1].Units)
	}
}
