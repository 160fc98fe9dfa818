package gate

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/perf/benchunit"
)

// Ack acknowledges that something is worse, for a time.
type Ack struct {
	Benchmark string         `toml:"benchmark"` // the name of a row, or of a claim
	Package   string         `toml:"package"`   // its import path; empty if no other package has a failing row of that name
	Unit      string         `toml:"unit"`      // empty is every unit
	Reason    string         `toml:"reason"`
	Until     toml.LocalDate `toml:"until"` // the last day

	// Commit is the first digits of the commit at which a history changed. An entry with
	// a commit is about that change only, and not about results of now.
	Commit string `toml:"commit"`
}

// ReadAcks reads a bufbench.ack.toml.
func ReadAcks(text []byte, file string) ([]Ack, error) {
	var all struct {
		Acks []Ack `toml:"ack"`
	}
	if err := decode(text, file, &all); err != nil {
		return nil, err
	}
	for i, a := range all.Acks {
		if err := a.check(); err != nil {
			return nil, fmt.Errorf("%s: ack %d: %w", file, i+1, err)
		}
	}
	return all.Acks, nil
}

func (a Ack) check() error {
	switch {
	case a.Benchmark == "":
		return errors.New("it names no benchmark (write benchmark = \"...\", the name of a row or of a claim)")
	case strings.TrimSpace(a.Reason) == "":
		return fmt.Errorf("%q: it gives no reason (write reason = \"...\")", a.Benchmark)
	case a.Until == toml.LocalDate{}:
		return fmt.Errorf("%q: it has no end (write until = 2030-12-31)", a.Benchmark)
	}
	if day := a.Until.AsTime(time.UTC); day.Year() != a.Until.Year || int(day.Month()) != a.Until.Month || day.Day() != a.Until.Day {
		return fmt.Errorf("%q: there is no such day as %s (write until = 2030-12-31)", a.Benchmark, a.Until)
	}
	return nil
}

// about reports whether a is about the package and the unit of an outcome of its
// benchmark. One without a unit is about all of them.
func (a Ack) about(o Outcome) bool {
	return a.covers(o.Package, cmp.Or(o.Unit, a.Unit)) // an outcome without a unit is of all units
}

// Expired reports whether the last day is over. It is that of UTC.
func (a Ack) Expired(today time.Time) bool {
	return today.UTC().Truncate(24 * time.Hour).After(a.Until.AsTime(time.UTC))
}

// Names reports whether a is about a benchmark of a package in a unit. Its name may lack the
// suffix of processors.
func (a Ack) Names(pkg, benchmark, unit string) bool {
	return (a.Benchmark == benchmark || a.Benchmark == withoutProcs(benchmark)) && a.covers(pkg, unit)
}

// covers reports whether a is about a package and a unit. An entry that leaves one out is
// about all of them.
func (a Ack) covers(pkg, unit string) bool {
	return (a.Package == "" || a.Package == pkg) && (a.Unit == "" || tidied(a.Unit) == tidied(unit))
}

// byName is where the outcomes of each name stand, with its suffix of processors
// and without.
func byName(outcomes []Outcome) map[string][]int {
	at := map[string][]int{}
	for i, o := range outcomes {
		for _, name := range NamesOf(o.Name) {
			at[name] = append(at[name], i)
		}
	}
	return at
}

// NamesOf are the names by which an acknowledgement may call a benchmark: in full, and
// without the suffix of processors if there is one.
func NamesOf(benchmark string) []string {
	if plain := withoutProcs(benchmark); plain != benchmark {
		return []string{benchmark, plain}
	}
	return []string{benchmark}
}

// tidied is a unit as tables have it: sec/op for ns/op.
func tidied(unit string) string {
	_, tidy := benchunit.Tidy(1, unit)
	return tidy
}

// Acknowledge marks failing outcomes as acknowledged, in place. It returns one error, in
// one line, for each stale acknowledgement: one that has expired, or whose row is gone
// or shown not to be worse. A list that nobody tidies hides the next regression. An
// undecided or skipped outcome may still be worse, so its acknowledgement is not stale.
// The last day is that of UTC.
func Acknowledge(outcomes []Outcome, acks []Ack, today time.Time, file string) (stale []error) {
	at := byName(outcomes)
	for i, a := range acks {
		if a.Commit != "" {
			continue
		}
		if a.Expired(today) {
			stale = append(stale, fmt.Errorf("%s: ack %d: %q expired on %s (mend it, or give it another day and reason)", file, i+1, a.Benchmark, a.Until))
			continue
		}
		if why := acks[i].mark(outcomes, at[a.Benchmark]); why != "" {
			stale = append(stale, fmt.Errorf("%s: ack %d: %q %s", file, i+1, a.Benchmark, why))
		}
	}
	return stale
}

// mark acknowledges the outcomes at some places. It returns why the entry is stale; empty if
// it is not. An entry is about one package.
func (a *Ack) mark(outcomes []Outcome, places []int) (stale string) {
	used, known, of := false, false, a.Package // used: it acknowledges, or may yet
	for _, j := range places {
		o := &outcomes[j]
		if !a.about(*o) {
			continue
		}
		known = known || o.Word == Acknowledged
		used = used || o.Word == Undecided || o.Word == Skipped
		if !o.Failing() {
			continue
		}
		if of != "" && o.Package != "" && o.Package != of {
			return fmt.Sprintf("is worse in several packages, and an entry is about one (write package = %q)", of)
		}
		used, of = true, cmp.Or(of, o.Package)
		o.Word, o.Looks, o.Acknowledged = Acknowledged, false, a
	}
	switch {
	case used:
		return ""
	case known:
		return "is acknowledged by an entry above (take one of them out)"
	}
	return "is not worse, or there is no such row or claim (take the entry out)"
}
