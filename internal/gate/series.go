package gate

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/result"
)

// Series is the lines of one benchmark in one configuration.
type Series struct {
	Name   string // without the word Benchmark
	Design result.Design
	Paired int                  // see result.Record; 0 where lines differ in it
	Values map[string][]float64 // by unit as the text has it, in the order of the lines

	config string
	parts  []string
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
			s.parts = strings.Split(withoutProcs(name), "/")
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
	if parts[0] != "*" && parts[0] != s.parts[0] {
		return false
	}
	for _, p := range parts[1:] {
		if !slices.Contains(s.parts[1:], p) {
			return false
		}
	}
	return true
}

// arm is where the arm of that name stands among the parts; -1 without one.
func (s *Series) arm(name string) int {
	return slices.IndexFunc(s.parts, func(p string) bool { return p == name || p == part(name) })
}

// rival is the series that has another arm in place of one.
func rival(all []*Series, s *Series, arm, versus string) *Series {
	at := s.arm(arm)
	for _, o := range all {
		if o.config != s.config || len(o.parts) != len(s.parts) {
			continue
		}
		same := true
		for i := range s.parts {
			if i == at {
				same = same && (o.parts[i] == versus || o.parts[i] == part(versus))
			} else {
				same = same && o.parts[i] == s.parts[i]
			}
		}
		if same && suffix(o.Name) == suffix(s.Name) {
			return o
		}
	}
	return nil
}

// suffix is the GOMAXPROCS suffix of a name.
func suffix(name string) string { return strings.TrimPrefix(name, withoutProcs(name)) }
