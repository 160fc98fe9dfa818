//go:build cpython && cgo

package python

/*
#include "py_lease.h"
*/
import "C"

import (
	"cmp"
	"fmt"
	"sync"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// Probes are the constants of the embedded Python that stand beside the arms of
// scenarios: taking the GIL, getting a buffer, making a memoryview. None starts
// Python before it is opened.
//
// An operation crosses into C as often as that of the arm it explains. So its time is
// the arm's without the bytes, and a fit finds sums of probes.
func Probes() []reference.Candidate {
	return []reference.Candidate{
		probe("gil", func(reference.Ground) bench.Op { return nestedGIL(started()) }),
		probe("gil-take", func(reference.Ground) bench.Op { return takenGIL(started()) }),
		probe("getbuffer", func(g reference.Ground) bench.Op { return holding(exampleOf(g.Case), aBuffer) }),
		probe("getbuffer-full", func(g reference.Ground) bench.Op { return holding(exampleOf(g.Case), anyBuffer) }),
		probe("memoryview", func(g reference.Ground) bench.Op { return holding(exampleOf(g.Case), aMemoryView) }),
	}
}

func probe(name string, open func(reference.Ground) bench.Op) reference.Candidate {
	return reference.Candidate{Role: reference.Probe(name), Name: "cpython", Open: open}
}

// started is the running Python. A probe has no error to return, and stands
// beside arms that have started it.
func started() *cpython.Interpreter {
	py, err := cpython.Start()
	if err != nil {
		panic(err)
	}
	return py
}

// nestedGIL ensures and releases the GIL on a thread that has it.
func nestedGIL(py *cpython.Interpreter) bench.Op {
	return bench.Op{
		Hold: py.Do,
		Run:  func(n int) uint64 { ensureGIL(n); return 0 },
	}
}

// ensureGIL takes and releases the GIL as code does on a thread unknown to it, n times,
// on a locked thread. It returns how often the thread did not have the GIL.
func ensureGIL(n int) (without int) {
	for range n {
		state := C.PyGILState_Ensure()
		without += int(state) // PyGILState_LOCKED is 0, PyGILState_UNLOCKED 1
		C.PyGILState_Release(state)
	}
	return without
}

// takenGIL takes the GIL, which is free, and gives it back, as the bridge does:
// on a thread that keeps its state in Python.
func takenGIL(py *cpython.Interpreter) bench.Op {
	return bench.Op{Run: func(n int) uint64 {
		for range n {
			py.Do(nothing)
		}
		return 0
	}}
}

func nothing() {}

// example is an object with a lease on it.
type example struct {
	*exporter
	lease *C.bb_lease
}

// examples has one object of each type, made when it is first asked for and
// kept as long as the process: a probe is closed by nobody.
var examples = map[string]func() example{
	"bytes":      keptExample("bytes"),
	"bytearray":  keptExample("bytearray"),
	"array":      keptExample("array"),
	"numpy":      keptExample("numpy"),
	"memoryview": keptExample("memoryview"),
}

// exampleOf is the example of the case's type of object; bytes where the case
// has none.
func exampleOf(c bench.Case) example {
	kind := cmp.Or(c.Get(object), "bytes")
	kept, known := examples[kind]
	if !known {
		panic(fmt.Errorf("probe a python object of the unknown type %q", kind))
	}
	return kept()
}

func keptExample(kind string) func() example {
	return sync.OnceValue(func() example {
		const size = 64 // any: no probe looks at the bytes
		b := bench.NewBlock(bench.Case{Size: size, Axes: []bench.Axis{{Key: object, Value: kind}}}, 1)
		e, err := openExporter(b)
		if err != nil {
			panic(fmt.Errorf("make a %s for a probe: %w", kind, err))
		}
		l, err := e.lease(b)
		if err != nil {
			panic(fmt.Errorf("make a lease for a probe: %w", err))
		}
		return example{e, l}
	})
}

// holding takes bytes and lets them go: the calls of an arm that reads them.
func holding(e example, t taking) bench.Op {
	l := e.lease
	return bench.Op{
		Hold: e.py.Do,
		Run: func(n int) uint64 {
			for range n {
				if t.call(l) != 0 {
					e.fail(t.doing)
				}
				C.bb_lease_let(l)
			}
			return 0
		},
	}
}
