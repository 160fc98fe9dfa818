//go:build cpython && cgo

package cpython

/*
#include "py_hold.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/scenarios/buffer"
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

// refusal makes the error of a hold that holds nothing, and frees it. It asks
// the object once more, for all that it has.
func (py *Interpreter) refusal(o *Object, hold *C.bb_py_hold, flags Flags, op, asked string) error {
	defer C.bb_py_hold_release(hold)
	r := &Refusal{Op: op, Type: C.GoString(hold._type), Asked: asked}
	switch hold.why {
	case C.BB_PY_NO_BUFFER:
		r.Kind = ErrNoBuffer
		return r
	case C.BB_PY_NOT_MEMORYVIEW:
		r.Kind = ErrNotMemoryView
		return r
	case C.BB_PY_RELEASED:
		r.Kind = buffer.ErrReleased
		return r
	}
	r.Raised = &Error{Type: C.GoString(hold.raised._type), Message: C.GoString(hold.raised.message)}
	if flags == FullRO {
		return r // it was asked for all already
	}
	if full, err := py.Buffer(o, FullRO); err == nil {
		r.Has, r.Kind = full.against(flags)
		_ = full.Release() // it has no views
	} else if all, ok := errors.AsType[*Refusal](err); ok {
		r.Kind = all.Kind
	}
	return r
}

// against describes what the buffer, of all that its exporter has, is, and
// finds which part of the request that does not meet.
func (b *Buffer) against(asked Flags) (has string, kind error) {
	layout := b.layout
	has = fmt.Sprintf("format %q, shape %v, strides %v", layout.Format, layout.Shape, layout.Strides)
	if layout.Suboffsets != nil {
		has += fmt.Sprintf(", suboffsets %v", layout.Suboffsets)
	}
	if layout.ReadOnly {
		has += ", read-only"
	}
	if asked.Has(Writable) && layout.ReadOnly {
		return has, buffer.ErrReadOnly
	}
	if layout.Suboffsets != nil && !asked.Has(Indirect) {
		return has, buffer.ErrSuboffset
	}
	view, err := b.View()
	if err != nil {
		return has, nil // Python's error stands
	}
	defer func() { _ = view.Release() }() // the Buffer still holds
	if !contiguous(view, asked) {
		return has, buffer.ErrContiguity
	}
	return has, nil
}

// contiguous reports whether the view's items lie as the request wants them.
func contiguous(v *buffer.View, asked Flags) bool {
	switch {
	case asked.Has(CContiguous), !asked.Has(Strides):
		return v.Contiguous(buffer.OrderC)
	case asked.Has(FContiguous):
		return v.Contiguous(buffer.OrderF)
	case asked.Has(AnyContiguous):
		return v.Contiguous(buffer.OrderA)
	}
	return true
}
