package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/host/pythons"
)

// claims are what is claimed of a kind, a function each, under a version such
// as 3.11.
func (k kind) claims(minor string) [len(functions)]claim {
	printed := k.article
	if slices.Contains([]string{"3.10", "3.11", "3.12"}, minor) {
		printed = raised // whatever the object is
	}
	return [...]claim{printed, k.article, k.repaired, right}
}

// TestClaims calls everything on everything and holds it against the claims.
func TestClaims(t *testing.T) {
	if _, err := exec.LookPath("cc"); err != nil {
		t.Skip(err)
	}
	if _, err := pythons.Find(); err != nil {
		t.Skip(err)
	}
	p, rows, err := observe("")
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(kinds) {
		t.Errorf("%d rows, want %d", len(rows), len(kinds))
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			for i, a := range r.answers {
				if a.Outcome == lacks {
					t.Skipf("python %s lacks %s", p.Version, a.Seen)
				}
				if claimed := r.claims(p.Minor())[i]; !a.Outcome.holds(claimed) {
					t.Errorf("%s.%s(%s) is %s: %s, claimed is %s", functions[i][0], functions[i][1], r.make, a.Outcome, a.Seen, claimed)
				}
			}
		})
	}
}

// TestPage: the table there has every kind, and says of it what is claimed.
func TestPage(t *testing.T) {
	text, err := os.ReadFile("../../docs/article.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "<!-- article: go run ./scripts/article -markdown -->\n")
	table, _, ended := strings.Cut(rest, "<!-- end of table -->\n")
	if !found || !ended {
		t.Fatal("docs/article.md has no markers around the table")
	}
	var minor string
	var names []string
	for line := range strings.Lines(table) {
		if version, ok := strings.CutPrefix(line, "CPython "); ok {
			minor = version[:strings.LastIndexByte(version, '.')]
		}
		cells := strings.Split(strings.Trim(line, "| \n"), " | ")
		if len(cells) != len(titles) || cells[0] == titles[0] {
			continue
		}
		names = append(names, cells[0])
		i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == cells[0] })
		if i < 0 {
			t.Errorf("docs/article.md has the kind %q, which nobody tests", cells[0])
			continue
		}
		for j, claimed := range kinds[i].claims(minor) {
			if got := outcomeOf(cells[2+j]); !got.holds(claimed) {
				t.Errorf("docs/article.md says of %s, %s: %s, claimed is %s", cells[0], titles[2+j], cells[2+j], claimed)
			}
		}
	}
	for _, k := range kinds {
		if !slices.Contains(names, k.name) {
			t.Errorf("docs/article.md lacks %s; run: go run ./scripts/article -markdown", k.name)
		}
	}
}

// outcomeOf is what a cell says.
func outcomeOf(cell string) outcome {
	for _, o := range []outcome{right, wrong, killed} {
		if first, _, _ := strings.Cut(cell, ":"); first == string(o) {
			return o
		}
	}
	if strings.HasPrefix(cell, "not here") {
		return lacks
	}
	return raised
}

// TestHolds: what is undefined may be anything but right; all else is what it is.
func TestHolds(t *testing.T) {
	tests := []struct {
		got     outcome
		claimed claim
		want    bool
	}{
		{right, right, true},
		{wrong, right, false},
		{wrong, undefined, true},
		{killed, undefined, true},
		{raised, undefined, true},
		{right, undefined, false},
		{killed, raised, false},
	}
	for _, test := range tests {
		if got := test.got.holds(test.claimed); got != test.want {
			t.Errorf("%s.holds(%s) = %t, want %t", test.got, test.claimed, got, test.want)
		}
	}
}

// TestRead: what a child printed and how it ended make an answer, or an error.
func TestRead(t *testing.T) {
	const asked, told = `{"seen": "b'a'"}` + "\n", `{"outcome": "wrong", "seen": "None"}` + "\n"
	died := exec.Command("sh", "-c", "kill -SEGV $$").Run()
	failed := exec.Command("false").Run()
	tests := []struct {
		name  string
		out   string
		ended error
		want  answer
		fails bool
	}{
		{"told", asked + told, nil, answer{wrong, "None"}, false},
		{"died in the call", asked, died, answer{killed, "SIGSEGV"}, false},
		{"died at its end", asked + told, died, answer{killed, "SIGSEGV"}, false},
		{"lacks", `{"outcome": "lacks", "seen": "numpy"}`, nil, answer{lacks, "numpy"}, false},
		{"died before", "", died, answer{}, true},
		{"failed", asked, failed, answer{}, true},
		{"told nothing", asked, nil, answer{}, true},
		{"not started", "", errors.New("not found"), answer{}, true},
		{"no JSON", "Traceback", nil, answer{}, true},
	}
	for _, test := range tests {
		_, got, err := read([]byte(test.out), test.ended)
		if got != test.want || (err != nil) != test.fails {
			t.Errorf("%s: %v, %v, want %v, an error: %t", test.name, got, err, test.want, test.fails)
		}
	}
}

func TestUsage(t *testing.T) {
	var out, said bytes.Buffer
	if code := run([]string{"x"}, &out, &said); code != 2 || !strings.Contains(said.String(), `"x"`) {
		t.Errorf("with an argument: %d, %q", code, &said)
	}
	said.Reset()
	if code := run([]string{"-python", "/none/python3"}, &out, &said); code != 3 || !strings.Contains(said.String(), "/none/python3") {
		t.Errorf("with a python that is not there: %d, %q", code, &said)
	}
}
