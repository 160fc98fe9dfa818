package help

import "slices"

// groups are the groups of flags in the help of commands. They are printed in the order of
// the alphabet.
var groups = []struct {
	name  string
	flags []string
}{
	{"Cases", []string{"program", "tests", "bench", "pkg", "over", "from", "to", "sizes", "passes", "axis", "quick", "versus", "base", "head", "cmd", "name", "parameter", "slice", "c", "file", "python", "tags", "args", "filter", "metric", "rev", "env", "last", "commit", "date", "set"}},
	{"Conditions", []string{"pages", "reader", "counters", "seed", "timeout", "layout", "prepare", "warmup", "alternate", "ignore-failure", "cpu"}},
	{"Effort", []string{"precision", "max-time", "budget", "refine", "peaks", "vary", "count", "benchtime", "selftest", "samples", "instructions", "pace"}},
	{"Files", []string{"results", "resume", "wait", "cpuprofile", "memprofile", "profiles", "config", "ack", "baseline", "save", "record", "db", "history", "reason", "until"}},
	{"Output", []string{"format", "o", "v", "rate", "color", "table", "row", "col", "on-regression"}},
	{"Verdicts", []string{"alpha", "margin", "confidence", "threshold", "correction", "fail-on", "unit", "ignore", "absolute", "cancel-drift"}},
}

// groupOf is the group of a flag; empty if it is in none.
func groupOf(flag string) string {
	for _, g := range groups {
		if slices.Contains(g.flags, flag) {
			return g.name
		}
	}
	return ""
}
