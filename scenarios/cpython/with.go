//go:build cpython && cgo

package cpython

/*
#include "py_hold.h"
*/
import "C"

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// With calls f with the memory of o as a slice, which is Python's own memory, and returns
// f's error. It is the shortest way to the numbers of an array: it allocates nothing. The
// object must hold items of type T, as [buffer.As] has it; the error is of its kinds,
// or a [*Refusal]. An array of several dimensions comes in C order.
//
// Meanwhile the object cannot be resized. f must not write to the slice, and must not
// keep it. Inside [Interpreter.Do] f has the GIL. Elsewhere With takes the GIL at its
// start and at its end only, as Do does, so f may take its time; the callers must agree
// whether Python code may write to the same bytes meanwhile.
func With[T buffer.Scalar](py *Interpreter, o *Object, f func([]T) error) error {
	return use(py, o, FullRO, f)
}

// Change is [With] for an f that writes. Memory that Python does not let others write is
// refused.
func Change[T buffer.Scalar](py *Interpreter, o *Object, f func([]T) error) error {
	return use(py, o, Full, f)
}

func use[T buffer.Scalar](py *Interpreter, o *Object, flags Flags, f func([]T) error) error {
	if o == nil || o.ref == nil {
		return fmt.Errorf("use the memory of a python object: %w", o.closed())
	}
	hold := py.ask(o, flags)
	if hold != nil && hold.buffer != nil {
		if s, ok := plain[T](hold, flags); ok {
			defer py.end(hold) // f may panic
			return f(s)
		}
	}
	return useAny(py, o, hold, flags, f)
}

// plain is the memory that a hold is on, if it is as most is: items of T side by side.
// It makes no view of it.
func plain[T buffer.Scalar](hold *C.bb_py_hold, flags Flags) ([]T, bool) {
	var x T
	from, size := hold.buffer, int(unsafe.Sizeof(x))
	if hold.dense == 0 || int(from.itemsize) != size || uintptr(from.buf)&(unsafe.Alignof(x)-1) != 0 || from.readonly != 0 && flags.Has(Writable) {
		return nil, false
	}
	if _, ok := samples[hold.letter&127].(*T); !ok {
		// Unsafe: the text is the exporter's, and nobody keeps it.
		format := unsafe.String((*byte)(unsafe.Pointer(from.format)), int(hold.format))
		if !buffer.Holds[T](format, size) {
			return nil, false
		}
	}
	// Unsafe: the exporter keeps its memory in place while it is held: len bytes at buf,
	// which are whole items of T's class and size, aligned for it.
	return unsafe.Slice((*T)(from.buf), int(uint(from.len)/uint(size))), true
}

// samples are nil pointers to the types of formats of one letter, with the size that Go's
// type has. With one the type is found by comparing two addresses.
var samples = func() (t [128]any) {
	for c := range t {
		format := string(rune(c))
		t[c] = firstOf(
			sampleOf[uint8](format), sampleOf[int8](format), sampleOf[uint16](format), sampleOf[int16](format),
			sampleOf[uint32](format), sampleOf[int32](format), sampleOf[uint64](format), sampleOf[int64](format),
			sampleOf[float32](format), sampleOf[float64](format), sampleOf[bool](format),
		)
	}
	return t
}()

// sampleOf is a *T if items of the format are of T.
func sampleOf[T buffer.Scalar](format string) any {
	var x T
	if buffer.Holds[T](format, int(unsafe.Sizeof(x))) {
		return (*T)(nil)
	}
	return nil
}

// firstOf is the first sample that is one.
func firstOf(samples ...any) any {
	for _, s := range samples {
		if s != nil {
			return s
		}
	}
	return nil
}

// useAny is use of whatever C holds, if it holds anything: by a view.
func useAny[T buffer.Scalar](py *Interpreter, o *Object, hold *C.bb_py_hold, flags Flags, f func([]T) error) error {
	b, err := py.buffer(new(Buffer), o, hold, flags, request{op: "use the memory"})
	if err != nil {
		return err
	}
	defer py.Do(func() {}) // makes the release, if it was queued
	defer b.Release()
	v, err := b.View()
	if err != nil {
		return fmt.Errorf("use a python object as []%s: %w", reflect.TypeFor[T](), err)
	}
	defer v.Release()
	s, err := buffer.As[T](v)
	if err != nil {
		return fmt.Errorf("use a python object as []%s: %w", reflect.TypeFor[T](), err)
	}
	return f(s)
}
