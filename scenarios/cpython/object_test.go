//go:build cpython && cgo

package cpython

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

type maker struct {
	name string
	kind string // as Python names it
	make func(int, func([]byte)) (*Object, error)
}

func makers(py *Interpreter) []maker {
	return []maker{
		{"Bytes", "bytes", py.Bytes},
		{"ByteArray", "bytearray", py.ByteArray},
		{"Array", "array", py.Array},
		{"NumPy", "ndarray", py.NumPy},
		{"ByteArrayView", "memoryview", py.ByteArrayView},
	}
}

// counting is content whose every byte tells its place.
func counting(p []byte) {
	for i := range p {
		p[i] = byte(i*7 + i>>8 + 1)
	}
}

func open(t *testing.T, m maker, size int) *Object {
	t.Helper()
	o, err := m.make(size, counting)
	if _, ok := errors.AsType[*Missing](err); ok {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.Close)
	return o
}

func TestRoundTrip(t *testing.T) {
	py := interpreter(t)
	for _, m := range makers(py) {
		t.Run(m.name, func(t *testing.T) {
			for _, size := range []int{0, 1, 7, 8, 63, 64, 4097, 1_000_003} {
				o := open(t, m, size)
				want := make([]byte, size)
				counting(want)
				if got, err := o.Memory(); err != nil || !bytes.Equal(got, want) {
					t.Errorf("%d bytes: Memory() differs from what was filled in, error %v", size, err)
				}
				seen := fmt.Sprintf("n = %d\nassert type(o).__name__ == %q, type(o)\nm = memoryview(o)\n", size, m.kind) +
					"assert m.nbytes == n and m.itemsize == 1 and m.format == 'B', m\n" +
					"assert m.tobytes() == bytes((i*7 + (i >> 8) + 1) & 255 for i in range(n))"
				if err := py.Exec(seen, map[string]*Object{"o": o}); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func TestPoke(t *testing.T) {
	py := interpreter(t)
	for _, m := range makers(py) {
		t.Run(m.name, func(t *testing.T) {
			const size = 100
			o := open(t, m, size)
			before := make([]byte, size)
			counting(before)
			for _, i := range []int{0, 41, size - 1} {
				if err := o.Poke(i, 0x5a); err != nil {
					t.Fatal(err)
				}
				check := fmt.Sprintf("assert bytes(o)[%d] == %d", i, before[i]^0x5a)
				if err := py.Exec(check, map[string]*Object{"o": o}); err != nil {
					t.Errorf("after Poke(%d): %v", i, err)
				}
				if err := o.Poke(i, 0x5a); err != nil {
					t.Fatal(err)
				}
			}
			if after, _ := o.Memory(); !bytes.Equal(after, before) {
				t.Error("poking twice does not restore")
			}
			for _, i := range []int{-1, size, math.MaxInt} {
				raised, ok := errors.AsType[*Error](o.Poke(i, 1))
				if !ok || raised.Type != "IndexError" {
					t.Errorf("Poke(%d) = %v, want an IndexError", i, raised)
				}
			}
		})
	}
}

// TestPrivate pokes objects of one byte, of which Python itself shares one for
// each value.
func TestPrivate(t *testing.T) {
	py := interpreter(t)
	for _, m := range makers(py) {
		t.Run(m.name, func(t *testing.T) {
			o := open(t, m, 1)
			if err := o.Poke(0, 0x5a); err != nil {
				t.Fatal(err)
			}
			if err := py.Exec(`assert b"\x01"[0] == 1 and bytes([1])[0] == 1`, nil); err != nil {
				t.Errorf("poking our byte changed Python's: %v", err)
			}
		})
	}
}

func TestReferences(t *testing.T) {
	py := interpreter(t)
	for _, m := range makers(py) {
		t.Run(m.name, func(t *testing.T) {
			o := open(t, m, 64)
			before := o.References()
			for range 1000 {
				_, err := o.Memory()
				if err := errors.Join(err, o.Poke(1, 1), py.Exec("memoryview(o)[0]", map[string]*Object{"o": o})); err != nil {
					t.Fatal(err)
				}
				value, err := py.Eval("o", map[string]*Object{"o": o})
				if err != nil {
					t.Fatal(err)
				}
				value.Close()
				value.Close() // the second does nothing
			}
			if after := o.References(); after != before || before != 1 {
				t.Errorf("References() = %d, then %d after 1000 uses, want 1", before, after)
			}
		})
	}
}

func TestRaised(t *testing.T) {
	py := interpreter(t)
	tests := []struct{ code, kind, message string }{
		{"1/0", "ZeroDivisionError", "division by zero"},
		{"raise ValueError('é \\udc80')", "ValueError", `é \udc80`},
		{"raise KeyError", "KeyError", ""},
		{"def", "SyntaxError", "invalid syntax"},
		{"import no_such_module", "ModuleNotFoundError", "no_such_module"},
		{"class E(Exception):\n def __str__(self): 1/0\nraise E", "E", ""},
		{"b''.fromhex('x')", "ValueError", "fromhex"},
	}
	for _, test := range tests {
		raised, ok := errors.AsType[*Error](py.Exec(test.code, nil))
		if !ok || raised.Type != test.kind || !strings.Contains(raised.Message, test.message) {
			t.Errorf("Exec(%q) raises %v, want %s: …%s…", test.code, raised, test.kind, test.message)
		}
		py.Do(func() {
			if err := py.Raised(); err != nil {
				t.Errorf("after Exec(%q): %v is still pending", test.code, err)
			}
		})
	}
}

func TestMakeFails(t *testing.T) {
	py := interpreter(t)
	for _, m := range makers(py) {
		if o, err := m.make(-1, counting); err == nil {
			o.Close()
			t.Errorf("%s(-1): no error", m.name)
		}
	}
}

func TestMemoryOfNoBuffer(t *testing.T) {
	py := interpreter(t)
	tests := []struct{ expression, kind string }{
		{"None", "TypeError"},
		{"memoryview(b'abc')", "BufferError"},            // read-only
		{"memoryview(bytearray(9))[::2]", "BufferError"}, // not contiguous
	}
	for _, test := range tests {
		o, err := py.Eval(test.expression, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = o.Memory()
		if raised, ok := errors.AsType[*Error](err); !ok || raised.Type != test.kind {
			t.Errorf("memory of %s: %v, want a %s", test.expression, err, test.kind)
		}
		o.Close()
	}
}
