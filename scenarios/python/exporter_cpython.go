//go:build cpython && cgo

package python

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// exporter is a Python object whose buffer the arms of a block share.
type exporter struct {
	py     *cpython.Interpreter
	object *cpython.Object
}

// openExporter makes the object that the case names, filled by the block and
// closed with it. Without numpy only its own cases skip.
func openExporter(b *bench.Block) (*exporter, error) {
	py, err := cpython.Start()
	if err != nil {
		return nil, err
	}
	kind := b.Case.Get(object)
	made, ok := map[string]maker{
		"bytes":      py.Bytes,
		"bytearray":  py.ByteArray,
		"array":      py.Array,
		"numpy":      py.NumPy,
		"memoryview": py.ByteArrayView,
	}[kind]
	if !ok {
		return nil, fmt.Errorf("make a python object of the unknown type %q", kind)
	}
	return open(b, py, made, b.Case.Size, inOrder)
}

// maker makes an object of so many bytes, which fill fills.
type maker func(size int, fill func([]byte)) (*cpython.Object, error)

// open makes an object of random bytes, closed with the block, in which byte i of
// the case lies at place(i). What is missing, such as numpy, is a *bench.Skip.
func open(b *bench.Block, py *cpython.Interpreter, made maker, size bench.Bytes, place func(i int) int) (*exporter, error) {
	o, err := made(int(size), b.Fill)
	if err != nil {
		return nil, skip(err)
	}
	b.Defer(o.Close)
	memory, err := o.Memory()
	b.Own(bench.Owner{Memory: memory, Poke: func(i int, x byte) error { return o.Poke(place(i), x) }})
	return &exporter{py, o}, err
}

// inOrder is the place of bytes that lie as the case has them.
func inOrder(i int) int { return i }

// fail panics with the exception that step left. Op.Run has no error to return, and an
// operation without its bytes must not look like a fast one.
func (e *exporter) fail(step string) {
	panic(fmt.Errorf("%s: %w", step, e.py.Raised()))
}
