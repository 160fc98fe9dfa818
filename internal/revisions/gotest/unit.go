package gotest

import (
	"slices"
	"strings"
)

// Unit is one setting of a unit, from a line of the Go benchmark format such as: Unit
// req/s better=higher.
type Unit struct {
	Name  string
	Key   string // better or assume
	Value string
}

// String returns the line.
func (u Unit) String() string { return "Unit " + u.Name + " " + u.Key + "=" + u.Value }

// standard are the units of package testing and of callgrind. Their better direction is
// known, and no benchmark can change it.
var standard = []string{"ns/op", "B/op", "allocs/op", "MB/s", "sec/op", "B/s", "instructions/op"}

// values are the known keys and values.
var values = map[string][]string{"better": {"lower", "higher"}, "assume": {"nothing", "exact"}}

// unitsOf reads a Unit line. It returns nil for any other line.
func unitsOf(text string) []Unit {
	fields := strings.Fields(text)
	if len(fields) < 3 || fields[0] != "Unit" || !strings.HasPrefix(text, "Unit") || slices.Contains(standard, fields[1]) {
		return nil
	}
	var all []Unit
	for _, f := range fields[2:] {
		key, value, _ := strings.Cut(f, "=")
		if slices.Contains(values[key], value) {
			all = append(all, Unit{fields[1], key, value})
		}
	}
	return all
}
