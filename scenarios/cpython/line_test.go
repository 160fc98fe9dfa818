//go:build cpython && cgo

package cpython

import (
	"errors"
	"reflect"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// The short way to a Buffer says what the way for every layout says.
func TestLineIsBuffer(t *testing.T) {
	py := interpreter(t)
	const (
		array   = "__import__('array').array"
		ndarray = "__import__('_testbuffer').ndarray"
	)
	for _, test := range []struct {
		expression string
		line       bool
	}{
		{"b'abc'", true},
		{"bytearray(b'abc')", true},
		{array + "('d', [1, 2, 3])", true},
		{array + "('l', [1, 2, 3])", true},
		{"memoryview(b'abcd').cast('H')", true},
		{"memoryview(b'abcd')[1:3]", true},
		{ndarray + "([1, 2, 3], shape=[3], format='i')", true},
		{"b''", false},
		{"memoryview(b'abcd')[::2]", false},
		{"memoryview(b'abcd')[::-1]", false},
		{"memoryview(b'abcd').cast('B', (2, 2))", false},
		{"memoryview(b'abcd').cast('I', ())", false},
		{"(__import__('ctypes').c_int32 * 3)(1, 2, 3)", false}, // its format is "<i"
		{ndarray + "([1, 2, 3], shape=[3], format='>i')", false},
		{ndarray + "([(1, 2)], shape=[1], format='hh')", false},
	} {
		t.Run(test.expression, func(t *testing.T) {
			o := evaluate(t, py, test.expression, nil)
			for _, flags := range []Flags{FullRO, Full, Strided, Simple} {
				got, err := py.Buffer(o, flags)
				want, wanted := py.buffer(new(Buffer), o, py.ask(o, flags), flags, request{op: "get the buffer"})
				if (err == nil) != (wanted == nil) || err != nil && err.Error() != wanted.Error() {
					t.Fatalf("%v: the error %v, want %v", flags, err, wanted)
				}
				if err != nil {
					continue // as of what is read-only, or has gaps
				}
				if is := test.line && flags.Has(FullRO); got.line.IsLine() != is {
					t.Errorf("%v: it is a line: %t, want %t", flags, !is, is)
				}
				sameBuffer(t, got, want)
			}
		})
	}
}

// sameBuffer compares two buffers of one object, and releases them.
func sameBuffer(t *testing.T, got, want *Buffer) {
	t.Helper()
	if !reflect.DeepEqual(got.Layout(), want.Layout()) || got.Len() != want.Len() || got.Flags() != want.Flags() {
		t.Errorf("%v for %v of %d bytes, want %v for %v of %d", got.Layout(), got.Flags(), got.Len(), want.Layout(), want.Flags(), want.Len())
	}
	v, w := must(got.View())(t), must(want.View())(t)
	p, q := must(v.AppendCopy(nil, buffer.OrderC))(t), must(w.AppendCopy(nil, buffer.OrderC))(t)
	if !reflect.DeepEqual(v.Layout(), w.Layout()) || string(p) != string(q) {
		t.Errorf("the view is %v with %x, want %v with %x", v, p, w, q)
	}
	for _, b := range []*Buffer{got, want} {
		if err := b.Release(); !errors.Is(err, buffer.ErrExported) {
			t.Errorf("Release with a view open = %v, want ErrExported", err)
		}
	}
	for _, r := range []interface{ Release() error }{v, w, got, want} {
		release(t, r)
	}
}

// must is x, or ends the test with the error.
func must[T any](x T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
}
