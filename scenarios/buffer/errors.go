package buffer

import (
	"errors"
	"fmt"
)

// The kinds of errors, for errors.Is. The error itself is an [*Error]: it names the
// view, the request and the view's properties.
var (
	// ErrReleased: the view, or the lease under it, was released.
	ErrReleased = errors.New("released")
	// ErrFormat: the format is malformed, cannot be decoded, or is not the one asked for.
	ErrFormat = errors.New("format")
	// ErrByteOrder: the items are in the byte order of another machine.
	ErrByteOrder = errors.New("byte order")
	// ErrAlignment: the items do not lie where the Go type may lie.
	ErrAlignment = errors.New("alignment")
	// ErrContiguity: the items do not lie side by side in the order asked for.
	ErrContiguity = errors.New("contiguity")
	// ErrReadOnly: the owner does not let its memory be written.
	ErrReadOnly = errors.New("read-only")
	// ErrRange: an index, a dimension or an item outside of what there is.
	ErrRange = errors.New("out of range")
	// ErrShape: an impossible shape: negative, overflowing, of more than 64 dimensions,
	// or not of as many as are needed.
	ErrShape = errors.New("shape")
	// ErrSuboffset: a pointer out of the memory, or one that the operation cannot follow.
	ErrSuboffset = errors.New("suboffset")
	// ErrExported: views are open, so the owner's memory cannot go.
	ErrExported = errors.New("still exported")
	// ErrSize: a size in bytes that is not the one needed.
	ErrSize = errors.New("size")
)

// Error is what every function of this package returns when it refuses.
type Error struct {
	Op     string // what was being done: "slice"
	On     string // to what: the view's or layout's format, shape and strides
	Kind   error  // one of the Err values
	Detail string // what was asked, what there is, and what to do
}

// Error gives all of it on one line.
func (e *Error) Error() string {
	return fmt.Sprintf("buffer: %s of %s: %v: %s", e.Op, e.On, e.Kind, e.Detail)
}

// Unwrap returns the kind.
func (e *Error) Unwrap() error { return e.Kind }

// fail returns the error of an operation on v.
func (v *View) fail(op string, kind error, format string, args ...any) error {
	return &Error{Op: op, On: v.String(), Kind: kind, Detail: fmt.Sprintf(format, args...)}
}

// released returns the error of an operation on a view that is gone.
func (v *View) released(op string) error {
	return v.fail(op, ErrReleased, "its memory may be gone; use it before Release, or keep a slice of it")
}
