//go:build cpython && cgo

package python

import (
	"errors"
	"runtime"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// probing are the probes that look at an object.
var probing = []struct {
	name string
	open func(example) bench.Op
}{
	{"getbuffer", func(e example) bench.Op { return holding(e, aBuffer) }},
	{"getbuffer-full", func(e example) bench.Op { return holding(e, anyBuffer) }},
	{"memoryview", func(e example) bench.Op { return holding(e, aMemoryView) }},
}

// Every probe runs for every type of object, and its checksum is 0.
func TestProbesLive(t *testing.T) {
	for _, kind := range append([]string{""}, kinds...) {
		if kind == "numpy" && !has(t, kind) {
			continue
		}
		c := bench.Case{Size: 64, Passes: 1}
		if kind != "" {
			c.Axes = []bench.Axis{{Key: object, Value: kind}}
		}
		b := bench.NewBlock(c, 1)
		defer b.Close()
		for _, r := range Probes() {
			op := r.Open(reference.NewGround(b))
			if got := op.Do(100); got != 0 {
				t.Errorf("%s beside %s: 100 operations return %d, want 0", r.Role, c, got)
			}
			if op.Cost != (bench.Cost{}) {
				t.Errorf("%s declares %+v, want nothing", r.Role, op.Cost)
			}
		}
	}
}

// has reports whether objects of the type can be made here.
func has(t *testing.T, kind string) bool {
	t.Helper()
	b := bench.NewBlock(bench.Case{Size: 1, Axes: []bench.Axis{{Key: object, Value: kind}}}, 1)
	defer b.Close()
	_, err := openExporter(b)
	return bench.Skipped(err) == nil
}

// Whoever has the GIL takes it no second time; whoever has not takes it each
// time, so it was given back each time.
func TestEnsureGIL(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	py := started()
	py.Do(func() {
		if got := ensureGIL(100); got != 0 {
			t.Errorf("with the GIL it was taken %d times of 100, want 0", got)
		}
	})
	if got := ensureGIL(100); got != 100 {
		t.Errorf("without the GIL it was taken %d times of 100, want 100", got)
	}
}

// An operation takes the GIL: it waits for whoever has it.
func TestTakenGILWaits(t *testing.T) {
	py := started()
	done := make(chan bool, 1)
	op := takenGIL(py)
	py.Do(func() {
		begun := make(chan bool)
		go func() {
			close(begun)
			op.Run(1)
			done <- true
		}()
		<-begun
		for range 1000 {
			runtime.Gosched()
		}
		select {
		case <-done:
			t.Error("an operation ended while another thread had the GIL")
		default:
		}
	})
	<-done
}

// 10,000 operations keep no reference, no export and no memory.
func TestProbesKeepNothing(t *testing.T) {
	const many = 10_000
	for _, p := range probing {
		e := exampleOf(bench.Case{Axes: []bench.Axis{{Key: object, Value: "bytearray"}}})
		p.open(e).Do(1)
		before, blocks := e.object.References(), pythonBlocks(t, e.py)
		p.open(e).Do(many)
		if after := e.object.References(); after != before {
			t.Errorf("%s: %d references before, %d after %d operations", p.name, before, after, many)
		}
		if more := pythonBlocks(t, e.py) - blocks; more > many/10 {
			t.Errorf("%s: %d blocks of Python memory more after %d operations", p.name, more, many)
		}
		if err := e.py.Exec("o.append(1)\no.pop()", map[string]*cpython.Object{"o": e.object}); err != nil {
			t.Errorf("%s: after its operations: %v", p.name, err)
		}
	}
}

// What has no buffer is refused: so the probe asked Python for one.
func TestProbesAskPython(t *testing.T) {
	py := started()
	for _, p := range probing {
		o, err := py.Eval("None", nil)
		if err != nil {
			t.Fatal(err)
		}
		b := bench.NewBlock(bench.Case{Size: 1}, 1)
		e := &exporter{py, o}
		l, err := e.lease(b)
		if err != nil {
			t.Fatal(err)
		}
		func() {
			defer func() {
				raised, _ := recover().(error)
				if err, ok := errors.AsType[*cpython.Error](raised); !ok || err.Type != "TypeError" {
					t.Errorf("%s of None: %v, want a TypeError", p.name, raised)
				}
			}()
			p.open(example{e, l}).Do(1)
		}()
		b.Close()
		o.Close()
	}
}

// Without a case's object the example is a bytes object; an unknown one is
// refused by name.
func TestExampleOf(t *testing.T) {
	if exampleOf(bench.Case{}) != exampleOf(bench.Case{Axes: []bench.Axis{{Key: object, Value: "bytes"}}}) {
		t.Error("the example of a case without an object is not that of bytes")
	}
	defer func() {
		if err, _ := recover().(error); err == nil || err.Error() != `probe a python object of the unknown type "tuple"` {
			t.Errorf("the example of a tuple: %v, want an error that names it", err)
		}
	}()
	exampleOf(bench.Case{Axes: []bench.Axis{{Key: object, Value: "tuple"}}})
}
