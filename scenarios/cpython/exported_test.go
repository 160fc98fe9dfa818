//go:build cpython && cgo

package cpython

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unsafe"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// laid is Go memory of bytes 0, 1, 2… in a layout.
func laid(t *testing.T, size, offset int, layout buffer.Layout) *buffer.View {
	t.Helper()
	memory := make([]byte, size)
	for i := range memory {
		memory[i] = byte(i)
	}
	v, err := buffer.New(buffer.NewLease(nil, memory), offset, layout)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { release(t, v) })
	return v
}

// pointers is a view through a table of pointers: 2 rows of 3 bytes.
func pointers(t *testing.T) *buffer.View {
	t.Helper()
	rows := [][]byte{{0, 1, 2, 3}, {4, 5, 6, 7}}
	table := []uintptr{uintptr(unsafe.Pointer(&rows[0][0])), uintptr(unsafe.Pointer(&rows[1][0]))}
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(&table[0])), 16)
	v, err := buffer.New(buffer.NewLease(nil, bytes, rows[0], rows[1]), 0,
		buffer.Layout{Format: "B", Shape: []int{2, 3}, Strides: []int{8, 1}, Suboffsets: []int{1, -1}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { release(t, v) })
	return v
}

// layouts are views of every kind, by name.
func layouts(t *testing.T) map[string]*buffer.View {
	t.Helper()
	return map[string]*buffer.View{
		"bytes":     laid(t, 12, 0, buffer.Layout{Shape: []int{12}}),
		"read-only": laid(t, 12, 0, buffer.Layout{Shape: []int{12}, ReadOnly: true}),
		"shorts":    laid(t, 24, 0, buffer.Layout{Format: "h", Shape: []int{12}}),
		"C":         laid(t, 24, 0, buffer.Layout{Format: "h", Shape: []int{3, 4}}),
		"F":         laid(t, 24, 0, buffer.Layout{Format: "h", Shape: []int{3, 4}, Strides: []int{2, 6}}),
		"strided":   laid(t, 24, 2, buffer.Layout{Format: "h", Shape: []int{4}, Strides: []int{6}}),
		"reversed":  laid(t, 24, 22, buffer.Layout{Format: "h", Shape: []int{12}, Strides: []int{-2}}),
		"broadcast": laid(t, 4, 0, buffer.Layout{Format: "h", Shape: []int{3, 2}, Strides: []int{0, 2}, ReadOnly: true}),
		"unaligned": laid(t, 27, 1, buffer.Layout{Format: "=d", Shape: []int{3}, Strides: []int{9}}),
		"0-d":       laid(t, 8, 0, buffer.Layout{Format: "d"}),
		"empty":     laid(t, 0, 0, buffer.Layout{Format: "i", Shape: []int{0}}),
		"no rows":   laid(t, 12, 0, buffer.Layout{Format: "i", Shape: []int{3, 0}}),
		"pointers":  pointers(t),
		"no bytes":  laid(t, 0, 0, buffer.Layout{Format: "0s", Shape: []int{3}}),
	}
}

func export(t *testing.T, py *Interpreter, v *buffer.View) *Export {
	t.Helper()
	e, err := py.Export(v)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { release(t, closer{e}) })
	return e
}

type closer struct{ e *Export }

func (c closer) Release() error { return c.e.Close() }

// Python sees in Go's memory what Go does.
func TestExport(t *testing.T) {
	py := interpreter(t)
	for name, v := range layouts(t) {
		t.Run(name, func(t *testing.T) {
			e := export(t, py, v)
			names := map[string]*Object{"o": e.Object()}
			if got, want := text(t, py, "["+spelt+" for m in [memoryview(o)]][0]", names), spell(v.Layout()); got != want {
				t.Errorf("python sees %s, want %s", got, want)
			}
			want, err := v.AppendCopy(nil, buffer.OrderC)
			if err != nil {
				t.Fatal(err)
			}
			if got := text(t, py, "memoryview(o).tobytes().hex()", names); got != fmt.Sprintf("%x", want) {
				t.Errorf("python reads %s, want %x", got, want)
			}
		})
	}
}

// requests are all that can be asked for.
func requests() (all []Flags) {
	for _, base := range []Flags{Simple, ND, Strides, CContiguous, FContiguous, AnyContiguous, CContiguous | FContiguous, Indirect, Indirect | CContiguous} {
		for _, more := range []Flags{0, Writable, Format, Writable | Format} {
			all = append(all, base|more)
		}
	}
	return all
}

