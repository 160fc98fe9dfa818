package alert

import (
	"cmp"
	"slices"
)

// Group is changes with one cause, as far as their places tell: some commit is in the
// ranges of all of them.
type Group struct {
	From, To int // the cause is after From and up to To, as indexes on the line
	Commit   int // the commit that most of them name
	Changes  []Change
}

// Groups puts changes together by their ranges of commits. Each change is in one group.
// The newest group is the first.
func Groups(all []Change) []Group {
	var groups []Group
	var votes []vote
	for _, c := range all {
		at := -1
		for i, g := range groups {
			if from, to := max(g.From, c.From), min(g.To, c.To); from < to && (at < 0 || distance(c, g) < distance(c, groups[at])) {
				at = i
			}
		}
		if at < 0 {
			groups = append(groups, Group{From: c.From, To: c.To, Commit: c.Commit, Changes: []Change{c}})
			votes = append(votes, vote{of: map[int]int{c.Commit: 1}, best: c.Commit})
			continue
		}
		g := &groups[at]
		g.From, g.To = max(g.From, c.From), min(g.To, c.To)
		g.Changes = append(g.Changes, c)
		g.Commit = min(max(votes[at].add(c.Commit), g.From+1), g.To)
	}
	for _, g := range groups {
		slices.SortStableFunc(g.Changes, func(a, b Change) int { return cmp.Compare(rank(a), rank(b)) })
	}
	slices.SortStableFunc(groups, func(a, b Group) int { return cmp.Compare(b.Commit, a.Commit) })
	return groups
}

func distance(c Change, g Group) int { return max(c.Commit-g.Commit, g.Commit-c.Commit) }

// vote counts how many changes of a group name a commit.
type vote struct {
	of   map[int]int
	best int // the commit that most changes name; the earliest of several
}

// add counts one change more, and returns the best commit.
func (v *vote) add(commit int) int {
	v.of[commit]++
	if n := v.of[commit]; n > v.of[v.best] || n == v.of[v.best] && commit < v.best {
		v.best = commit
	}
	return v.best
}

// rank puts first what should be looked at first.
func rank(c Change) int {
	switch {
	case c.Open() && c.New:
		return 0
	case c.Open():
		return 1
	case c.Word == Worse:
		return 2
	}
	return 3
}
