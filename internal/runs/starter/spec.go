package starter

import (
	"regexp"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/option"
)

// Kind is the owner of the data.
type Kind string

// The kinds.
const (
	Slice Kind = "slice" // a Go slice
	C     Kind = "c"     // memory of C's
	File  Kind = "file"  // a file, read or mapped

	Python Kind = "python" // a Python object
)

// Kinds are all kinds.
var kinds = []Kind{Slice, C, File, Python}

// Kinds returns all kinds, the default first.
func Kinds() []Kind { return slices.Clone(kinds) }

// Spec is what to write.
type Spec struct {
	Dir  string // in the module at hand
	Kind Kind
	Name string // of the scenario, in CamelCase
	// Version of bufbench to require if the module requires none; empty means the latest.
	Version string
}

var nameForm = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*[A-Za-z]$`)

// questions are those of the scenarios. In a list they stand behind the name.
var questions = map[Kind]string{
	Slice: "Copy the bytes, or look at them where they are?",
	C:     "Copy what C owns, or look at it where it is?",
	File:  "Read the file, or map it?",

	Python: "Copy what Python owns, or look at it where it is?",
}

// Question is the question that a scenario of a kind asks until somebody writes another.
func Question(k Kind) string { return questions[k] }

// CheckName returns an [option.Error] if a scenario cannot have a name.
func CheckName(name, question string) error {
	longest := 80 - len(": ") - len(question)
	switch {
	case !nameForm.MatchString(name):
		return option.Errorf("", "%q is not CamelCase that ends in a letter (type a name such as RingFrame)", name)
	case len(name) > longest:
		return option.Errorf("", "%s leaves no room for its question in a line (type a name of %d letters at most)", name, longest)
	}
	return nil
}

// check returns an [option.Error] if the spec cannot be met.
func (s Spec) check() error {
	if !slices.Contains(kinds, s.Kind) {
		return option.Errorf("", "%q is no kind of owner", s.Kind)
	}
	return CheckName(s.Name, Question(s.Kind))
}

// folder is the folder that is written.
func (s Spec) folder() string { return strings.ToLower(s.Name) + "bench" }
