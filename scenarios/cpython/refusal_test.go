//go:build cpython && cgo

package cpython

import (
	"errors"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// TestNullBytes: code and names behind a null byte are not left out in silence, nor is what
// an exception says.
func TestNullBytes(t *testing.T) {
	py := interpreter(t)
	if err := py.Exec("a = 1\x00\nraise ValueError", nil); err == nil || !strings.Contains(err.Error(), "null byte") {
		t.Errorf("code with a null byte: %v", err)
	}
	o := evaluate(t, py, "[1]", nil)
	if _, err := py.Eval("1", map[string]*Object{"a\x00b": o}); err == nil || !strings.Contains(err.Error(), "null byte") {
		t.Errorf("a name with a null byte: %v", err)
	}
	var raised *Error
	if err := py.Exec(`raise ValueError("a\0b\0")`, nil); !errors.As(err, &raised) || raised.Message != "a?b?" {
		t.Errorf("an exception with null bytes says %+v", raised)
	}
}

// Each way to ask amiss is an error of its own kind, which names the object's
// type, what was asked and what it has.
func TestBufferRefused(t *testing.T) {
	py := interpreter(t)
	const pil = "[t.ndarray(list(range(12)), shape=[3, 4], format='h', flags=t.ND_PIL) for t in [__import__('_testbuffer')]][0]"
	tests := []struct {
		name, expression string
		flags            Flags
		kind             error
		raised           string // Python's type; "" where Python was not asked
		says             []string
	}{
		{"no protocol", "[1, 2]", FullRO, ErrNoBuffer, "", []string{"list", "FULL_RO", "buffer protocol"}},
		{"None", "None", Simple, ErrNoBuffer, "", []string{"NoneType", "SIMPLE"}},
		{"str", "'a text'", Simple, ErrNoBuffer, "", []string{"python str"}},
		{"class of its own", "type('Mine', (), {})()", Simple, ErrNoBuffer, "", []string{"python Mine"}},
		{"released", "[m.release() or m for m in [memoryview(b'abc')]][0]", FullRO, buffer.ErrReleased, "", []string{"memoryview", "released"}},
		{"read-only", "b'abc'", Writable, buffer.ErrReadOnly, "BufferError", []string{"python bytes", "WRITABLE", "shape [3]", "read-only"}},
		{"read-only memoryview", "memoryview(b'abc')", Full, buffer.ErrReadOnly, "BufferError", []string{"memoryview", "FULL", "read-only"}},
		{"strided as bytes", "memoryview(b'abcdef')[::2]", Simple, buffer.ErrContiguity, "BufferError", []string{"SIMPLE", "shape [3]", "strides [2]"}},
		{"reversed without strides", "memoryview(b'abcdef')[::-1]", ND, buffer.ErrContiguity, "BufferError", []string{"ND", "strides [-1]"}},
		{"C as F", "memoryview(bytes(12)).cast('B', (3, 4))", FContiguous, buffer.ErrContiguity, "BufferError", []string{"F_CONTIGUOUS", "shape [3 4]"}},
		{"strided as any order", "memoryview(b'abcdef')[::2]", AnyContiguous | Format, buffer.ErrContiguity, "BufferError", []string{"ANY_CONTIGUOUS|FORMAT"}},
		{"numpy F as C", "__import__('numpy').zeros((2, 3), order='F')", CContiguous, buffer.ErrContiguity, "ValueError", []string{"numpy.ndarray", "C_CONTIGUOUS"}},
		{"numpy read-only", "__import__('numpy').broadcast_to(1.5, 3)", Strided, buffer.ErrReadOnly, "ValueError", []string{"STRIDED", "strides [0]"}},
		{"pointers", pil, Strides, buffer.ErrSuboffset, "BufferError", []string{"STRIDES", "suboffsets [0 -1]"}},
		{"a format of no bytes", "__import__('numpy').zeros(3, 'M8[s]')", FullRO, nil, "ValueError", []string{"ndarray", "dtype 'M'"}},
		{"a format of no bytes, strided", "__import__('numpy').zeros(3, 'M8[s]')", RecordsRO, nil, "ValueError", []string{"RECORDS_RO", "dtype 'M'"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := evaluate(t, py, test.expression, nil)
			b, err := py.Buffer(o, test.flags)
			if err == nil {
				release(t, b)
				t.Fatalf("Buffer(%s, %v): no error", test.expression, test.flags)
			}
			refused(t, err, test.kind, test.raised, test.says)
			if o.References() != 1 && test.expression != "None" {
				t.Errorf("%d references after the refusal, want 1", o.References())
			}
			py.Do(func() {
				if err := py.Raised(); err != nil {
					t.Errorf("%v is still pending", err)
				}
			})
		})
	}
}

// refused checks a Refusal.
func refused(t *testing.T, err, kind error, raised string, says []string) {
	t.Helper()
	r, ok := errors.AsType[*Refusal](err)
	if !ok || r.Kind != kind {
		t.Fatalf("%v is of the kind %v, want %v", err, r, kind)
	}
	if kind != nil && !errors.Is(err, kind) {
		t.Errorf("%v is not the kind %v", err, kind)
	}
	if e, _ := errors.AsType[*Error](err); (e == nil) != (raised == "") || e != nil && e.Type != raised {
		t.Errorf("%v: python raised %v, want %q", err, e, raised)
	}
	for _, want := range says {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q lacks %q", err, want)
		}
	}
}

// What is closed is an error and no crash, whatever it is used for.
func TestClosed(t *testing.T) {
	py := interpreter(t)
	o := evaluate(t, py, "memoryview(bytearray(b'abc'))", nil)
	o.Close()
	names := map[string]*Object{"o": o}
	use := func(err error) func() error { return func() error { return err } }
	_, memory := o.Memory()
	_, got := py.Buffer(o, FullRO)
	_, seen := py.MemoryView(o)
	_, value := py.Eval("o", names)
	_, none := py.Buffer(nil, FullRO)
	tests := []struct {
		name string
		use  func() error
	}{
		{"Memory", use(memory)},
		{"Poke", func() error { return o.Poke(0, 1) }},
		{"Buffer", use(got)},
		{"Buffer of nil", use(none)},
		{"MemoryView", use(seen)},
		{"Eval", use(value)},
		{"Exec", func() error { return py.Exec("o", names) }},
		{"Peek", func() error { return o.Peek().Err() }},
	}
	for _, test := range tests {
		if err := test.use(); !errors.Is(err, ErrClosed) {
			t.Errorf("%s = %v, want ErrClosed", test.name, err)
		}
	}
	if n := o.References(); n != 0 {
		t.Errorf("References = %d, want 0", n)
	}
}

// What needs the GIL says so where it is missing, and who has it.
func TestHeld(t *testing.T) {
	py := interpreter(t)
	check := func(where string, want error) {
		if err := py.Held(); !errors.Is(err, want) {
			t.Errorf("%s: Held = %v, want %v", where, err, want)
		}
		if err := py.Raised(); want != nil && !errors.Is(err, want) {
			t.Errorf("%s: Raised = %v, want %v", where, err, want)
		}
	}
	check("outside", ErrNoGIL)
	py.Do(func() {
		check("inside", nil)
		py.Do(func() { check("inside twice", nil) })
		check("inside", nil)
		done := make(chan struct{})
		go func() {
			defer close(done)
			check("on another goroutine", ErrWrongThread)
		}()
		<-done
	})
	check("outside", ErrNoGIL)
}
