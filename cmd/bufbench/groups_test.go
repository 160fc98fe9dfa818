package main

import (
	"slices"
	"strings"
	"testing"
)

// TestGroups: every flag of a long list is in one group, and every command has three
// examples of its own.
func TestGroups(t *testing.T) {
	for _, one := range command(&app{}).Commands {
		if one.Name == "help" {
			continue
		}
		for _, f := range one.Flags {
			for _, name := range f.Names() {
				if groupOf(name) == "" && len(one.Flags) > 12 {
					t.Errorf("%s -%s is in no group", one.Name, name)
				}
			}
		}
		lines := examplesOf(one.Name)
		mine := func(line string) bool { return strings.Contains(line, "bufbench "+one.Name) }
		if len(lines) != 3 || !slices.ContainsFunc(lines, mine) || !strings.Contains(one.Description, "Examples:\n  "+lines[0]) {
			t.Errorf("%s has the examples %q and says\n%s", one.Name, lines, one.Description)
		}
	}
	var all []string
	for _, g := range groups {
		for _, name := range g.flags {
			if slices.Contains(all, name) {
				t.Errorf("-%s of %s is in another group too", name, g.name)
			}
			all = append(all, name)
		}
	}
}
