//go:build cpython && cgo

package cpython

import (
	"testing"
)

// An array says the same whether its dtype was seen before or not: also one whose dtype
// was changed in place, and one whose items are not aligned.
func TestNumpyFormats(t *testing.T) {
	py := interpreter(t)
	np := evaluate(t, py, "__import__('numpy')", nil)
	names := map[string]*Object{"np": np}
	for _, expression := range []string{
		"np.arange(6, dtype='f8')", "np.arange(6, dtype='>f8')", "np.arange(6, dtype='f4').reshape(2, 3)", "np.arange(6, dtype='i8')[::-2]",
		"np.arange(6) > 2", "np.array(2.5)", "np.zeros((0, 3))", "np.zeros(3, 'u1')", "np.zeros(3, 'i2')", "np.zeros(3, 'u4')",
		"np.zeros(3, 'c16')", "np.zeros(3, 'S3')", "np.zeros(3, 'f2')", "np.zeros(3, 'g')",
		"np.frombuffer(bytes(17), 'u1')[1:].view('f8')",
		"np.zeros(3, [('a', 'u1'), ('b', 'f8')])['b']",
		"np.zeros(3, [('a', 'u1'), ('b', 'f8')])",
		"np.zeros(3, 'f8').view(type('Sub', (np.ndarray,), {}))",
		"[a for a in [np.zeros(3, 'f8')] for a.dtype in ['i8']][0]",
		"[a for a in [np.zeros(3, 'f8')] for a.dtype in ['i4']][0]",
		"np.asfortranarray(np.zeros((2, 3)))",
	} {
		o := evaluate(t, py, expression, names)
		want := text(t, py, "["+spelt+" for m in [memoryview(o)]][0]", map[string]*Object{"o": o})
		for range 3 {
			b := get(t, py, o, FullRO)
			if got := spell(b.Layout()); got != want {
				t.Errorf("%s is %s, want %s", expression, got, want)
			}
		}
	}
}

// A dtype that changes while an array keeps it is not taken for what it was.
func TestNumpyTypes(t *testing.T) {
	py := interpreter(t)
	a := evaluate(t, py, "__import__('numpy').array([1.5, 2.5])", nil)
	floats := func(s []float64) error { return nil }
	whole := func(s []int64) error { return nil }
	for range 3 {
		if err := With(py, a, floats); err != nil {
			t.Error(err)
		}
		if err := With(py, a, whole); err == nil {
			t.Error("floats are given as whole numbers")
		}
		if err := py.Exec("a.dtype = 'i8'", map[string]*Object{"a": a}); err != nil {
			t.Fatal(err)
		}
		if err := With(py, a, whole); err != nil {
			t.Error(err)
		}
		if err := With(py, a, floats); err == nil {
			t.Error("whole numbers are given as floats")
		}
		if err := py.Exec("a.dtype = 'f8'", map[string]*Object{"a": a}); err != nil {
			t.Fatal(err)
		}
	}
}
