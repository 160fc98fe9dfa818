//go:build cpython && cgo

package cpython

import (
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// records are dtypes of numpy. Their buffers do not tell the padding at the end,
// and numpy itself infers it for those that it aligns alone.
var records = []string{
	"[('a', 'u1'), ('b', '<i4')]",
	"np.dtype([('a', 'u1'), ('b', '<i4')], align=True)",
	"np.dtype([('b', '<i4'), ('a', 'u1')], align=True)",
	"np.dtype([('d', '<f8'), ('s', 'S3')], align=True)",
	"np.dtype([('b', '<i2'), ('a', 'u1', (3,))], align=True)",
	"np.dtype([('z', 'c8'), ('a', 'u1')], align=True)",
	"{'names': ['x'], 'formats': ['u1'], 'offsets': [0], 'itemsize': 4}",
	"{'names': ['x', 'y'], 'formats': ['<i4', 'u1'], 'offsets': [0, 4], 'itemsize': 16}",
	"{'names': ['x', 'y'], 'formats': ['<i4', 'u1'], 'offsets': [0, 4], 'itemsize': 7}",
	"{'names': ['x'], 'formats': ['>i4'], 'offsets': [0], 'itemsize': 8}",
}

// Records keep their format in Go, and their fields and padding on the way back.
func TestRecords(t *testing.T) {
	py := interpreter(t)
	np := evaluate(t, py, "__import__('numpy')", nil)
	for _, dtype := range records {
		t.Run(dtype, func(t *testing.T) {
			a := evaluate(t, py, "np.arange(1, 2 + 1).astype('u1').repeat(np.dtype("+dtype+").itemsize).view("+dtype+")", map[string]*Object{"np": np})
			names := map[string]*Object{"np": np, "a": a}
			v := see(t, get(t, py, a, FullRO))
			if got, want := v.Format(), text(t, py, "memoryview(a).format", names); got != want {
				t.Errorf("the view's format is %q, want %q", got, want)
			}
			part, err := v.Slice(0, buffer.Every(2))
			if err != nil {
				t.Fatal(err)
			}
			names["go"] = export(t, py, v).Object()
			names["part"] = export(t, py, part).Object()
			release(t, part)
			const same = `
b, c = np.asarray(go), np.asarray(part)
assert b.dtype == c.dtype == a.dtype, (b.dtype, c.dtype, a.dtype)
assert b.dtype.itemsize == a.dtype.itemsize and b.tobytes() == a.tobytes() and c.tobytes() == a[::2].tobytes()
assert str(b.tolist()) == str(a.tolist())
`
			if err := py.Exec(same, names); err != nil {
				t.Error(err)
			}
		})
	}
}

// The records of ctypes do not tell their inner padding either, up to 3.11: they
// are bytes, by whatever way they come.
func TestRecordsOfCtypes(t *testing.T) {
	py := interpreter(t)
	const structure = "type('S', (__import__('ctypes').Structure,), {'_fields_': [('a', __import__('ctypes').c_uint8), ('b', __import__('ctypes').c_double), ('c', __import__('ctypes').c_uint8)]})"
	for _, expression := range []string{
		structure + "(7, 1.5, 8)",
		"memoryview(" + structure + "(7, 1.5, 8))",
		"memoryview(memoryview(" + structure + "(7, 1.5, 8)))[...]",
		"(" + structure + " * 3)()",
	} {
		v := see(t, get(t, py, evaluate(t, py, expression, nil), FullRO))
		if v.Format() != "24s" {
			t.Errorf("%s has the format %q, want 24s", expression, v.Format())
		}
	}
}
