package main

import (
	"strings"
	"testing"

	"github.com/urfave/cli/v3"
)

// TestCommands: every flag of a long list is in a group, and every command has a text with
// examples, and says how to list its flags.
func TestCommands(t *testing.T) {
	for _, one := range command(&app{}).Commands {
		for _, f := range one.Flags {
			if grouped, can := f.(cli.CategorizableFlag); can && grouped.GetCategory() == "" && len(one.Flags) > 12 {
				t.Errorf("%s -%s is in no group", one.Name, f.Names()[0])
			}
		}
		if one.Name != "help" && !strings.Contains(one.Description, "Examples:\n  ") {
			t.Errorf("%s has no examples: %q", one.Name, one.Description)
		}
		if one.OnUsageError == nil {
			t.Errorf("%s does not say how to list its flags", one.Name)
		}
	}
}
