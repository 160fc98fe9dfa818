//go:build cpython && cgo

package cpython

import (
	"errors"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// lambda is a class with __buffer__, as an expression.
const lambda = "type('Exporter', (), {'__buffer__': lambda self, flags: memoryview(bytearray(b'from python'))})()"

// exporters are what Go must see as Python does.
var exporters = []struct {
	name, expression string
	since            int // of Python 3
}{
	{name: "bytes", expression: "b'abcdefgh'"},
	{name: "empty bytes", expression: "b''"},
	{name: "bytearray", expression: "bytearray(b'abcdefgh')"},
	{name: "memoryview", expression: "memoryview(b'abcdefgh')"},
	{name: "part", expression: "memoryview(bytearray(b'abcdefgh'))[2:5]"},
	{name: "strided", expression: "memoryview(b'abcdefgh')[1::3]"},
	{name: "reversed", expression: "memoryview(b'abcdefgh')[::-1]"},
	{name: "reversed doubles", expression: "memoryview(bytes(range(48))).cast('d')[::-2]"},
	{name: "none left", expression: "memoryview(b'abcdefgh')[5:5]"},
	{name: "cast", expression: "memoryview(bytes(range(48))).cast('h', (2, 3, 4))"},
	{name: "rows", expression: "memoryview(bytes(range(48))).cast('h', (4, 6))[::-2]"},
	{name: "0-d", expression: "memoryview(bytes(range(8))).cast('d', ())"},
	{name: "array d", expression: "__import__('array').array('d', [1.5, -2.5])"},
	{name: "array i", expression: "__import__('array').array('i', range(-5, 5))"},
	{name: "empty array", expression: "__import__('array').array('l')"},
	{name: "BytesIO", expression: "__import__('io').BytesIO(b'abcdefgh').getbuffer()"},
	{name: "mmap", expression: "__import__('mmap').mmap(-1, 4096)"},
	{name: "ctypes array", expression: "(__import__('ctypes').c_int32 * 3)(1, -2, 3)"},
	{name: "ctypes array of arrays", expression: "(__import__('ctypes').c_uint8 * 3 * 2)((1, 2, 3), (4, 5, 6))"},
	{name: "ctypes double", expression: "__import__('ctypes').c_double(1.5)"},
	{name: "ctypes struct", expression: "type('S', (__import__('ctypes').Structure,), {'_fields_': [('a', __import__('ctypes').c_uint8), ('b', __import__('ctypes').c_double)]})(7, 1.5)"},
	{name: "ctypes array of nothing", expression: "(__import__('ctypes').c_int32 * 0)()"},
	{name: "ctypes text of nothing", expression: "(__import__('ctypes').c_wchar * 0)()"},
	{name: "ctypes rows of nothing", expression: "(__import__('ctypes').c_int32 * 0 * 3)()"},
	{name: "ctypes no rows", expression: "(__import__('ctypes').c_int32 * 3 * 0)()"},
	{name: "ctypes nothing amid", expression: "(__import__('ctypes').c_int32 * 3 * 0 * 2)()"},
	{name: "ctypes struct of nothing", expression: "type('Z', (__import__('ctypes').Structure,), {'_fields_': [('f', __import__('ctypes').c_void_p * 0)]})()"},
	{name: "ctypes structs of nothing", expression: "(type('Z', (__import__('ctypes').Structure,), {'_fields_': [('f', __import__('ctypes').c_void_p * 0)]}) * 3)()"},
	{name: "numpy", expression: "__import__('numpy').arange(24.0).reshape(2, 3, 4)"},
	{name: "numpy transposed", expression: "__import__('numpy').arange(24).reshape(2, 3, 4).T"},
	{name: "numpy sliced", expression: "__import__('numpy').arange(24, dtype='i2').reshape(4, 6)[::-1, 1::2]"},
	{name: "numpy F order", expression: "__import__('numpy').asfortranarray(__import__('numpy').arange(6.0).reshape(2, 3))"},
	{name: "numpy broadcast", expression: "__import__('numpy').broadcast_to(__import__('numpy').arange(3), (4, 3))"},
	{name: "numpy 0-d", expression: "__import__('numpy').array(1.5)"},
	{name: "numpy empty", expression: "__import__('numpy').empty((3, 0, 2))"},
	{name: "numpy big-endian", expression: "__import__('numpy').arange(4, dtype='>i4')"},
	{name: "numpy complex", expression: "__import__('numpy').array([1+2j, 3-4j])"},
	{name: "numpy bool", expression: "__import__('numpy').array([True, False])"},
	{name: "numpy half", expression: "__import__('numpy').array([1.5, 2], dtype='e')"},
	{name: "numpy S5", expression: "__import__('numpy').array([b'hello', b'you'])"},
	{name: "numpy U3", expression: "__import__('numpy').array(['abc', '\u00e9'])"},
	{name: "numpy records", expression: "__import__('numpy').zeros(3, dtype=[('i', 'i4'), ('d', 'f8')])"},
	{name: "numpy packed records", expression: "__import__('numpy').zeros(3, dtype={'names': ['b', 'd'], 'formats': ['u1', '<f8'], 'itemsize': 9})"},
	{name: "numpy field, unaligned", expression: "__import__('numpy').frombuffer(bytes(range(27)), dtype=[('b', 'u1'), ('d', 'f8')])['d']"},
	{name: "PIL", expression: "[t.ndarray(list(range(12)), shape=[3, 4], format='h', flags=t.ND_PIL) for t in [__import__('_testbuffer')]][0]"},
	{name: "PIL sliced", expression: "[t.ndarray(list(range(24)), shape=[2, 3, 4], format='l', flags=t.ND_PIL)[::-1, 1:, ::2] for t in [__import__('_testbuffer')]][0]"},
	{name: "__buffer__", expression: lambda, since: 12},
}

// Every exporter's layout and bytes are in Go what they are in Python.
func TestBufferExporters(t *testing.T) {
	py := interpreter(t)
	for _, e := range exporters {
		t.Run(e.name, func(t *testing.T) {
			since(t, py, e.since)
			o := evaluate(t, py, e.expression, nil)
			names := map[string]*Object{"o": o}
			b := get(t, py, o, FullRO)
			v := see(t, b)
			if got, want := spell(seen(b, v)), text(t, py, "["+spelt+" for m in [memoryview(o)]][0]", names); got != want {
				t.Errorf("layout %s, want %s", got, want)
			}
			for order, python := range map[buffer.Order]string{buffer.OrderC: "C", buffer.OrderF: "F", buffer.OrderA: "A"} {
				got, err := v.AppendCopy(nil, order)
				if err != nil {
					t.Fatal(err)
				}
				want := evaluate(t, py, "memoryview(o).tobytes('"+python+"')", names)
				p, err := want.Memory()
				if err != nil {
					t.Fatal(err)
				}
				if string(got) != string(p) {
					t.Errorf("bytes in %s order are %x, want %x", python, got, p)
				}
			}
			if b.Len() != v.Len() {
				t.Errorf("Len = %d, of the view %d", b.Len(), v.Len())
			}
		})
	}
}

// seen is the view's layout, which always has strides, with the exporter's format.
func seen(b *Buffer, v *buffer.View) buffer.Layout {
	layout := v.Layout()
	layout.Format = b.Layout().Format
	return layout
}

// What Go writes through a view Python sees, and the other way round.
func TestBufferIsNoCopy(t *testing.T) {
	py := interpreter(t)
	o := evaluate(t, py, "__import__('array').array('d', [1, 2, 3])", nil)
	names := map[string]*Object{"o": o}
	v := see(t, get(t, py, o, Full))
	s, err := buffer.As[float64](v)
	if err != nil {
		t.Fatal(err)
	}
	s[1] = 20
	if err := py.Exec("assert list(o) == [1, 20, 3], o\no[2] = 30", names); err != nil {
		t.Error(err)
	}
	if s[2] != 30 {
		t.Errorf("Go sees %v, want what Python wrote", s)
	}
}

// An exporter that contradicts itself is seen as the bytes that it has.
func TestBufferContradicted(t *testing.T) {
	py := interpreter(t)
	o := evaluate(t, py, "[t.ndarray([1, 2, 3], shape=[3], format='h') for t in [__import__('_testbuffer')]][0]", nil)
	b := get(t, py, o, FullRO)
	said := b.Layout()
	for _, wrong := range []string{"i", "no format", "(", "T{h:a:h:b:}"} {
		said.Format = wrong
		if got := usable(&said, false); got != "2s" {
			t.Errorf("items of 2 bytes in the format %q are %q", wrong, got)
		}
	}
	said.Format = "h"
	if got := usable(&said, false); got != "h" {
		t.Errorf("items of 2 bytes in the format h are %q", got)
	}
}

// A request names fields; what was not asked for is told as bytes.
func TestBufferFields(t *testing.T) {
	py := interpreter(t)
	o := evaluate(t, py, "memoryview(bytes(range(48))).cast('d', (2, 3))", nil)
	tests := []struct {
		flags Flags
		want  string
	}{
		{Simple, "('B', 1, (48,), (), (), True)"},
		{ND, "('8s', 8, (2, 3), (), (), True)"},
		{ND | Format, "('d', 8, (2, 3), (), (), True)"},
		{Strides, "('8s', 8, (2, 3), (24, 8), (), True)"},
		{RecordsRO, "('d', 8, (2, 3), (24, 8), (), True)"},
		{CContiguous | Format, "('d', 8, (2, 3), (24, 8), (), True)"},
	}
	for _, test := range tests {
		b := get(t, py, o, test.flags)
		if got := spell(b.Layout()); got != test.want || b.Flags() != test.flags {
			t.Errorf("asked for %v: %s for %v, want %s", test.flags, got, b.Flags(), test.want)
		}
		if p, err := see(t, b).AppendCopy(nil, buffer.OrderC); err != nil || len(p) != 48 || p[47] != 47 {
			t.Errorf("asked for %v: bytes %x, error %v", test.flags, p, err)
		}
	}
}

// While a buffer or a view of it is there, the object cannot be resized; the
// object stays though Go's own reference is closed.
func TestBufferHolds(t *testing.T) {
	py := interpreter(t)
	o := evaluate(t, py, "bytearray(b'abcdef')", nil)
	names := map[string]*Object{"o": o}
	locked := func() bool {
		err := py.Exec("o.append(1)\no.pop()", names)
		return err != nil && strings.Contains(err.Error(), "BufferError")
	}
	b := get(t, py, o, FullRO)
	v := see(t, b)
	part, err := v.Slice(0, buffer.From(2))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Release(); !errors.Is(err, buffer.ErrExported) {
		t.Errorf("Release with two views = %v, want ErrExported", err)
	}
	if _, err := b.View(); !errors.Is(err, buffer.ErrReleased) {
		t.Errorf("View after Release = %v, want ErrReleased", err)
	}
	release(t, v)
	if !locked() {
		t.Error("it can be resized though a slice is open")
	}
	if x, err := part.Index(0); err != nil || x != uint64('c') {
		t.Errorf("the slice reads %v, %v", x, err)
	}
	release(t, part)
	if locked() {
		t.Error("it cannot be resized though nothing is open")
	}
	for range 2 {
		release(t, b)
	}
}
