package main

import (
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// wish is what is asked for: a scenario, and the folder of its boundary.
type wish struct{ Family, Name string }

var (
	nameForm   = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*[A-Za-z]$`)
	familyForm = regexp.MustCompile(`^[a-z][a-z0-9]+$`)
)

// question is that of the skeleton, which stands behind the name in a list.
const question = "Copy the bytes, or look at them where they are?"

// longest is the name that leaves room for the question in 80 columns.
const longest = 80 - len(": ") - len(question)

// reserved are names of packages that the files of a scenario import, or that
// the go command treats in its own way.
var reserved = []string{"bench", "benchtest", "bytes", "cpython", "buffer", "kernel", "testing", "main", "init", "internal", "vendor", "testdata"}

// check refuses words that can be no names, whatever is there already.
func (w wish) check() error {
	switch {
	case !nameForm.MatchString(w.Name):
		return refusef("%q is not CamelCase that ends in a letter (type a name such as RingFrame)", w.Name)
	case len(w.Name) > longest:
		return refusef("%s leaves no room for its question in a line (type a name of %d letters at most)", w.Name, longest)
	case !familyForm.MatchString(w.Family), token.IsKeyword(w.Family), types.Universe.Lookup(w.Family) != nil, slices.Contains(reserved, w.Family):
		return refusef("%q can be no package of scenarios (type a family such as goheap or network)", w.Family)
	}
	return nil
}

// file is the path of the scenario in the module.
func (w wish) file() string { return w.folder() + "/" + strings.ToLower(w.Name) + ".go" }

// folder is that of the family.
func (w wish) folder() string { return "scenarios/" + w.Family }

// Lower is the name as the beginning of one that is not exported: urlBody for
// URLBody, cMemory for CMemory.
func (w wish) Lower() string {
	letters := []rune(w.Name)
	for i, r := range letters {
		small := i+1 < len(letters) && !unicode.IsUpper(letters[i+1])
		if !unicode.IsUpper(r) || i > 0 && small {
			break
		}
		letters[i] = unicode.ToLower(r)
	}
	return string(letters)
}

// Question is that of the skeleton.
func (w wish) Question() string { return question }

// idents are what the scenario declares in its package and in its tests.
func (w wish) idents() []string {
	return []string{w.Name, w.Lower() + "Copy", w.Lower() + "Reuse", w.Lower() + "View", "Benchmark" + w.Name}
}
