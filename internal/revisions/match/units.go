package match

import (
	"slices"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// hear collects the Unit lines of the test binaries of a side.
func (m *Match) hear(side Side, found []gotest.Discovery) {
	for _, d := range found {
		m.said[side] = append(m.said[side], d.Units...)
	}
}

// agreed returns the Unit lines on which both sides agree. A side without such a line
// agrees too. If one side says that more is better and the other says less, neither
// line counts: a change could otherwise reverse the verdict on itself.
func (m *Match) agreed() (lines []string) {
	all := slices.Concat(m.said[Base], m.said[Head])
	for _, u := range all {
		other := func(v gotest.Unit) bool { return v.Name == u.Name && v.Key == u.Key && v.Value != u.Value }
		if line := u.String(); !slices.ContainsFunc(all, other) && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}
