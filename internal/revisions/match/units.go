package match

import (
	"slices"

	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// say collects what test binaries of a side say of units.
func (m *Match) say(side alternate.Side, found []gotest.Found) {
	for _, f := range found {
		m.said[side] = append(m.said[side], f.Units...)
	}
}

// agreed returns the Unit lines on which both sides agree. A side without such a line
// agrees too. If one side says that more is better and the other says less, neither
// line counts: a change could otherwise reverse the verdict on itself.
func (m *Match) agreed() (lines []string) {
	all := slices.Concat(m.said[alternate.Base], m.said[alternate.Head])
	for _, u := range all {
		other := func(v gotest.Unit) bool { return v.Name == u.Name && v.Key == u.Key && v.Value != u.Value }
		if line := u.String(); !slices.ContainsFunc(all, other) && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}
