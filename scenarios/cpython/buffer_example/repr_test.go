//go:build cpython && cgo

package main

import (
	"strings"
	"testing"
)

// shown prints the repr of what get_buffer_info says of each object.
const shown = names + `
for make, need in json.loads(sys.argv[1]):
    if lacks(need):
        print(make, 'lacks ' + need, sep='\t', flush=True)
        continue
    i = get_buffer_info(eval(make))
    assert repr(i) == str(i) == i.__repr__() == '%s' % (i,)
    print(make, repr(i)[len('buffer_example.buffer_info'):], sep='\t', flush=True)
`

// TestRepr: it says what it is of and how it begins, in a line.
func TestRepr(t *testing.T) {
	reprs := []struct{ make, need, want string }{
		{`b''`, "", `(obj=<bytes>, format='B', shape=(0,), len=0, data=b'')`},
		{`memoryview(b"abc")`, "", `(obj=<bytes>, format='B', shape=(3,), len=3, data=b'abc')`},
		{`bytes(200 << 20)`, "", `(obj=<bytes>, format='B', shape=(209715200,), len=209715200, data=b'` + strings.Repeat(`\x00`, 16) + `'...)`},
		{`arr('i', range(1000))`, "", `(obj=<array.array>, format='i', shape=(1000,), len=4000, data=b'\x00\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00\x03\x00\x00\x00'...)`},
		{`memoryview(b'abcdef')[::-2]`, "", `(obj=<bytes>, format='B', shape=(3,), len=3, data=b'fdb')`},
		{`memoryview(b'abcd').cast('i', [])`, "", `(obj=<bytes>, format='i', shape=(), len=4, data=b'abcd')`},
		{`(ctypes.c_byte * 0)()`, "", ""},
		{`(ctypes.c_byte * 2 * 2)((1, 2), (3, 4))`, "", `(obj=<c_byte_Array_2_Array_2>, format='<b', shape=(2, 2), len=4, data=b'\x01\x02\x03\x04')`},
		{`np.arange(6, dtype='u1').reshape(2, 3).T`, "numpy", `(obj=<numpy.ndarray>, format='B', shape=(3, 2), len=6, data=b'\x00\x03\x01\x04\x02\x05')`},
		{`np.zeros((3, 0), 'u1')`, "numpy", `(obj=<numpy.ndarray>, format='B', shape=(3, 0), len=0, data=b'')`},
		{`np.broadcast_to(np.uint8(7), (1 << 40,))`, "numpy", `(obj=<numpy.ndarray>, format='B', shape=(1099511627776,), len=1099511627776, data=b'` + strings.Repeat(`\x07`, 16) + `'...)`},
		{`np.zeros(1, 'S500')`, "numpy", `(obj=<numpy.ndarray>, format='500s', shape=(1,), len=500, data=b'` + strings.Repeat(`\x00`, 16) + `'...)`},
		{`tb.ndarray(list(range(6)), shape=[2, 3], format='B', flags=tb.ND_PIL)`, "_testbuffer", `(obj=<_testbuffer.ndarray>, format='B', shape=(2, 3), len=6, data=b'\x00\x01\x02\x03\x04\x05')`},
	}
	var rows [][]string
	for _, r := range reprs {
		rows = append(rows, []string{r.make, r.need})
	}
	table(t, shown, rows, func(t *testing.T, i int, said string) {
		said = strings.Replace(said, "<ndarray>", "<_testbuffer.ndarray>", 1) // as versions before 3.14 call it
		if r := reprs[i]; said != r.want && r.want != "" || len(said) > 300 {
			t.Errorf("the repr of %s is\n%s, want\n%s", r.make, said, r.want)
		}
	})
}

// TestReprOfLess: a repr is had of a result whose data were released, and of one
// that Python code has made.
func TestReprOfLess(t *testing.T) {
	const code = names + `
i = get_buffer_info(bytearray(b'abc'))
i.data.release()
assert 'data=<released>' in repr(i), repr(i)
made = type(i)(range(10))
assert len(repr(made)) < 200
`
	each(t, func(t *testing.T, b built) { b.session(t, code, nil) })
}
