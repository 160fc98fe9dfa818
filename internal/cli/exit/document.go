package exit

import (
	"context"
	"errors"
	"fmt"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/report"
)

// Comparison is the exit code of a comparison as an error. Nothing says why there is no
// row, if there is none.
func Comparison(c report.Comparison, failOn, nothing string) error {
	f := finding{
		worse: c.Counts.Worse, undecided: c.Counts.Undecided,
		seen: compare.AnySeen(compare.Sights(c.Tables, c.Threshold)), summary: c.Summary(), missing: c.Missing(),
	}
	if c.Counts.All() == 0 {
		f.nothing = "nothing was compared: " + nothing
	}
	for _, d := range c.Doubts {
		if d.Worse {
			f.looks++
		}
	}
	return f.err(failOn)
}

// Revisions is the exit code of two revisions as an error. Unmeasured is the error that
// ended their comparison, if any.
func Revisions(r report.Revisions, failOn string, unmeasured error) error {
	switch {
	case errors.Is(unmeasured, context.Canceled):
		return context.Canceled
	case unmeasured != nil:
		return unmeasured
	case r.Counts.All() == 0:
		return errors.New("nothing was compared: no benchmark has a value on both sides")
	case len(r.Failed)+r.Unreadable > 0:
		return Incomplete("%s", r.Summary())
	}
	return Comparison(r.Comparison, failOn, "")
}

// Gate is the exit code of a gate as an error. If it saves the results as a baseline, there
// need not be a claim.
func Gate(g report.Gate, failOn string, saves bool) error {
	n := gate.Counts(g.Outcomes)
	f := finding{worse: n[gate.Broken], undecided: n[gate.Undecided], seen: gate.Seen(g.Outcomes), summary: g.Summary()}
	if len(g.Problems)+n[gate.Gone] > 0 {
		f.missing = "something is missing"
	}
	if f.missing == "" && len(g.Outcomes) == n[gate.Skipped] && !saves && g.First == "" {
		f.nothing = "nothing was checked: " + g.Summary()
	}
	for _, o := range g.Outcomes {
		if o.Looks {
			f.looks++
		}
	}
	return f.err(failOn)
}

// Threshold is the exit code of a threshold as an error. Unmeasured is the error that
// ended the search, if any.
func Threshold(t report.Threshold, unmeasured error) error {
	switch lack := t.Lack(); {
	case unmeasured != nil:
		return unmeasured
	case len(t.Failed) > 0:
		return Incomplete("%s", lack)
	case lack != "":
		return &Verdict{Undecided, lack}
	}
	return nil
}

// Changes is the exit code of the changes of a record as an error. FailOn is new, any or
// never.
func Changes(t report.Track, failOn string) error {
	n := 0
	for _, c := range t.Found.Changes {
		if c.Open() && (c.New || failOn == "any") {
			n++
		}
	}
	if n > 0 && failOn != "never" {
		return &Verdict{Worse, report.OpenChanges(n)}
	}
	return nil
}

// Culprit is the exit code of a bisection as an error. So many commits could not be told
// apart from the one that it names.
func Culprit(alike int) error {
	if alike == 0 {
		return nil
	}
	return &Verdict{Undecided, fmt.Sprintf("one commit could not be found: %d cannot be compared", alike)}
}

// Empty is the exit code of two revisions of which nothing was compared. Unmeasured is the
// error that ended their comparison, if any.
func Empty(r report.Revisions, failOn string, unmeasured error) error {
	switch {
	case unmeasured != nil:
		return unmeasured
	case len(r.Gone) > 0:
		return Incomplete("%s", r.Summary())
	case failOn == "never":
		return nil
	}
	return &Verdict{Undecided, "nothing was compared: no benchmark can be judged"}
}

// History is the exit code of a record that was printed, as an error: something of it may
// be unread, and acknowledgements may be stale.
func History(t report.Track) error {
	if len(t.Stale) > 0 {
		return Incomplete("%w", errors.Join(t.Stale...))
	}
	return Unread(len(t.Problems))
}

// Unread is the exit code of so many parts of a record that cannot be read, as an error.
func Unread(n int) error {
	if n > 0 {
		return Incomplete("%d files or lines of the record cannot be read", n)
	}
	return nil
}
