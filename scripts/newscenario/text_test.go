package main

import (
	"strings"
	"testing"
)

// A comment, an element of another form and a family that ends in the middle
// stay where they are.
func TestListWith(t *testing.T) {
	const old = `// Package scenarios lists.
package scenarios

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cmem"
	"github.com/bufbench/bufbench/scenarios/python" // by a tag
)

// All returns them.
func All() []bench.Scenario {
	return []bench.Scenario{
		// in C
		cmem.One,
		cmem.Two, // the second
		made(),
		python.One,
	}
}
`
	for _, test := range []struct {
		wish wish
		want string
	}{
		{wish{"cmem", "Three"}, strings.Replace(old, "// the second\n", "// the second\n\t\tcmem.Three,\n", 1)},
		{wish{"network", "Frame"}, strings.NewReplacer(
			"\t\tpython.One,\n", "\t\tpython.One,\n\t\tnetwork.Frame,\n",
			"/cmem\"\n", "/cmem\"\n\t\"github.com/bufbench/bufbench/scenarios/network\"\n").Replace(old)},
	} {
		got, err := test.wish.listed(old)
		if err != nil || string(got) != test.want {
			t.Errorf("list with %v = %v\n%s\nwant\n%s", test.wish, err, got, test.want)
		}
	}
}

func TestListIsRefused(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"no All", "package scenarios\n\nimport \"testing\"\n", "no scenario"},
		{"an empty list", "package scenarios\n\nfunc All() []int { return nil }\n", "no scenario"},
		{"no Go", "\t\"github.com/bufbench/bufbench/bench\"\n\t\tcmem.One,\n", "expected"},
	} {
		if _, err := (wish{"cmem", "Two"}).listed(test.text); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.want)
		}
	}
}

func TestBenched(t *testing.T) {
	const old = `package cmem_test

// BenchmarkOne is first.
func BenchmarkOne(b *testing.B) {
	benchtest.Run(b, cmem.One) // it is long
}

func helper() {}

func TestProof(t *testing.T) {
	t.Run("One", func(t *testing.T) {
		benchtest.Prove(t, cmem.One)
	}) // it too
	// the end
}

func TestMore(t *testing.T) {}
`
	const bench = "func BenchmarkTwo(b *testing.B) { benchtest.Run(b, cmem.Two) }\n"
	want := strings.NewReplacer(
		"// it is long\n}\n", "// it is long\n}\n"+bench,
		"// the end\n", "// the end\n\tt.Run(\"Two\", func(t *testing.T) { benchtest.Prove(t, cmem.Two) })\n").Replace(old)
	got, err := wish{"cmem", "Two"}.benched(old)
	if err != nil || string(got) != want {
		t.Errorf("benched = %v\n%s\nwant\n%s", err, got, want)
	}
	for _, without := range []string{"func BenchmarkOne", "func TestProof"} {
		text := strings.Replace(old, without, "func other", 1)
		if got, err := (wish{"cmem", "Two"}).benched(text); err == nil {
			t.Errorf("benched without %s = %s, want an error", without, got)
		}
	}
}
