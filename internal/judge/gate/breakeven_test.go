package gate_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/result"
)

// sweep is twelve launches at each size of two arms whose times are a set-up and
// a slope each, in ns and ns per byte, with noise.
func sweep(scenario string, sizes []int, noise, viewSetup, viewSlope, copySetup, copySlope float64) string {
	rng := rand.New(rand.NewPCG(1, 2))
	var s strings.Builder
	for _, size := range sizes {
		s.WriteString(fixed)
		for range 12 {
			for arm, time := range []float64{viewSetup + viewSlope*float64(size), copySetup + copySlope*float64(size)} {
				fmt.Fprintf(&s, "Benchmark%s/access=%s/size=%dB/passes=1-2 100 %v ns/op\n", scenario, []string{"view", "copy"}[arm], size, time*math.Exp(noise*rng.NormFloat64()))
			}
		}
	}
	return s.String()
}

func TestBreakevens(t *testing.T) {
	sizes := []int{64, 256, 1024, 4096, 16384, 65536}
	// The view costs 2000 ns more to set up, and 1 ns a byte less: they meet at 2000 bytes.
	crosses := sweep("A", sizes, 0.003, 2100, 1, 100, 2)
	always := sweep("A", sizes, 0.003, 100, 1, 100, 2)
	never := sweep("A", sizes, 0.003, 100, 2, 100, 1)
	turns := sweep("A", sizes, 0.003, 100, 2, 2100, 1) // the copy wins from 2000 bytes on
	for _, test := range []struct {
		name, from, text string
		word             gate.Word
		said             string
	}{
		{"meets below", "4KiB", crosses, gate.Holds, "passes=1: the view wins from "},
		{"meets above", "1KiB", crosses, gate.Broken, "passes=1: the view wins from "},
		{"meets there", "2000B", crosses, gate.Undecided, "passes=1: the view wins from "},
		{"beyond what was measured", "1MiB", crosses, gate.Undecided, "nothing from 1MiB"},
		{"never loses", "64B", always, gate.Holds, "nowhere slower from 64B"},
		{"never loses where it was measured", "16B", always, gate.Undecided, "nothing from 16B to 64B"},
		{"always loses", "4KiB", never, gate.Broken, "at 4096: 0.506"},
		{"turns", "64B", turns, gate.Broken, "the copy wins from "},
		{"too noisy", "4KiB", sweep("A", sizes, 0.5, 100, 1, 100, 1.05), gate.Undecided, "at "},
		// The copy wins among small sizes, and from 1 KiB on they are the same.
		{"the same from there on", "1KiB", sweep("A", sizes[:2], 0.0001, 200, 1, 100, 1) + sweep("A", sizes[2:], 0.0001, 100, 1, 100, 1), gate.Holds, "nowhere slower from 1KiB"},
		{"the same, and worse below", "64B", sweep("A", sizes[:2], 0.0001, 200, 1, 100, 1) + sweep("A", sizes[2:], 0.0001, 100, 1, 100, 1), gate.Broken, "at 64: "},
		{"another scenario beside it", "4KiB", crosses + strings.ReplaceAll(never, "BenchmarkA/", "BenchmarkB/"), gate.Holds, "the view wins"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := breakevens(t, claimed(`benchmark = "A"`, `arm = "view"`, `versus = "copy"`, `breakeven = "`+test.from+`"`), test.text)
			if err != nil {
				t.Fatal(err)
			}
			if got[0].Word != test.word || !strings.Contains(said(got[0]), test.said) || got[0].Unit != "break-even" {
				t.Errorf("Breakevens = %+v, want %s, with %q", got, test.word, test.said)
			}
		})
	}
}

func breakevens(t *testing.T, toml, text string) ([]gate.Outcome, error) {
	t.Helper()
	c := claims(t, toml)
	outcomes, err := gate.Judge(c, records(t, text), 0.05, "here")
	if err != nil {
		t.Fatal(err)
	}
	lines, _, err := result.Read(strings.NewReader(text), "x")
	if err != nil {
		t.Fatal(err)
	}
	return outcomes, gate.Breakevens(c, lines, outcomes)
}

// TestBreakevensOfAny: a claim about any name is told by the worst scenario, and
// does not mix their times.
func TestBreakevensOfAny(t *testing.T) {
	sizes := []int{64, 256, 1024, 4096, 16384}
	text := sweep("A", sizes, 0.003, 100, 1, 100, 2) + sweep("B", sizes, 0.003, 1000, 4, 1000, 2)
	got, err := breakevens(t, claimed(`benchmark = "*"`, `arm = "view"`, `versus = "copy"`, `breakeven = "64B"`), text)
	if err != nil || got[0].Word != gate.Broken {
		t.Errorf("Breakevens = %+v, %v, want broken by B", got, err)
	}
	got, err = breakevens(t, claimed(`benchmark = "A"`, `arm = "view"`, `versus = "copy"`, `breakeven = "64B"`), text)
	if err != nil || got[0].Word != gate.Holds {
		t.Errorf("Breakevens = %+v, %v, want it to hold of A", got, err)
	}
}

func TestBreakevensRefuses(t *testing.T) {
	const want = `claim "A view is never slower than copy from 4KiB on": no two sizes of "A" with both "view" and "copy" are in the results`
	for _, text := range []string{
		sweep("A", []int{4096}, 0.003, 100, 1, 100, 2),
		sweep("B", []int{1024, 4096}, 0.003, 100, 1, 100, 2),
		strings.ReplaceAll(sweep("A", []int{1024, 4096}, 0.003, 100, 1, 100, 2), "access=copy", "access=reuse"),
	} {
		if got, err := breakevens(t, claimed(`benchmark = "A"`, `arm = "view"`, `versus = "copy"`, `breakeven = "4KiB"`), text); err == nil || err.Error() != want {
			t.Errorf("Breakevens = %+v, %v, want the error %s", got, err, want)
		}
	}
}

// TestBreakevensOfAnotherMachine: what is about another machine is not judged
// here, however the view does.
func TestBreakevensOfAnotherMachine(t *testing.T) {
	toml := claimed(`benchmark = "A"`, `arm = "view"`, `versus = "copy"`, `machine = "there"`, `breakeven = "64B"`)
	got, err := breakevens(t, toml, sweep("A", []int{64, 1024, 4096}, 0.003, 100, 2, 100, 1))
	if err != nil || got[0].Word != gate.Skipped {
		t.Errorf("Breakevens = %+v, %v, want it skipped", got, err)
	}
}