// Every request gets of Go's memory what it gets of Python's own memoryview of
// it: the same fields, none that was not asked for, or a BufferError.
func TestExportHonoursRequests(t *testing.T) {
	py := interpreter(t)
	for name, v := range layouts(t) {
		t.Run(name, func(t *testing.T) {
			e := export(t, py, v)
			m := evaluate(t, py, "memoryview(o)", map[string]*Object{"o": e.Object()})
			defer m.Close()
			for _, flags := range requests() {
				got, want := answer(t, py, e.Object(), flags), answer(t, py, m, flags)
				if flags.Has(Format) && !flags.Has(ND) && v.Format() == "B" {
					// memoryview alone refuses the format of bytes; bytes and
					// bytearray do not, and neither does Go's.
					if name != "pointers" && (got == "BufferError") != (v.IsReadOnly() && flags.Has(Writable)) {
						t.Errorf("%v gives %s", flags, got)
					}
					continue
				}
				if got != want {
					t.Errorf("%v gives %s, of a memoryview %s", flags, got, want)
				}
			}
		})
	}
}

// answer is what a request gets, with fields that are NULL as such.
func answer(t *testing.T, py *Interpreter, o *Object, flags Flags) string {
	t.Helper()
	b, err := py.Buffer(o, flags)
	if raised, ok := errors.AsType[*Error](err); ok {
		return raised.Type
	}
	if err != nil {
		t.Fatal(err)
	}
	defer release(t, b)
	raw := b.holding.hold.buffer
	format := "NULL"
	if raw.format != nil {
		format = b.Layout().Format
	}
	return fmt.Sprintf("%d bytes at %p, item size %d, ndim %d, read-only %d, format %s, shape %t %v, strides %t %v, suboffsets %t %v",
		raw.len, raw.buf, raw.itemsize, raw.ndim, raw.readonly, format, raw.shape != nil, column(raw.shape, int(raw.ndim)),
		raw.strides != nil, column(raw.strides, int(raw.ndim)), raw.suboffsets != nil, column(raw.suboffsets, int(raw.ndim)))
}

// What Python writes Go sees, and the other way round; numpy and slices of
// slices keep the memory though all else of it is closed and collected.
func TestExportIsNoCopy(t *testing.T) {
	py := interpreter(t)
	s := []float64{1, 2, 3, 4}
	v := buffer.Of(s)
	e, err := py.Export(v)
	if err != nil {
		t.Fatal(err)
	}
	release(t, v) // the export counts by itself
	m := evaluate(t, py, "memoryview(o)[1:][1:]", map[string]*Object{"o": e.Object()})
	names := map[string]*Object{"m": m}
	if err := py.Exec("m[0] = 30", names); err != nil {
		t.Error(err)
	}
	s[3] = 40
	if err := py.Exec("assert m.tolist() == [30, 40], m.tolist()", names); err != nil || s[2] != 30 {
		t.Errorf("python wrote 30: Go sees %v; error %v", s, err)
	}
	if n := e.Exports(); n != 1 {
		t.Errorf("Exports = %d, want 1: slices share one", n)
	}
	err = e.Close()
	if !errors.Is(err, buffer.ErrExported) || !strings.Contains(err.Error(), "1 reference to it and 1 open buffer") {
		t.Errorf("Close with a slice open = %v", err)
	}
	s = nil
	for range 3 {
		runtime.GC()
	}
	if err := py.Exec("import gc\ngc.collect()\nassert m.tolist() == [30, 40], m.tolist()", names); err != nil {
		t.Errorf("closed while a slice is open: %v", err)
	}
	m.Close()
	for range 2 {
		if err := e.Close(); err != nil || e.Exports() != 0 {
			t.Errorf("Close after the last slice = %v, %d exports", err, e.Exports())
		}
	}
}

func TestExportNumPy(t *testing.T) {
	py := interpreter(t)
	e := export(t, py, laid(t, 48, 0, buffer.Layout{Format: "h", Shape: []int{4, 6}}))
	a := evaluate(t, py, "__import__('numpy').asarray(o).T[::-1, 1:]", map[string]*Object{"o": e.Object()})
	if err := py.Exec("assert a.shape == (6, 3) and a[0, 0] == 11 * 2 + 256 * 23, a", map[string]*Object{"a": a}); err != nil {
		t.Error(err)
	}
	if err := e.Close(); !errors.Is(err, buffer.ErrExported) {
		t.Errorf("Close with an array open = %v", err)
	}
	a.Close()
}

