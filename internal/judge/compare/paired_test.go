package compare_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// launches is a case of a results file: launches of a machine whose speed
// differs up to thirtyfold between them, and a view that takes nine tenths of
// the copy's time in each.
func launches(n int, stop string) string {
	var copies, views strings.Builder
	for i := range n {
		ns := 100 * (1 + 30*float64(i*7%20)/20)
		fmt.Fprintf(&copies, "BenchmarkS/access=copy/size=1KiB-2 9 %v ns/op\n", ns)
		fmt.Fprintf(&views, "BenchmarkS/access=view/size=1KiB-2 9 %v ns/op\n", ns*0.9*(1+float64(i*5%13)/1000))
	}
	return fmt.Sprintf("# bufbench: x\n# launches=%d paired=yes clock=ns/op stop=%s\n", n, stop) + copies.String() + views.String()
}

var byArm = compare.Query{Col: "/access@(copy view)", Row: ".name"}

// TestPaired: launches that differ thirtyfold agree on the ratio within them, so
// that pairs find at once what samples do not.
func TestPaired(t *testing.T) {
	for _, test := range []struct {
		name, text string
		word       verdict.Word
		method     compare.Method
	}{
		{"sequential", launches(20, "sequential"), verdict.Better, compare.Paired},
		{"fixed", launches(20, "fixed"), verdict.Better, compare.Paired},
		{"early", launches(20, "early"), verdict.Better, compare.Paired},
		{"limit", launches(20, "limit"), verdict.Better, compare.Paired},
		{"fixed, too few", launches(4, "fixed"), verdict.Undecided, compare.Paired},
		{"sequential, too few", launches(4, "sequential"), verdict.Undecided, compare.Paired},
		{"limit, too few", launches(5, "limit"), verdict.Undecided, compare.Paired},
		{"not paired", strings.Replace(launches(20, "fixed"), "paired=yes", "paired=no", 1), verdict.Undecided, compare.Unpaired},
		{"no head", strings.SplitN(launches(20, "fixed"), "\n", 2)[1], verdict.Undecided, compare.Unpaired},
		{"a zero", strings.Replace(launches(20, "fixed"), " 9 100 ns/op", " 9 0 ns/op", 1), verdict.Undecided, compare.Unpaired},
	} {
		c := one(t, tables(t, byArm, compare.Goal{}, test.text))
		if c.Method != test.method || c.Word != test.word {
			t.Errorf("%s: %s, %s (%d), want %s, %s", test.name, c.Method, c.Word, c.Reason, test.method, test.word)
		}
		if c.Method == compare.Paired && (c.Ratio.Center < 0.89 || c.Ratio.Center > 0.92) {
			t.Errorf("%s: ratio %+v, want about 0.9", test.name, c.Ratio)
		}
	}
}

// TestSameCode: what runs the same code is neither better nor worse nor undecided. It
// leaves the family that other comparisons are corrected for. Without pairs, lines may
// be of any text, and nothing is known of them together.
func TestSameCode(t *testing.T) {
	same := strings.Replace(launches(20, "early"), "stop=early", "stop=early code=same", 1)
	other := strings.ReplaceAll(launches(20, "early"), "BenchmarkS", "BenchmarkT")
	all := tables(t, byArm, compare.Goal{}, same+strings.SplitN(other, "\n", 2)[1])
	words := map[string]verdict.Word{}
	for _, r := range all[0].Rows {
		words[r.Name] = r.Cells[1].Against.Word
	}
	if words["S"] != compare.SameCode || words["T"] != verdict.Better || all[0].Family != 1 {
		t.Errorf("%v in a family of %d, want the same code, better and 1", words, all[0].Family)
	}
	if n := compare.Count(all, 0); n.SameCode != 1 || n.Better != 1 || n.All() != 2 {
		t.Errorf("counted as %+v", n)
	}
	if !compare.AnySeen(compare.Sights(all, 0.05)) || len(compare.Doubts(all, 0.05)) > 0 {
		t.Errorf("doubts: %v", compare.Doubts(all, 0.05))
	}
	if c := one(t, tables(t, byArm, compare.Goal{}, strings.Replace(same, "paired=yes", "paired=no", 1))); c.Word == compare.SameCode {
		t.Error("unpaired lines are called the same code")
	}
}

// TestPairedEvidence: where launches were judged on the way, evidence that
// holds at every look stands in place of the sign test.
func TestPairedEvidence(t *testing.T) {
	fixed := one(t, tables(t, byArm, compare.Goal{}, launches(20, "fixed")))
	sequential := one(t, tables(t, byArm, compare.Goal{}, launches(20, "sequential")))
	if want := interval.SignTest(make20(-1)); fixed.Adjusted != want {
		t.Errorf("fixed: p = %v, want that of 20 signs, %v", fixed.Adjusted, want)
	}
	if early := one(t, tables(t, byArm, compare.Goal{}, launches(20, "early"))); early.Adjusted != 2*sequential.Adjusted {
		t.Errorf("early: p = %v, want twice that of evidence for all of the level, %v", early.Adjusted, sequential.Adjusted)
	}
	if limit := one(t, tables(t, byArm, compare.Goal{}, launches(20, "limit"))); limit.Adjusted != 2*interval.SignedRank(make20(-1)) {
		t.Errorf("limit: p = %v, want twice that of 20 signed ranks, %v", limit.Adjusted, 2*interval.SignedRank(make20(-1)))
	}
	if sequential.Adjusted <= fixed.Adjusted || sequential.Ratio.Hi-sequential.Ratio.Lo <= fixed.Ratio.Hi-fixed.Ratio.Lo {
		t.Errorf("sequential: %+v, want it wider, and p larger, than fixed: %+v", sequential, fixed)
	}
}

func make20(x float64) []float64 {
	values := make([]float64, 20)
	for i := range values {
		values[i] = x
	}
	return values
}

// TestPairedFiles: pairs are never formed across two files, and not of what is
// mixed from two.
func TestPairedFiles(t *testing.T) {
	text := launches(20, "fixed")
	across := one(t, tables(t, compare.Query{Filter: "/access:view"}, compare.Goal{}, text, text))
	if across.Method != compare.Unpaired {
		t.Errorf("old against new: %s, want unpaired", across.Method)
	}
	mixed := one(t, tables(t, byArm, compare.Goal{}, text, text))
	if mixed.Method != compare.Unpaired || mixed.N1 != 40 {
		t.Errorf("both files in a column: %s of %d, want unpaired of 40", mixed.Method, mixed.N1)
	}
	twice := one(t, tables(t, byArm, compare.Goal{}, text+text))
	if twice.Method != compare.Unpaired || twice.N1 != 40 {
		t.Errorf("a case that stands there twice: %s of %d, want unpaired of 40", twice.Method, twice.N1)
	}
}
