package launch

import (
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/bufbench/bufbench/bench"
)

// The checks take values from another process or from a file. Values that pass are
// safe to calculate with, and to print in a line of results.

// The limits of figures: far above every measurement, and far enough below the
// range of integers for sums.
const (
	mostOps  = 1 << 40
	longest  = 100 * time.Hour
	largest  = bench.Bytes(1) << 48
	longName = 200
)

// Check refuses a message that no child sends.
func (m Message) Check() error {
	switch {
	case m.Trial != nil:
		return m.Trial.Check()
	case m.Record != nil:
		return m.Record.Check()
	case m.Retention != nil:
		return m.Retention.check()
	case m.Peak != nil:
		return m.Peak.check()
	case m.Ledger != nil:
		return m.Ledger.Check()
	case m.Fault != nil:
		return m.Fault.check()
	}
	for _, d := range m.Scenarios {
		if err := d.check(); err != nil {
			return err
		}
	}
	return nil
}

func (d Description) check() error {
	if err := CheckName("scenario", d.Info.Name); err != nil {
		return err
	}
	var names []string
	for _, r := range d.Rivals {
		names = append(names, r.Name)
	}
	err := errors.Join(checkNames("arm", names), checkCases(d.Cases))
	if d.Info.Grid.Element < 0 {
		err = errors.Join(err, fmt.Errorf("an element of %d bytes", d.Info.Grid.Element))
	}
	for _, v := range d.Versions {
		if !isKey(v.Of) || !isLine(v.Number) {
			err = errors.Join(err, fmt.Errorf("%q of version %q cannot stand in a line of results", v.Of, v.Number))
		}
	}
	if err != nil {
		return fmt.Errorf("scenario %s: %w", d.Info.Name, err)
	}
	return nil
}

func checkCases(cases []bench.Case) error {
	for _, c := range cases {
		if err := CheckCase(c); err != nil {
			return err
		}
	}
	return nil
}

// CheckCase refuses a case that no scenario has.
func CheckCase(c bench.Case) error {
	const mostPasses = 1 << 20
	if c.Size < 1 || c.Size > largest {
		return fmt.Errorf("a case of %d bytes", int64(c.Size))
	}
	if c.Passes < 0 || c.Passes > mostPasses {
		return fmt.Errorf("a case of %d passes", c.Passes)
	}
	for i, a := range c.Axes {
		if !isKey(a.Key) || !isWord(a.Value) {
			return fmt.Errorf("a case with %q=%q, which a line of results cannot hold", a.Key, a.Value)
		}
		if slices.ContainsFunc(c.Axes[:i], func(o bench.Axis) bool { return o.Key == a.Key }) {
			return fmt.Errorf("a case with two axes %s", a.Key)
		}
	}
	return nil
}

// Check refuses a trial that cannot be true.
func (t *Trial) Check() error {
	if t.Skip != nil {
		return CheckCase(t.Visit.Case)
	}
	for _, e := range t.Evidence {
		if err := CheckName("arm", e.Arm); err != nil {
			return err
		}
	}
	return t.Visit.check()
}

func (v Visit) check() error {
	if err := CheckCase(v.Case); err != nil {
		return err
	}
	rivals := len(v.Arms) + len(v.References)
	switch {
	case len(v.Arms) == 0: // no arm was proven: nothing is timed
		return nil
	case len(v.Ops) != rivals:
		return fmt.Errorf("%d arms and references, and the operations of %d", rivals, len(v.Ops))
	case len(v.Long) != 0 && len(v.Long) != rivals:
		return fmt.Errorf("%d arms and references, and %d of which it is said whether an operation is long", rivals, len(v.Long))
	case !v.Clock.known():
		return fmt.Errorf("a clock %q", v.Clock)
	}
	for _, n := range v.Ops {
		if n < 1 || n > mostOps {
			return fmt.Errorf("a sample of %d operations", n)
		}
	}
	for _, r := range v.References {
		if err := errors.Join(CheckName("reference", r.Role), CheckName("reference", r.Name)); err != nil {
			return err
		}
	}
	return nil
}

// CheckArms refuses a visit of a scenario with that many arms, if it has another arm or
// an arm twice.
func (v Visit) CheckArms(arms int) error {
	for i, a := range v.Arms {
		if a < 0 || a >= arms {
			return fmt.Errorf("arm %d of %d", a, arms)
		}
		if slices.Contains(v.Arms[:i], a) {
			return fmt.Errorf("arm %d twice", a)
		}
	}
	return nil
}

func (r *Retention) check() error {
	if r.Sources < 0 || r.Part < 0 {
		return fmt.Errorf("%d sources, of which %d bytes are used", r.Sources, r.Part)
	}
	return CheckCase(r.Case)
}

func (p *Peak) check() error {
	if p.Ops < 0 {
		return fmt.Errorf("%d operations", p.Ops)
	}
	return errors.Join(CheckName("arm", p.Arm), CheckCase(p.Case))
}

func (f *Fault) check() error {
	if f.Arm != "" {
		return CheckName("arm", f.Arm)
	}
	return CheckName("scenario", f.Scenario)
}

func isSpan(d time.Duration) bool { return d >= 0 && d <= longest }

// checkNames refuses a name that is not one word, and a name that occurs twice.
func checkNames(what string, names []string) error {
	seen := map[string]bool{}
	for _, name := range names {
		if err := CheckName(what, name); err != nil {
			return err
		}
		if seen[name] {
			return fmt.Errorf("two of the name %s", name)
		}
		seen[name] = true
	}
	return nil
}

// CheckName refuses a name that is not one word of a line of results.
func CheckName(of, name string) error {
	if isWord(name) {
		return nil
	}
	if len(name) > longName {
		name = name[:longName]
	}
	return fmt.Errorf("the name %q of a %s is no word for a line of results", name, of)
}

// isWord reports whether a text is one word in which nothing is invisible.
func isWord(s string) bool {
	if s == "" || len(s) > longName || !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if !unicode.IsPrint(r) || unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// isKey reports whether a text can be the key of a configuration line.
func isKey(s string) bool {
	for i, r := range s {
		if i == 0 && !unicode.IsLower(r) || unicode.IsUpper(r) || r == ':' {
			return false
		}
	}
	return isWord(s)
}

// isLine reports whether a text is a line in which nothing is invisible.
func isLine(s string) bool {
	for _, r := range s {
		if !unicode.IsPrint(r) {
			return false
		}
	}
	return len(s) <= longName && utf8.ValidString(s)
}
