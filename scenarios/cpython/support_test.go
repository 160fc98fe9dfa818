//go:build cpython && cgo

package cpython

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// evaluate is the value of an expression, closed with the test, which is
// skipped if a module is missing.
func evaluate(t *testing.T, py *Interpreter, expression string, names map[string]*Object) *Object {
	t.Helper()
	o, err := py.Eval(expression, names)
	if raised, ok := errors.AsType[*Error](err); ok && raised.Type == "ModuleNotFoundError" {
		t.Skip(raised.Message)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.Close)
	return o
}

// since skips the test where Python is older.
func since(t *testing.T, py *Interpreter, minor int) {
	t.Helper()
	if err := py.Exec(fmt.Sprintf("import sys\nassert sys.version_info >= (3, %d)", minor), nil); err != nil {
		t.Skipf("this is python %s, and it is there from 3.%d", headers(), minor)
	}
}

// text is the value of an expression that is a str of ASCII.
func text(t *testing.T, py *Interpreter, expression string, names map[string]*Object) string {
	t.Helper()
	o := evaluate(t, py, "("+expression+").encode()", names)
	p, err := o.Memory()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Clone(string(p))
}

// get is a buffer of o, which must be released by the test's end.
func get(t *testing.T, py *Interpreter, o *Object, flags Flags) *Buffer {
	t.Helper()
	b, err := py.Buffer(o, flags)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Release(); err != nil {
			t.Errorf("at the test's end: %v", err)
		}
	})
	return b
}

// see is a view of b, released with the test.
func see(t *testing.T, b *Buffer) *buffer.View {
	t.Helper()
	v, err := b.View()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { release(t, v) })
	return v
}

func release(t *testing.T, v interface{ Release() error }) {
	t.Helper()
	if err := v.Release(); err != nil {
		t.Error(err)
	}
}

// spell is the layout as Python's repr gives a memoryview's attributes.
func spell(y buffer.Layout) string {
	tuple := func(x []int) string {
		s := strings.ReplaceAll(strings.Trim(fmt.Sprint(x), "[]"), " ", ", ")
		if len(x) == 1 {
			s += ","
		}
		return "(" + s + ")"
	}
	readonly := map[bool]string{true: "True", false: "False"}[y.ReadOnly]
	return fmt.Sprintf("('%s', %d, %s, %s, %s, %s)", y.Format, y.ItemSize, tuple(y.Shape), tuple(y.Strides), tuple(y.Suboffsets), readonly)
}

// spelt is Python's own spelling, of m.
const spelt = "repr((m.format, m.itemsize, m.shape, m.strides, m.suboffsets, m.readonly))"
