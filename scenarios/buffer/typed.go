package buffer

import (
	"reflect"
	"unsafe"
)

// As returns the view's items as a slice of T, which is the owner's memory: no
// byte is copied. The view must hold items of that type (a format of one code:
// "d" for float64, "Zf" for complex64, any signed code of 4 bytes for int32), in
// this machine's byte order, aligned for T, C-contiguous; the error says which of
// them forbids it. A view of several dimensions comes in C order.
//
// The slice must not be used after the last view of the owner's memory was
// released, nor written if the view is read-only: nothing can revoke it. If you cannot
// be sure of that, use [View.With] or [Strided]. As []bool the memory must hold no
// bytes but 0 and 1.
func As[T Scalar](v *View) ([]T, error) {
	if v.flags&ready != 0 && v.open() && is[T](v.items) {
		n := v.few[0].n // most often all
		if v.ndim != 1 {
			n = v.count()
		}
		return unsafe.Slice((*T)(v.base), n), nil // as in as
	}
	return as[T](v)
}

// as is As of any view.
func as[T Scalar](v *View) ([]T, error) {
	if !v.open() {
		return nil, v.released("slice of " + name[T]())
	}
	if !typed[T](v.items) || !v.items.host() {
		return nil, fits[T](v, "slice of "+name[T]())
	}
	if v.flags&empty != 0 {
		return []T{}, nil
	}
	var x T
	if !v.contiguous(false) {
		return nil, v.fail("slice of "+name[T](), ErrContiguity, "asked for C order; go over it by Runs or Strided, or copy it")
	}
	if at := uintptr(v.base) % unsafe.Alignof(x); at != 0 {
		return nil, v.fail("slice of "+name[T](), ErrAlignment, "item 0 lies %d bytes past a multiple of %d; copy it", at, unsafe.Alignof(x))
	}
	// Owner: the lease; the view's items are C-contiguous from base on, of T's
	// size and aligned for it. Who may write, and until when, is said above.
	return unsafe.Slice((*T)(v.base), v.Len()/int(unsafe.Sizeof(x))), nil
}

// typed says whether items are of T.
func typed[T Scalar](k *items) bool {
	var x T
	return k.size == int(unsafe.Sizeof(x)) && k.class == classOf[T]()
}

// fits returns why v's items cannot be used as T, release aside.
func fits[T Scalar](v *View, op string) error {
	k := v.items
	switch {
	case !v.open():
		return v.released(op)
	case !typed[T](k) && k.class == other:
		return v.fail(op, ErrFormat, "asked for %s, no Go type has these items; decode them by Index or List", name[T]())
	case !typed[T](k):
		return v.fail(op, ErrFormat, "asked for %s, it has %s of %d bytes", name[T](), k.class, k.size)
	case !k.host():
		return v.fail(op, ErrByteOrder, "asked for this machine's, it has '%c'; decode the items by Index or List", k.order)
	}
	return nil
}

// name returns T's name for errors.
func name[T Scalar]() string { return reflect.TypeFor[T]().String() }

// With calls f with the view's bytes, which must be C-contiguous, and returns
// f's error. The memory cannot go while f runs. f must not keep the bytes, nor
// write them if the view is read-only.
func (v *View) With(f func([]byte) error) error {
	if !v.hold() {
		return v.released("bytes")
	}
	defer v.letGo() // f may panic
	if v.flags&empty != 0 {
		return f(nil)
	}
	if !v.contiguous(false) {
		return v.fail("bytes", ErrContiguity, "asked for C order; go over it by Runs, or copy it")
	}
	return f(unsafe.Slice((*byte)(v.base), v.Len())) // as in As
}
