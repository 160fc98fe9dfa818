package main

import (
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// example is a command of the manual and what it is said to print.
type example struct {
	command string
	output  []string // lines; "..." stands for any number of them
}

// examples are the "$ bufbench" blocks of a doc comment: indented lines from
// the command to the end of the block.
func examples(doc string) []example {
	var found []example
	open := false
	for line := range strings.Lines(doc) {
		text, indented := strings.CutPrefix(strings.TrimRight(line, " \n"), "\t")
		command, isCommand := strings.CutPrefix(text, "$ bufbench")
		switch {
		case indented && isCommand:
			found = append(found, example{command: "bufbench" + command})
			open = true
		case indented && open:
			last := &found[len(found)-1]
			last.output = append(last.output, text)
		case text != "":
			open = false
		}
	}
	return found
}

// shape is a line without what differs from run to run: every word that holds
// a digit is #, every rule one dash, all space one blank.
func shape(line string) string {
	words := strings.Fields(line)
	for i, w := range words {
		switch {
		case strings.ContainsFunc(w, unicode.IsDigit):
			words[i] = "#"
		case strings.Trim(w, "─") == "":
			words[i] = "─"
		}
	}
	return strings.Join(words, " ")
}

// fits reports whether lines are what the manual says.
func fits(lines, manual []string) bool {
	if len(manual) == 0 {
		return len(lines) == 0
	}
	if manual[0] == "..." {
		for skip := range len(lines) + 1 {
			if fits(lines[skip:], manual[1:]) {
				return true
			}
		}
		return false
	}
	return len(lines) > 0 && shape(lines[0]) == shape(manual[0]) && fits(lines[1:], manual[1:])
}

// TestManual runs every example of the command's doc comment.
func TestManual(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "main.go", nil, parser.PackageClauseOnly|parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	found := examples(file.Doc.Text())
	if len(found) == 0 {
		t.Skip("the doc comment of main.go shows no $ bufbench block")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "bufbench")
	copySelf(t, program)
	if err := os.CopyFS(dir, os.DirFS("testdata/manual")); err != nil { // the texts that are compared
		t.Fatal(err)
	}
	for _, e := range found {
		t.Run(e.command, func(t *testing.T) {
			cmd := exec.Command(program, strings.Fields(e.command)[1:]...)
			cmd.Dir = dir
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			// What cannot run in this build is no part of the manual.
			lines := slices.DeleteFunc(strings.Split(strings.TrimSpace(string(out)), "\n"), func(line string) bool {
				return strings.Contains(line, "cannot run here: ")
			})
			if !fits(lines, e.output) {
				t.Errorf("prints\n%s\nand the manual says\n%s", strings.Join(lines, "\n"), strings.Join(e.output, "\n"))
			}
		})
	}
}

func TestExamples(t *testing.T) {
	const doc = `Bufbench measures.

	bufbench list

List says what can run:

	$ bufbench list
	SubSlice (DOM)
	    arms: copy
	...
	$ bufbench run -quick

Text between.

	not of the example
`
	want := []example{
		{"bufbench list", []string{"SubSlice (DOM)", "    arms: copy", "..."}},
		{"bufbench run -quick", nil},
	}
	got := examples(doc)
	if !slices.EqualFunc(got, want, func(a, b example) bool {
		return a.command == b.command && slices.Equal(a.output, b.output)
	}) {
		t.Errorf("examples = %q, want %q", got, want)
	}
}

func TestFits(t *testing.T) {
	for _, test := range []struct {
		lines, manual []string
		want          bool
	}{
		{nil, nil, true},
		{nil, []string{"..."}, true},
		{[]string{"a"}, nil, false},
		{nil, []string{"a"}, false},
		{[]string{"a", "b", "c"}, []string{"a", "...", "c"}, true},
		{[]string{"a", "b", "c"}, []string{"...", "b"}, false},
		{[]string{" 64B ×1   37.2ns ±5%"}, []string{" 4KiB ×0 1.1µs ±51%"}, true},
		{[]string{" 64B ×1   37.2ns ±5%"}, []string{" 64B ×1   37.2ns"}, false},
		{[]string{"───"}, []string{"─────"}, true},
		{[]string{"copy view"}, []string{"copy reuse"}, false},
	} {
		if got := fits(test.lines, test.manual); got != test.want {
			t.Errorf("fits(%q, %q) = %v, want %v", test.lines, test.manual, got, test.want)
		}
	}
}
