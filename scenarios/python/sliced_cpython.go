//go:build cpython && cgo

package python

/*
#include "py_slice.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// sliced is a bytes object whose middle is cut into windows.
type sliced struct {
	*exporter
	view    *cpython.Object // a memoryview of the object
	windows []window
}

// window is one slice of the object: bytes from to to of the case's.
type window struct {
	slice    *C.PyObject // borrowed from the block
	from, to int
}

// around is how many bytes of the object lie before the case's and behind them:
// a slice of all of a bytes object is the object.
const around = 64

// openSliced makes the object and as many slice objects as the case has
// windows, but none that is too short.
func openSliced(b *bench.Block) (*sliced, error) {
	n, err := strconv.Atoi(b.Case.Get(windows))
	if err != nil || n < 1 {
		return nil, fmt.Errorf("axis %s: %q is no number of slices", windows, b.Case.Get(windows))
	}
	py, err := cpython.Start()
	if err != nil {
		return nil, err
	}
	e, err := open(b, py, py.Bytes, b.Case.Size+2*around, func(i int) int { return around + i })
	if err != nil {
		return nil, err
	}
	src := &sliced{exporter: e}
	if src.view, err = src.made(b, "memoryview(o)"); err != nil {
		return nil, err
	}
	return src, src.cut(b, n)
}

// leastWindow is the shortest window of a case that has more than one: slices of
// a single byte are objects that Python keeps, and copy nothing.
const leastWindow = 2

// cut makes the windows: n of them, or as many as are long enough.
func (s *sliced) cut(b *bench.Block, n int) error {
	size := int(b.Case.Size)
	n = max(1, min(n, size/leastWindow))
	cuts, err := s.list(b, fmt.Sprintf("[slice(%[1]d + k*%[2]d//%[3]d, %[1]d + (k+1)*%[2]d//%[3]d) for k in range(%[3]d)]", around, size, n))
	s.windows = make([]window, len(cuts))
	for k, slice := range cuts {
		s.windows[k] = window{slice, k * size / n, (k + 1) * size / n}
	}
	return err
}

// slicedPart is the first bytes, held by a slice of a memoryview until the block
// is closed: the slice alone keeps the object. It panics as an operation does.
func slicedPart(b *bench.Block, src *sliced) any {
	n := min(int(b.Case.Size), int(bench.PartSize))
	slice, errSlice := src.made(b, fmt.Sprintf("slice(%d, %d)", around, around+n))
	l, errLease := src.lease(b)
	if err := errors.Join(errSlice, errLease); err != nil {
		panic(err)
	}
	src.py.Do(func() {
		if C.bb_slice_view(l, ref(src.object), ref(slice)) != 0 {
			src.fail("slice a new memoryview")
		}
	})
	b.Defer(func() { src.py.Do(func() { C.bb_lease_let(l) }) })
	src.view.Close()
	src.object.Close()
	return held(l)[:n:n]
}
