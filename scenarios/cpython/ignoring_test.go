//go:build cpython && cgo

package cpython

import (
	"errors"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// ignoring is a module that is built for the test.
func ignoring(t *testing.T, py *Interpreter) *Object {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ignoring.so")
	headers := text(t, py, "__import__('sysconfig').get_path('include')", nil)
	if out, err := exec.Command("cc", "-shared", "-fPIC", "-O2", "-I", headers, "-o", file, "testdata/ignoring.c").CombinedOutput(); err != nil {
		t.Fatalf("build the module ignoring: %v\n%s", err, out)
	}
	code := "[u.module_from_spec(s) for u in [__import__('importlib.util').util]" +
		" for s in [u.spec_from_file_location('ignoring', file.decode())]][0]"
	path, err := py.Bytes(len(file), func(p []byte) { copy(p, file) })
	if err != nil {
		t.Fatal(err)
	}
	defer path.Close()
	return evaluate(t, py, code, map[string]*Object{"file": path})
}

// An exporter that does not look at what it is asked is refused where its answer
// shows that; FULL_RO gets the right bytes of it.
func TestBufferIgnored(t *testing.T) {
	py := interpreter(t)
	const (
		rows      = "0, (2, 3), (12, 4), -1"
		columns   = "0, (2, 3), (4, 8), -1"
		backwards = "12, (2, 3), (-12, 4), -1"
		line      = "0, (1, 6), (7, 4), -1" // strides of dimensions of one item do not matter
		nothing   = "0, (0, 6), (7, 9), -1"
		single    = "0, (6, -1), (4, 0), -1" // one dimension
		pointers  = "0, (2, 3), (8, 4), 0"
	)
	names := map[string]*Object{"m": ignoring(t, py)}
	tests := []struct {
		layout string
		asked  Flags
		kind   error // nil: it is had
	}{
		{rows, CContiguous, nil},
		{rows, FContiguous, buffer.ErrContiguity},
		{rows, AnyContiguous, nil},
		{rows, Simple, nil},
		{rows, ND, nil},
		{columns, FullRO, nil},
		{columns, Strides, nil},
		{columns, CContiguous, buffer.ErrContiguity},
		{columns, CContiguous | Format, buffer.ErrContiguity},
		{columns, FContiguous, nil},
		{columns, AnyContiguous, nil},
		{columns, CContiguous | FContiguous, buffer.ErrContiguity},
		{columns, Simple, buffer.ErrContiguity},
		{columns, Format, buffer.ErrContiguity},
		{columns, ND, buffer.ErrContiguity},
		{backwards, FullRO, nil},
		{backwards, AnyContiguous, buffer.ErrContiguity},
		{backwards, Simple, buffer.ErrContiguity},
		{backwards, ND, buffer.ErrContiguity},
		{line, CContiguous | FContiguous, nil},
		{nothing, CContiguous, nil},
		{pointers, Strides, buffer.ErrSuboffset},
		{pointers, CContiguous, buffer.ErrSuboffset},
		{pointers, Simple, buffer.ErrSuboffset},
		{pointers, Indirect | CContiguous, buffer.ErrContiguity},
		{pointers, Indirect, nil},
	}
	for _, test := range tests {
		t.Run(test.layout+" "+test.asked.String(), func(t *testing.T) {
			o := evaluate(t, py, "m.make(1, 0, "+test.layout+")", names)
			b, err := py.Buffer(o, test.asked)
			if err == nil {
				release(t, b)
			}
			if test.kind == nil {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil {
				t.Fatalf("it is had, want %v", test.kind)
			}
			refused(t, err, test.kind, "", []string{"python ignoring.Exporter", "asked for " + test.asked.String() + ", which its exporter does not look at"})
			if o.References() != 1 {
				t.Errorf("%d references after the refusal, want 1", o.References())
			}
		})
	}
	for _, layout := range []string{rows, single} {
		o := evaluate(t, py, "m.make(1, 1, "+layout+")", names)
		if _, err := py.Buffer(o, Full); !errors.Is(err, buffer.ErrReadOnly) {
			t.Errorf("writable of what is read-only, %s: %v", layout, err)
		}
	}
	if got := spell(get(t, py, evaluate(t, py, "m.make(1, 0, "+single+")", names), Format).Layout()); got != "('B', 1, (24,), (), (), False)" {
		t.Errorf("floats, whose shape was not asked for: %s, want bytes", got)
	}
	v := see(t, get(t, py, evaluate(t, py, "m.make(0, 0, "+backwards+")", names), FullRO))
	if x, err := v.Index(0, 0); err != nil || x != 3.0 {
		t.Errorf("rows backwards begin with %v, %v, want 3", x, err)
	}
	// Without strides there is nothing to look at, and a shape is missing.
	if _, err := py.Buffer(evaluate(t, py, "m.make(0, 0, "+columns+")", names), ND); err == nil {
		t.Error("there is a buffer without a shape")
	} else if want := "get the buffer of a python ignoring.Exporter: an exporter gives no shape for 1 dimensions: shape"; err.Error() != want {
		t.Errorf("without a shape: %v, want %s", err, want)
	}
}
