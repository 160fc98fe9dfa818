package main

import (
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

// wish names a scenario and the folder of its boundary.
type wish struct{ Family, Name string }

var nameForm, familyForm = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*[A-Za-z]$`), regexp.MustCompile(`^[a-z][a-z0-9]+$`)

// question is the skeleton's. In a list it stands behind the name.
const question = "Copy the bytes, or look at them where they are?"

// longest is the name that leaves room for the question in 80 columns.
const longest = 80 - len(": ") - len(question)

// reserved are names of packages with another meaning for the files of a scenario or
// for the go command.
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

// Question returns [question], for the skeleton.
func (w wish) Question() string { return question }