// The owner's memory is leased as long as Python looks, and let go once, by the
// last release or by Close, whichever comes later.
func TestExportReleasesOwner(t *testing.T) {
	py := interpreter(t)
	tests := []struct {
		name   string
		before string // what Python does before Close
		after  string // and after it
		open   bool   // in between
	}{
		{name: "unseen"},
		{name: "seen and released", before: "m = memoryview(o)\nm.release()"},
		{name: "kept", before: "kept.append(memoryview(o))", after: "kept.clear()", open: true},
		{name: "kept twice", before: "kept.append(memoryview(o))\nkept.append(memoryview(o))", after: "kept.pop()\nkept.pop()", open: true},
		{name: "kept with the object", before: "kept.append(memoryview(o))\nkept.append(o)", after: "kept.clear()", open: true},
		{name: "the object itself", before: "kept.append(o)", after: "kept.clear()", open: true},
		{name: "kept twice, one released", before: "kept.append(o)\nkept.append(memoryview(o))\nkept[1].release()", after: "kept.clear()", open: true},
		{name: "in a cycle", before: "loop = [o]\nloop.append(loop)\nimport gc\ngc.disable()", after: "import gc\ngc.enable()\ngc.collect()", open: true},
		{name: "by a frame", before: "def f(m): yield m\nkept.append(f(memoryview(o)))\nnext(kept[0])", after: "kept.clear()\nimport gc\ngc.collect()", open: true},
		{name: "cast", before: "kept.append(memoryview(o).cast('q'))", after: "kept.clear()", open: true},
		{name: "ctypes", before: "import ctypes\nkept.append((ctypes.c_ubyte * 8).from_buffer(o))", after: "kept.clear()", open: true},
		{name: "pickle", before: "import pickle\nkept.append(pickle.PickleBuffer(o))", after: "kept.clear()", open: true},
		{name: "struct", before: "import struct\nkept.append(struct.iter_unpack('q', o))", after: "kept.clear()", open: true},
		{name: "copied", before: "kept.append(bytes(o))\nkept.append(bytearray(o))\nimport io\nkept.append(io.BytesIO(o))"},
		{name: "by a thread", before: "kept.append(memoryview(o))", after: "import threading\nt = threading.Thread(target=kept.clear)\nt.start()\nt.join()", open: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			times := 0
			v, err := buffer.New(buffer.NewLease(func() error { times++; return errOwner }, make([]byte, 8)), 0, buffer.Layout{Shape: []int{8}})
			if err != nil {
				t.Fatal(err)
			}
			e, err := py.Export(v)
			if err != nil {
				t.Fatal(err)
			}
			release(t, v)
			kept := evaluate(t, py, "[]", nil)
			names := map[string]*Object{"kept": kept, "o": e.Object()}
			if err := py.Exec(test.before, names); err != nil {
				t.Fatal(err)
			}
			if times != 0 {
				t.Error("the owner was released before Close")
			}
			if err := e.Close(); errors.Is(err, buffer.ErrExported) != test.open {
				t.Errorf("Close = %v, still exported: want %t", err, test.open)
			}
			delete(names, "o")
			if err := py.Exec(test.after, names); err != nil {
				t.Fatal(err)
			}
			if err := e.Close(); err != errOwner || times != 1 {
				t.Errorf("in the end Close = %v, and the owner was released %d times, want %v once", err, times, errOwner)
			}
		})
	}
}

var errOwner = errors.New("the owner's own error")

// A closed export is a BufferError to Python, of the object's own, and an
// ErrClosed to Go.
func TestExportClosed(t *testing.T) {
	py := interpreter(t)
	e := export(t, py, laid(t, 8, 0, buffer.Layout{Shape: []int{8}}))
	kept := evaluate(t, py, "o", map[string]*Object{"o": e.Object()})
	err := e.Close()
	if !errors.Is(err, buffer.ErrExported) || !strings.Contains(err.Error(), "1 reference to it and 0 open buffers") {
		t.Errorf("Close while the object is kept = %v", err)
	}
	_, err = py.Buffer(kept, FullRO)
	if raised, ok := errors.AsType[*Error](err); !ok || raised.Type != "BufferError" || !strings.Contains(err.Error(), "closed to further views") {
		t.Errorf("Buffer of it = %v", err)
	}
	kept.Close()
	if _, err := py.Buffer(e.Object(), FullRO); !errors.Is(err, ErrClosed) {
		t.Errorf("Buffer of the closed object = %v", err)
	}
	v := laid(t, 8, 0, buffer.Layout{Shape: []int{8}})
	w, err := v.ToReadOnly()
	if err != nil {
		t.Fatal(err)
	}
	release(t, w)
	if _, err := py.Export(w); !errors.Is(err, buffer.ErrReleased) {
		t.Errorf("Export of a released view = %v", err)
	}
}

// Python code cannot make an object of Go's by itself, nor break one.
func TestExportType(t *testing.T) {
	py := interpreter(t)
	e := export(t, py, laid(t, 8, 0, buffer.Layout{Shape: []int{8}}))
	names := map[string]*Object{"o": e.Object()}
	for _, code := range []string{"type(o)()", "object.__new__(type(o))", "class T(type(o)): pass", "o.attribute = 1", "import copy\ncopy.copy(o)"} {
		if raised, ok := errors.AsType[*Error](py.Exec(code, names)); !ok || raised.Type != "TypeError" && raised.Type != "AttributeError" {
			t.Errorf("%s raises %v, want a TypeError", code, raised)
		}
	}
}
