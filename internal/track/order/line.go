package order

import (
	"cmp"
	"slices"

	"github.com/bufbench/bufbench/internal/track/trend"
)

// ByDate is a line of all commits in the order of their dates. Those of one date stay in
// the order in which they are given.
func ByDate(seen []trend.Seen) trend.Line {
	var l trend.Line
	for _, s := range seen {
		l.Commits = append(l.Commits, trend.Commit{Seen: s, Place: -1})
	}
	slices.SortStableFunc(l.Commits, func(a, b trend.Commit) int { return a.When.Compare(b.When) })
	return l
}

// along merges a chain of first parents and strangers into a line. A stranger stands before
// the first commit of the chain with a later date.
func along(chain, strangers []trend.Commit) []trend.Commit {
	slices.SortFunc(chain, func(a, b trend.Commit) int { return cmp.Compare(a.Place, b.Place) })
	slices.SortStableFunc(strangers, func(a, b trend.Commit) int { return a.When.Compare(b.When) })
	var all []trend.Commit
	for _, c := range chain {
		for len(strangers) > 0 && strangers[0].When.Before(c.When) {
			all, strangers = append(all, strangers[0]), strangers[1:]
		}
		all = append(all, c)
	}
	return append(all, strangers...)
}
