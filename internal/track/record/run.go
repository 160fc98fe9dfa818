package record

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"golang.org/x/perf/benchfmt"
)

// Origin says what a run is of, and when it took place. What is not known is empty.
type Origin struct {
	Commit    string    // full hash
	Base      string    // the commit with which it was compared in turn, if it was
	Subject   string    // of the commit, in one line
	Committed time.Time // date of the commit
	Measured  time.Time
}

// Side is the configuration key of the two sides of a comparison: base or head.
const Side = "side"

// Of is the commit of a result: the base for lines of the base.
func (o Origin) Of(r *benchfmt.Result) string {
	if o.Base != "" && r.GetConfig(Side) == "base" {
		return o.Base
	}
	return o.Commit
}

// Run is what was measured of a commit at one time, or of two commits in turn.
type Run struct {
	Origin
	Results []*benchfmt.Result
}

// Day is when the commit was made, or else when it was measured; zero if nobody says.
func (r Run) Day() time.Time {
	if r.Committed.IsZero() {
		return r.Measured
	}
	return r.Committed
}

// Batch is what is added in one go.
type Batch struct {
	Runs  []Run
	Units []*benchfmt.UnitMetadata // what is known of units
}

// Empty reports whether a batch has no result.
func (b Batch) Empty() bool {
	return !slices.ContainsFunc(b.Runs, func(r Run) bool { return len(r.Results) > 0 })
}

// Values is how many values a batch has.
func (b Batch) Values() (n int) {
	for _, run := range b.Runs {
		for _, r := range run.Results {
			n += len(r.Values)
		}
	}
	return n
}

// The configuration keys of an origin.
const (
	keyCommit    = "commit"
	keyBase      = "base-commit"
	keySubject   = "subject"
	keyCommitted = "committed"
	keyMeasured  = "measured"
)

// Keys are the configuration keys of an origin. Other configuration lines do not vary from
// commit to commit.
func Keys() []string {
	return []string{keyCommit, keyBase, keySubject, keyCommitted, keyMeasured, Side}
}

// settings are the configuration lines of an origin.
func (o Origin) settings() map[string]string {
	all := map[string]string{keyCommit: o.Commit, keyBase: o.Base, keySubject: o.Subject, keyCommitted: stamp(o.Committed), keyMeasured: stamp(o.Measured)}
	maps.DeleteFunc(all, func(_, value string) bool { return value == "" })
	return all
}

// OriginOf reads the origin from the configuration of a result.
func OriginOf(r *benchfmt.Result) Origin {
	return Origin{
		Commit: r.GetConfig(keyCommit), Base: r.GetConfig(keyBase), Subject: r.GetConfig(keySubject),
		Committed: unstamp(r.GetConfig(keyCommitted)), Measured: unstamp(r.GetConfig(keyMeasured)),
	}
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func unstamp(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}

// sorted puts configuration in the order of keys, those of the origin first, so that the
// same run is the same text.
func sorted(config []benchfmt.Config) {
	first := Keys()
	rank := func(key string) int {
		if at := slices.Index(first, key); at >= 0 {
			return at
		}
		return len(first)
	}
	slices.SortFunc(config, func(a, b benchfmt.Config) int {
		return cmp.Or(cmp.Compare(rank(a.Key), rank(b.Key)), cmp.Compare(a.Key, b.Key))
	})
}
