package gate

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
)

// Series is the lines of one benchmark in one configuration.
type Series struct {
	Name   string // without the word Benchmark
	Design result.Design
	Paired int                  // see result.Record; 0 where lines differ in it
	Values map[string][]float64 // by unit as the text has it, in the order of the lines

	config string
	parts  []string // of the name without what may be a GOMAXPROCS suffix
	whole  []string // of the name: one processor has no suffix, and then utf-8 is a part
}

// SeriesOf sorts records into series, in order of appearance. The label of a
// text is no part of the configuration.
func SeriesOf(records iter.Seq[result.Record]) []*Series {
	var order []*Series
	at := map[string]*Series{}
	for r := range records {
		var config strings.Builder
		for _, c := range r.Config {
			if c.File {
				fmt.Fprintf(&config, "%s=%q ", c.Key, c.Value)
			}
		}
		key := config.String() + string(r.Name)
		s := at[key]
		if s == nil {
			name := string(r.Name)
			s = &Series{Name: name, Design: r.Design, Paired: r.Paired, Values: map[string][]float64{}, config: config.String()}
			s.parts, s.whole = strings.Split(withoutProcs(name), "/"), strings.Split(name, "/")
			at[key] = s
			order = append(order, s)
		}
		if s.Paired != r.Paired {
			s.Paired = 0
		}
		for _, v := range r.Values {
			unit, x := v.Unit, v.Value
			if v.OrigUnit != "" {
				unit, x = v.OrigUnit, v.OrigValue
			}
			s.Values[unit] = append(s.Values[unit], x)
		}
	}
	return order
}

// has reports whether a series has all parts of a pattern: its first part is the
// name, or * for any.
func (s *Series) has(pattern string) bool {
	parts := strings.Split(strings.TrimPrefix(pattern, "Benchmark"), "/")
	if parts[0] != "*" && parts[0] != s.parts[0] && parts[0] != s.whole[0] {
		return false
	}
	for _, p := range parts[1:] {
		if !slices.Contains(s.parts[1:], p) && !slices.Contains(s.whole[1:], p) && !slices.Contains(s.parts[1:], canonical(p)) {
			return false
		}
	}
	return true
}

// canonical is a part as bufbench writes it: size=4KiB for size=4K.
func canonical(part string) string {
	if text, is := strings.CutPrefix(part, "size="); is {
		if size, err := bench.ParseBytes(text); err == nil {
			return "size=" + size.String()
		}
	}
	return part
}

// arm reports whether one of the parts is the arm of that name.
func (s *Series) arm(name string) bool { return armAt(s.parts, name) >= 0 || armAt(s.whole, name) >= 0 }

// armAt is where an arm stands among parts; -1 without it.
func armAt(parts []string, arm string) int {
	return slices.IndexFunc(parts, func(p string) bool { return p == arm || p == part(arm) })
}

// suffix is the GOMAXPROCS suffix of a name.
func suffix(name string) string { return strings.TrimPrefix(name, withoutProcs(name)) }
