package main

import (
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/runs/starter"
)

// wish names a scenario and the folder of its boundary.
type wish struct{ Family, Name string }

var familyForm = regexp.MustCompile(`^[a-z][a-z0-9]+$`)

// question is the skeleton's. In a list it stands behind the name.
var question = starter.Question(starter.Slice)

// reserved are names of packages with another meaning for the files of a scenario or
// for the go command.
var reserved = []string{"bench", "benchtest", "bytes", "cpython", "buffer", "kernel", "testing", "main", "init", "internal", "vendor", "testdata"}

// check refuses words that can be no names, whatever is there already.
func (w wish) check() error {
	if err := starter.CheckName(w.Name, question); err != nil {
		return refusal(err.Error())
	}
	switch {
	case !familyForm.MatchString(w.Family), token.IsKeyword(w.Family), types.Universe.Lookup(w.Family) != nil, slices.Contains(reserved, w.Family):
		return refusef("%q can be no package of scenarios (type a family such as goheap or network)", w.Family)
	}
	return nil
}

// file is the path of the scenario in the module.
func (w wish) file() string { return w.folder() + "/" + strings.ToLower(w.Name) + ".go" }

// folder is that of the family.
func (w wish) folder() string { return "scenarios/" + w.Family }
