package trend

import "time"

// Seen is a commit that was measured, or a run of no commit.
type Seen struct {
	ID      string // full hash; of a run without a commit any other name
	Subject string
	When    time.Time // of the commit, or else of the run
}

// Commit is a commit on a line.
type Commit struct {
	Seen
	Place int // among all first parents, from the oldest; -1 if git does not know it
}

// Line is measured commits, oldest first.
type Line struct {
	Commits []Commit
	Rev     string // the revision at its end; empty without a repository
	Aside   []Seen // measured commits that are on other branches
	Strange int    // how many commits are placed by their dates, though there is a repository
	Shallow bool   // the repository is a shallow clone
}

// Index is the place of each commit on the line, by ID.
func (l Line) Index() map[string]int {
	at := make(map[string]int, len(l.Commits))
	for i, c := range l.Commits {
		at[c.ID] = i
	}
	return at
}
