package report

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/compare"
)

// warnings are warnings in words; those of benchstat in its own words. Alpha is the
// level of the test that they are about.
func warnings(all []compare.Warning, alpha float64) []string {
	var texts []string
	for _, w := range all {
		texts = append(texts, warning(w, alpha))
	}
	return texts
}

func warning(w compare.Warning, alpha float64) string {
	switch w.Kind {
	case compare.Varied:
		return "benchmarks vary in " + strings.Join(w.Keys, ", ")
	case compare.AllEqual:
		return "all samples are equal"
	case compare.FewSamples:
		more := map[bool]string{false: ">=", true: ">"}[w.Over]
		return fmt.Sprintf("need %s %d samples to detect a difference at alpha level %v", more, w.Need, alpha)
	case compare.Drifting:
		return "the values drift in the order in which they were measured (measure old and new in turn)"
	case compare.Neighbors:
		return fmt.Sprintf("neighbouring values are alike (autocorrelation %.1f): they are not independent (measure in more processes)", w.R)
	case compare.OtherSet:
		return "benchmark set differs from baseline; geomeans may not be comparable"
	case compare.NoGeomean:
		return "summaries must be >0 to compute geomean"
	case compare.NoRatioMean:
		return "ratios must be >0 to compute geomean"
	}
	return w.Err.Error()
}

// Suffixes says that names are compared without their last number, GOMAXPROCS. It is
// empty if they are not.
func Suffixes(all []compare.Suffix) []string {
	if len(all) == 0 {
		return nil
	}
	var said []string
	for _, s := range all {
		procs := "none"
		if s.Procs != "" {
			procs = "-" + s.Procs
		}
		said = append(said, procs+" in "+s.Column)
	}
	return []string{"all names differ by their last number only, which is GOMAXPROCS (" + strings.Join(said, ", ") + "): compared without it, so times may differ for that reason"}
}
