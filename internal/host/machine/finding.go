package machine

import (
	"slices"
	"strings"
)

// Grade says how much a finding disturbs measurements.
type Grade string

// Grades, in the order of how much they disturb.
const (
	OK   Grade = "ok"
	Note Grade = "note" // good to know: results hold, some of them for fewer machines, or something is not to be had
	Warn Grade = "warn" // intervals become wider, or results those of a state that will not last
	Fail Grade = "fail" // while it lasts, results say more of it than of what is measured
)

// Finding is one thing of a machine that may disturb measurements.
type Finding struct {
	Name  string // one word, always the same
	Seen  string // what was seen
	Grade Grade
	Why   string // it matters to a benchmark, in a few words
	Try   string // a command line that mends it; empty where none does, and where it is OK
}

// graded is a grade by how much of something there is: from each bound on it is
// worse.
func graded(x, note, warn, fail float64) Grade {
	switch {
	case x >= fail:
		return Fail
	case x >= warn:
		return Warn
	case x >= note:
		return Note
	}
	return OK
}

// unless is ok, or the grade otherwise.
func unless(ok bool, otherwise Grade) Grade {
	if ok {
		return OK
	}
	return otherwise
}

// worse is the one of two grades that disturbs more.
func worse(a, b Grade) Grade {
	order := []Grade{OK, Note, Warn, Fail}
	return order[max(slices.Index(order, a), slices.Index(order, b))]
}

// write is the command that writes a word to files below the root.
func write(word string, paths ...string) string {
	return "echo " + word + " | sudo tee /" + strings.Join(paths, " /")
}
