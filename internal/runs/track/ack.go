package track

import (
	"fmt"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/option"
)

// Acknowledgement says which changes are known, why, and until when.
type Acknowledgement struct {
	File   string // of acknowledgements
	Commit string // its first digits: changes whose range holds it
	Bench  string // the name of one benchmark; empty is all of the commit
	Reason string
	Until  string // the last day, such as 2030-12-31
}

// Acknowledge adds an entry for each change for the worse at a commit, and returns the
// benchmarks.
func Acknowledge(o Outcome, a Acknowledgement, today time.Time) (names []string, err error) {
	last, err := time.Parse(time.DateOnly, a.Until)
	switch {
	case strings.TrimSpace(a.Reason) == "":
		return nil, option.Errorf("reason", "say why the change is known")
	case err != nil:
		return nil, option.Valuef("until", a.Until, "it is no day, such as 2030-12-31")
	case today.UTC().Truncate(24 * time.Hour).After(last):
		return nil, option.Valuef("until", a.Until, "that day is over")
	case len(a.Commit) < 7:
		return nil, option.Errorf("", "name a commit by seven digits at least (bufbench track changes lists them)")
	}
	var text strings.Builder
	for _, c := range o.Found.Changes {
		s := o.Series[c.Series]
		if !c.Open() || a.Bench != "" && a.Bench != s.Name && a.Bench != s.String() || !holds(o, c, a.Commit) {
			continue
		}
		commit := o.Line.Commits[c.Commit].ID
		fmt.Fprintf(&text, "\n[[ack]]\nbenchmark = %s\n", quoted(s.Name))
		if s.Package != "" {
			fmt.Fprintf(&text, "package = %s\n", quoted(s.Package))
		}
		fmt.Fprintf(&text, "unit = %s\ncommit = %s\nreason = %s\nuntil = %s\n",
			quoted(s.Unit), quoted(commit[:min(len(commit), 12)]), quoted(a.Reason), a.Until)
		names = append(names, s.String()+" "+s.Unit)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("there is no open change for the worse at %s (bufbench track changes lists them)", a.Commit)
	}
	if err := wholefile.AppendNamed(a.File, []byte(text.String())); err != nil {
		return nil, fmt.Errorf("acknowledge: %w", err)
	}
	return names, nil
}

// holds reports whether the range of a change has a commit.
func holds(o Outcome, c alert.Change, commit string) bool {
	for _, one := range o.Line.Commits[c.From+1 : c.To+1] {
		if strings.HasPrefix(one.ID, strings.ToLower(commit)) {
			return true
		}
	}
	return false
}

// quoted is a basic string of TOML.
func quoted(s string) string {
	var text strings.Builder
	text.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			text.WriteString("\\" + string(c))
		case c < ' ' || c == 0x7f:
			fmt.Fprintf(&text, "\\u%04X", c)
		default:
			text.WriteRune(c)
		}
	}
	text.WriteByte('"')
	return text.String()
}
