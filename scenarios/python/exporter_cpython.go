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
	makers := map[string]func(int, func([]byte)) (*cpython.Object, error){
		"bytes":      py.Bytes,
		"bytearray":  py.ByteArray,
		"array":      py.Array,
		"numpy":      py.NumPy,
		"memoryview": py.ByteArrayView,
	}
	kind := b.Case.Get(object)
	maker, ok := makers[kind]
	if !ok {
		return nil, fmt.Errorf("make a python object of the unknown type %q", kind)
	}
	o, err := maker(int(b.Case.Size), b.Fill)
	if err != nil {
		return nil, skip(err)
	}
	b.Defer(o.Close)
	memory, err := o.Memory()
	if err != nil {
		return nil, err
	}
	b.Own(bench.Owner{Memory: memory, Poke: o.Poke})
	return &exporter{py, o}, nil
}

// fail panics with the exception that step left: Op.Run has no error to
// return, and a life without its bytes must not look like a fast one.
func (e *exporter) fail(step string) {
	panic(fmt.Errorf("%s: %w", step, e.py.Raised()))
}
