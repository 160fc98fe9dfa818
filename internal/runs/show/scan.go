package show

import (
	"bytes"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/runs/session"
)

// scan walks through a text once. It finds the scenarios of its lines, and the cases
// that a run marked as beyond its grid.
func scan(text []byte) (scenarios []string, further map[string]bool) {
	further = map[string]bool{}
	marked, last := false, []byte(nil)
	for line := range bytes.Lines(text) {
		switch {
		case line[0] == '#':
			marked = marked || bytes.Contains(line, []byte(session.BeyondGrid))
		case bytes.HasPrefix(line, []byte("Benchmark")):
			name, scenario := nameOf(line)
			if !bytes.Contains(name, []byte("/access=")) {
				continue
			}
			if marked {
				further[caseOf(string(name))] = true
				marked = false
			}
			if !bytes.Equal(scenario, last) {
				last = scenario
				if !slices.Contains(scenarios, string(scenario)) {
					scenarios = append(scenarios, string(scenario))
				}
			}
		}
	}
	return scenarios, further
}

// nameOf is the name of a benchmark line without the word Benchmark, and its scenario.
func nameOf(line []byte) (name, scenario []byte) {
	name = line[len("Benchmark"):]
	if end := bytes.IndexAny(name, " \t\r\n"); end >= 0 {
		name = name[:end]
	}
	scenario, _, _ = bytes.Cut(name, []byte("/"))
	return name, scenario
}

// caseOf is the name of a line without arm and processors: SubSlice/size=64B/passes=1.
func caseOf(name string) string {
	var parts []string
	for part := range strings.SplitSeq(name, "/") {
		if !strings.HasPrefix(part, "access=") {
			parts = append(parts, part)
		}
	}
	last := len(parts) - 1
	parts[last], _, _ = strings.Cut(parts[last], "-")
	return strings.Join(parts, "/")
}

// only is a text without the lines of scenarios that nobody asked for.
func only(text []byte, names []string) []byte {
	kept := make([]byte, 0, len(text)/8)
	wanted, last := false, []byte(nil)
	for line := range bytes.Lines(text) {
		if bytes.HasPrefix(line, []byte("Benchmark")) {
			if _, scenario := nameOf(line); last == nil || !bytes.Equal(scenario, last) {
				last = scenario
				wanted = slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, string(scenario)) })
			}
			if !wanted {
				continue
			}
		}
		kept = append(kept, line...)
	}
	return kept
}
