package gate

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// named are series of those names.
func named(names ...string) []*Series {
	var all []*Series
	for _, name := range names {
		all = append(all, &Series{Name: name, parts: strings.Split(withoutProcs(name), "/"), whole: strings.Split(name, "/")})
	}
	return all
}

// TestIndexFinds: what the index finds is what a look at every series finds.
func TestIndexFinds(t *testing.T) {
	all := named("A-8", "A/x", "A/x-8", "B/size=4KiB/access=view-8", "B/size=4KiB/access=copy-8", "C/utf-8", "B/access=view/access=view", "A")
	x := newIndex(all)
	for _, pattern := range []string{"A", "B", "C", "C/utf-8", "C/utf", "*", "*/x", "A/x", "B/size=4K", "B/size=4KiB/access=view", "BenchmarkA", "", "D", "A/", "*/*", "B/access=view/access=view", "utf-8", "C-8"} {
		var want []*Series
		for _, s := range all {
			if s.has(pattern) {
				want = append(want, s)
			}
		}
		if got := x.of(pattern); !slices.Equal(got, want) {
			t.Errorf("of(%q) finds %d series, want %d", pattern, len(got), len(want))
		}
	}
}

// TestRivals: the series that differs in the arm alone, with the same suffix.
func TestRivals(t *testing.T) {
	for _, test := range []struct {
		of, arm, versus, want string
	}{
		{"B/access=view/size=1-8", "view", "copy", "B/access=copy/size=1-8"},
		{"Get/view-8", "view", "copy", "Get/copy-8"},
		{"Get/view", "view", "copy", "Get/copy"},
		{"Text/utf-8", "utf-8", "utf-16", "Text/utf-16"},
		{"Get/view-4", "view", "copy", ""},
		{"B/access=view/size=1-8", "reuse", "copy", ""},
	} {
		all := named("Get/copy-8", "B/access=copy/size=2-8", "B/access=copy/size=1-8", "Get/copy", "Text/utf-16", test.of)
		got := ""
		if s := newIndex(all).rival(all[len(all)-1], test.arm, test.versus); s != nil {
			got = s.Name
		}
		if got != test.want {
			t.Errorf("the rival %s of %s in %s is %q, want %q", test.versus, test.arm, test.of, got, test.want)
		}
	}
}

// TestIndexLooksAtFew: each of many claims looks at the series that it is about,
// whether they differ in their first part or in another one.
func TestIndexLooksAtFew(t *testing.T) {
	const n = 500
	var names, patterns []string
	for i := range n {
		names = append(names, fmt.Sprintf("First%d/access=view-8", i), fmt.Sprintf("First%d/access=copy-8", i), fmt.Sprintf("Same/size=%d/access=view-8", i), fmt.Sprintf("Same/size=%d/access=copy-8", i))
		patterns = append(patterns, fmt.Sprintf("First%d", i), fmt.Sprintf("*/size=%d", i))
	}
	x := newIndex(named(names...))
	for _, pattern := range patterns {
		found := x.of(pattern)
		if len(found) != 2 {
			t.Fatalf("%s is of %d series, want 2", pattern, len(found))
		}
		if x.rival(found[0], "view", "copy") != found[1] {
			t.Fatalf("%s: the rival of %s is not %s", pattern, found[0].Name, found[1].Name)
		}
	}
	if most := 10 * len(patterns); x.looked > most {
		t.Errorf("%d claims looked at %d series, want at most %d", len(patterns), x.looked, most)
	}
}

// TestByName: each acknowledgement looks at outcomes of its name alone.
func TestByName(t *testing.T) {
	at := byName([]Outcome{{Name: "A"}, {Name: "A-8"}, {Name: "B/utf-8"}, {Name: "A-8"}, {Name: "-8"}})
	for name, want := range map[string][]int{"A": {0, 1, 3}, "A-8": {1, 3}, "B/utf-8": {2}, "B/utf": {2}, "-8": {4}, "": nil} {
		if !slices.Equal(at[name], want) {
			t.Errorf("outcomes of %q are %v, want %v", name, at[name], want)
		}
	}
}
