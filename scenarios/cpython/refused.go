//go:build cpython && cgo

package cpython

/*
#include "py_hold.h"
#include "py_object.h"
*/
import "C"

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// refusal makes the error of a hold that holds nothing, and frees it. It asks
// the object once more, for all that it has.
func (py *Interpreter) refusal(o *Object, hold *C.bb_py_hold, flags Flags, q request) error {
	defer C.bb_py_hold_release(address(hold))
	r := &Refusal{Op: q.op, Type: C.GoString(hold._type), Asked: cmp.Or(q.asked, flags.String())}
	if r.Kind = kindOf(hold); r.Kind != nil {
		return r
	}
	r.Raised = &Error{Type: C.GoString(hold.raised._type), Message: C.GoString(hold.raised.message)}
	r.ask(py, o, flags)
	return r
}

// kindOf is why a hold holds nothing; nil if the object raised an exception.
func kindOf(hold *C.bb_py_hold) error {
	switch hold.why {
	case C.BB_PY_NO_BUFFER:
		return ErrNoBuffer
	case C.BB_PY_NOT_MEMORYVIEW:
		return ErrNotMemoryView
	case C.BB_PY_RELEASED:
		return buffer.ErrReleased
	}
	return nil
}

// ask asks the object for everything it has ([FullRO]). It sets Has to the answer, and
// Kind to the first part of flags that the object does not meet. If the object refuses
// FullRO too, Kind is the kind of this refusal.
//
// Note: it makes no Buffer. Functions that call each other in a circle would keep every
// Buffer off the caller's stack.
func (r *Refusal) ask(py *Interpreter, o *Object, flags Flags) {
	if flags == FullRO {
		return // it was asked for all already
	}
	hold := py.ask(o, FullRO)
	if hold == nil {
		return
	}
	defer letGo(hold)
	if hold.buffer == nil {
		r.Kind = kindOf(hold)
		return
	}
	var layout buffer.Layout
	if describe(&layout, hold, FullRO) == nil {
		r.Has, r.Kind = against(layout, flags)
	}
}

// against describes the layout of an exporter and returns the first part of a
// request that the layout does not meet.
func against(layout buffer.Layout, asked Flags) (has string, kind error) {
	has = fmt.Sprintf("format %q, shape %v, strides %v", layout.Format, layout.Shape, layout.Strides)
	if layout.Suboffsets != nil {
		has += fmt.Sprintf(", suboffsets %v", layout.Suboffsets)
	}
	if layout.ReadOnly {
		has += ", read-only"
	}
	return has, unmet(layout, asked)
}

// unmet is the first part of a request that a layout does not meet.
func unmet(layout buffer.Layout, asked Flags) error {
	follows := func(offset int) bool { return offset >= 0 }
	where := layout
	where.Format = fmt.Sprintf("%ds", layout.ItemSize) // what items are does not matter
	switch {
	case asked.Has(Writable) && layout.ReadOnly:
		return buffer.ErrReadOnly
	case slices.ContainsFunc(layout.Suboffsets, follows) && !asked.Has(Indirect):
		return buffer.ErrSuboffset
	case (asked.Has(CContiguous) || !asked.Has(Strides)) && !where.Contiguous(buffer.OrderC),
		asked.Has(FContiguous) && !where.Contiguous(buffer.OrderF),
		asked.Has(AnyContiguous) && !where.Contiguous(buffer.OrderA):
		return buffer.ErrContiguity
	}
	return nil
}

// ignored is the part of a request that an exporter did not look at, as far as
// its answer shows: C code that exports the same whatever it is asked is common,
// and its bytes may lie elsewhere than the caller then reads.
func ignored(from *C.Py_buffer, asked Flags) error {
	if asked == FullRO || asked == Full && from.readonly == 0 {
		return nil // as good as always
	}
	const orders = (CContiguous | FContiguous | AnyContiguous) &^ Strides
	ordered := !asked.Has(Strides) || asked&orders != 0
	layout := buffer.Layout{ItemSize: int(from.itemsize), ReadOnly: from.readonly != 0 && asked.Has(Writable)}
	if from.shape != nil && from.strides != nil && ordered {
		layout.Shape = column(from.shape, int(from.ndim))
		layout.Strides = column(from.strides, int(from.ndim))
	}
	if from.suboffsets != nil && (ordered || !asked.Has(Indirect)) {
		layout.Shape = column(from.shape, int(from.ndim))
		layout.Suboffsets = column(from.suboffsets, int(from.ndim))
	}
	if layout.Shape == nil && !layout.ReadOnly {
		return nil // as good as always
	}
	return unmet(layout, asked)
}

// ignorance is the error of a request that an exporter did not look at.
func (py *Interpreter) ignorance(o *Object, flags Flags, kind error, q request) error {
	r := &Refusal{Op: q.op, Type: py.typeOf(o), Asked: cmp.Or(q.asked, flags.String()) + ", which its exporter does not look at"}
	r.ask(py, o, flags)
	r.Kind = kind
	return r
}

// typeOf is the name of the object's type, as Python has it.
func (py *Interpreter) typeOf(o *Object) (name string) {
	py.Do(func() { name = C.GoString(C.bb_py_type_name(o.ref)) })
	return name
}
