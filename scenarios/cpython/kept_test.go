//go:build cpython && cgo

package cpython

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// numpy.ndarray(buffer=o) gives its buffer back, keeps o and goes on to use the
// address. The memory stays Go's own until the array goes.
func TestExportKeptWithoutBuffer(t *testing.T) {
	py := interpreter(t)
	for _, of := range []string{"o", "memoryview(o)", "memoryview(o)[:]"} {
		t.Run(of, func(t *testing.T) {
			released := false
			memory := make([]byte, 1<<16)
			lease := buffer.NewLease(func() error { released = true; return nil }, memory)
			v, err := buffer.New(lease, 0, buffer.Layout{Shape: []int{len(memory)}})
			if err != nil {
				t.Fatal(err)
			}
			e, err := py.Export(v)
			if err != nil {
				t.Fatal(err)
			}
			release(t, v)
			a := evaluate(t, py, "__import__('numpy').ndarray(1 << 16, 'u1', "+of+")", map[string]*Object{"o": e.Object()})
			if n := e.Exports(); n != 0 {
				t.Errorf("%d buffers are open: numpy has changed, and this test shows nothing", n)
			}
			for range 2 {
				if err := e.Close(); !errors.Is(err, buffer.ErrExported) || released {
					t.Errorf("Close while an array is there = %v, the owner was released: %t", err, released)
				}
			}
			others := churned(t, 1<<16)
			if err := py.Exec("a[:] = 0x77", map[string]*Object{"a": a}); err != nil {
				t.Fatal(err)
			}
			if memory[0] != 0x77 || memory[1<<16-1] != 0x77 {
				t.Error("python did not write to the exported memory")
			}
			for _, other := range others {
				if other[5] != 0x55 {
					t.Fatal("python wrote to other memory of Go's")
				}
			}
			a.Close()
			if err := e.Close(); err != nil || !released {
				t.Errorf("Close after the array = %v, the owner was released: %t", err, released)
			}
		})
	}
}

// churned collects what is garbage and takes its place.
func churned(t *testing.T, size int) (others [][]byte) {
	t.Helper()
	for range 2 {
		runtime.GC()
	}
	for range 100 {
		other := make([]byte, size)
		for i := range other {
			other[i] = 0x55
		}
		others = append(others, other)
	}
	return others
}

// A release runs apart from an exception that is on its way when the last
// reference goes: it may call Python, and Python goes on with its exception.
func TestReleaseWhileUnwinding(t *testing.T) {
	py := interpreter(t)
	tests := []struct {
		name    string
		release func() error
	}{
		{"nothing", func() error { return nil }},
		{"its own error", func() error { return errOwner }},
		{"Exec", func() error { return py.Exec("x = 1", nil) }},
		{"Eval", func() error { _, err := py.Eval("len('abc')", nil); return err }},
		{"raises", func() error { return py.Exec("raise KeyError('inner')", nil) }},
		{"buffer", func() error { return viewed(py, "b'abc'") }},
		{"refused buffer", func() error { return viewed(py, "None") }},
		{"Do in Do", func() error {
			var err error
			py.Do(func() { py.Do(func() { err = py.Exec("import gc\ngc.collect()", nil) }) })
			return err
		}},
		{"panics", func() error { panic("in the release") }},
	}
	for _, test := range tests {
		for name, expression := range unwindings {
			t.Run(test.name+", "+name, func(t *testing.T) {
				times := 0
				var inner error
				e := handOver(t, py, func() error { times++; inner = test.release(); return inner })
				kept := evaluate(t, py, "[memoryview(o)]", map[string]*Object{"o": e.Object()})
				if err := e.Close(); !errors.Is(err, buffer.ErrExported) {
					t.Errorf("Close = %v", err)
				}
				err := py.Exec(unwinding+"run('"+expression+"')", map[string]*Object{"kept": kept})
				if err != nil || times != 1 {
					t.Errorf("python says %v, the release ran %d times", err, times)
				}
				err = e.Close()
				if test.name == "panics" {
					if err == nil || !strings.Contains(err.Error(), "panicked: in the release") {
						t.Errorf("Close after a release that panics = %v", err)
					}
				} else if err != inner {
					t.Errorf("in the end Close = %v, want what the release returned, %v", err, inner)
				}
			})
		}
	}
}

// unwindings are expressions that drop the last memoryview while an exception
// is on its way.
var unwindings = map[string]string{
	"list":           "[kept.pop(), 1 / 0]",
	"arguments":      "print(kept.pop(), 1 / 0)",
	"finalizer":      "[F(kept), 1 / 0]",
	"weak reference": "[W(kept), 1 / 0]",
	"generator":      "[g(kept.pop()), 1 / 0]",
	"slices":         "[kept[0][1:], kept.pop()[::2], 1 / 0]",
}

const unwinding = `
import weakref
class F:
    def __init__(self, kept): self.kept = kept
    def __del__(self): self.kept.clear()
class W:
    def __init__(self, kept): self.r = weakrefs.append(weakref.ref(self, lambda r: kept.clear()))
weakrefs = []
def g(m): yield m
def run(expression):
    try:
        eval(expression)
    except ZeroDivisionError as e:
        assert e.args == ('division by zero',), e
    else:
        raise AssertionError('no exception')
    assert not kept
`

// handOver exports memory whose release is f.
func handOver(t *testing.T, py *Interpreter, f func() error) *Export {
	t.Helper()
	v, err := buffer.New(buffer.NewLease(f, make([]byte, 64)), 0, buffer.Layout{Shape: []int{64}})
	if err != nil {
		t.Fatal(err)
	}
	e, err := py.Export(v)
	if err != nil {
		t.Fatal(err)
	}
	release(t, v)
	return e
}

// viewed gets a buffer of an expression's value and releases it.
func viewed(py *Interpreter, expression string) error {
	o, err := py.Eval(expression, nil)
	if err != nil {
		return err
	}
	defer o.Close()
	b, err := py.Buffer(o, FullRO)
	if err != nil {
		return err
	}
	return b.Release()
}
