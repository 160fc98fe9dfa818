package alert

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// Acks are acknowledgements, and the name of their file.
type Acks struct {
	List []gate.Ack
	File string
	Part bool // only some of all changes were asked for: an entry without its change is not stale
}

// Acknowledge marks changes for the worse that are acknowledged, in place. It returns an
// error for each stale entry: an expired one, or one without a change at its commit.
func (a Acks) Acknowledge(changes []Change, all []trend.Series, line trend.Line, today time.Time) (stale []error) {
	at := byName(changes, all)
	for i, ack := range a.List {
		used := false
		for _, j := range at[ack.Benchmark] {
			c := &changes[j]
			if c.Word != Worse || !about(ack, all[c.Series].Key, *c, line) {
				continue
			}
			used = true
			if !ack.Expired(today) && c.Acknowledged == nil {
				c.Acknowledged = &a.List[i]
			}
		}
		switch {
		case used && ack.Expired(today):
			stale = append(stale, fmt.Errorf("%s: ack %d: %q expired on %s (mend it, or give it another day and reason)", a.File, i+1, ack.Benchmark, ack.Until))
		case !used && ack.Commit != "" && !a.Part:
			stale = append(stale, fmt.Errorf("%s: ack %d: %q is not worse since %.12s (take the entry out)", a.File, i+1, ack.Benchmark, ack.Commit))
		}
	}
	return stale
}

// byName is where the changes of each name stand: that of the benchmark and the one with
// its package, each with the suffix of processors and without.
func byName(changes []Change, all []trend.Series) map[string][]int {
	at := map[string][]int{}
	for i, c := range changes {
		k := all[c.Series].Key
		names := gate.NamesOf(k.Name)
		if long := k.String(); long != k.Name {
			names = append(names, gate.NamesOf(long)...)
		}
		for _, name := range names {
			at[name] = append(at[name], i)
		}
	}
	return at
}

// about reports whether an entry is about a change: one with a commit if the commit is in
// the range of the change, and one without for every change of the benchmark.
func about(ack gate.Ack, k trend.Key, c Change, line trend.Line) bool {
	if !ack.Names(k.Package, k.Name, k.Unit) && !ack.Names(k.Package, k.String(), k.Unit) {
		return false
	}
	if ack.Commit == "" {
		return true
	}
	in := line.Commits[c.From+1 : c.To+1]
	return slices.ContainsFunc(in, func(one trend.Commit) bool { return strings.HasPrefix(one.ID, strings.ToLower(ack.Commit)) })
}
