package budget

import (
	"slices"
	"strings"
)

// harness are the functions of package testing that call the body of a benchmark.
var harness = []string{"testing.(*B).runN", "testing.(*B).RunParallel.func"}

// pseudo are stacks without any real function, by their only frame.
var pseudo = map[string]Row{"runtime._ExternalCode": Calls, "runtime._GC": Collection}

// placeOf finds the frames of a stack that belong to a benchmark, and their row. There
// are none if package testing works for itself. Goroutines that the benchmark started
// belong to it, and so do those of the runtime.
func placeOf(frames []string) ([]string, Row) {
	if len(frames) == 0 {
		return nil, Other
	}
	root := frames[len(frames)-1]
	if row, made := pseudo[root]; made {
		return frames, row
	}
	if inCollector(frames) {
		return frames, Collection
	}
	at := slices.IndexFunc(frames, func(f string) bool {
		return slices.ContainsFunc(harness, func(name string) bool { return strings.HasPrefix(f, name) })
	})
	switch {
	case at > 0 && !ofTesting(frames[at-1]):
		return frames[:at], RowOf(frames[:at])
	case at >= 0 || slices.ContainsFunc(frames, ofTesting) || strings.HasPrefix(root, "runtime.main") || strings.HasPrefix(root, "runtime/pprof."):
		return nil, Other
	case strings.HasPrefix(root, "runtime."):
		return frames, Scheduling
	}
	return frames, RowOf(frames)
}

// ofTesting reports whether a function called by the harness is no body of a benchmark.
func ofTesting(function string) bool {
	return strings.HasPrefix(function, "testing.") || function == "runtime.GC" || function == "runtime.ReadMemStats"
}

// background reports whether the work is of the runtime, on a goroutine or a thread of its
// own. With one processor it takes time from the benchmark.
func background(row Row, frames []string) bool {
	return row == Scheduling || inCollector(frames) || frames[len(frames)-1] == "runtime._GC"
}
