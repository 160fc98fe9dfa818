package cpython

import (
	"fmt"
	"strings"
)

// Refusal is why there is no buffer of an object. With errors.Is it is of its
// kind, with errors.As it is Python's [*Error] too, where Python refused.
type Refusal struct {
	Op     string // what was being done
	Type   string // of the object, as Python names it
	Asked  string // of it: flags, or a memoryview
	Has    string // what it gives who asks for FULL_RO; "" for nothing
	Kind   error  // ErrNoBuffer, ErrNotMemoryView, or one of package buffer; nil: Python alone knows
	Raised *Error // Python's exception; nil where the bridge refused
}

// Error implements error.
func (r *Refusal) Error() string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s of a python %s: asked for %s", r.Op, r.Type, r.Asked)
	if r.Has != "" {
		fmt.Fprintf(&s, ", it has %s", r.Has)
	}
	for _, err := range r.Unwrap() {
		fmt.Fprintf(&s, ": %v", err)
	}
	return s.String()
}

// Unwrap returns the kind and Python's error.
func (r *Refusal) Unwrap() (all []error) {
	if r.Kind != nil {
		all = append(all, r.Kind)
	}
	if r.Raised != nil {
		all = append(all, r.Raised)
	}
	return all
}
