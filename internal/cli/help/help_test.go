package help

import (
	"slices"
	"strings"
	"testing"
)

// TestGroups: a flag is in one group at most.
func TestGroups(t *testing.T) {
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

// TestText: every text ends with three examples of its command, and other names have none.
func TestText(t *testing.T) {
	files, err := texts.ReadDir("texts")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d texts, %v", len(files), err)
	}
	for _, f := range files {
		name, _ := strings.CutSuffix(f.Name(), ".txt")
		_, examples, found := strings.Cut(Text(name), "Examples:\n")
		lines := strings.Split(strings.TrimSuffix(examples, "\n"), "\n")
		mine := func(line string) bool { return strings.Contains(line, "bufbench "+name) }
		if !found || len(lines) != 3 || !slices.ContainsFunc(lines, mine) {
			t.Errorf("%s has the examples %q", name, lines)
		}
	}
	if got := Text("nosuch"); got != "" {
		t.Errorf("Text of no command = %q", got)
	}
}
