//go:build cpython && cgo

package main

import (
	"strings"
	"testing"
)

// Expressions of tests may use these names.
const names = `
import array, ctypes, json, mmap, struct, sys
from array import array as arr
from buffer_example import get_buffer_info
try:
    import numpy as np
except ImportError:
    np = None
try:
    import _testbuffer as tb
except ImportError:
    tb = None

def mapped(text):
    m = mmap.mmap(-1, len(text))
    m[:] = text
    return m

class Own:  # from 3.12 on
    def __init__(self, of, error=None): self.of, self.error = of, error
    def __buffer__(self, flags):
        if self.error: raise self.error
        return memoryview(self.of)

def released():
    m = memoryview(b'abc')
    m.release()
    return m

def closed():
    m = mapped(b'abc')
    m.close()
    return m

def lacks(need):
    return (need == 'numpy' and np is None or need == '_testbuffer' and tb is None
            or need == '3.12' and sys.version_info < (3, 12))
`

// described prints what get_buffer_info says of each object, after it held every
// member against Python's own memoryview and the address against the memory.
const described = names + `
def show(o):
    i = get_buffer_info(o)
    with memoryview(o) as m:
        want = (m.itemsize, m.readonly, m.ndim, m.format, m.shape, m.strides, m.suboffsets)
        assert tuple(i)[3:] == want, (tuple(i)[3:], want)
        # __buffer__ has an owner of its own for each view
        assert i.obj is m.obj or type(i.obj) is type(m.obj) and type(o) is Own
        assert i.data.obj is i.obj and i.data.tobytes() == m.tobytes()
        assert i.len == m.nbytes and len(i) == 10
        if i.len and not i.suboffsets:
            assert ctypes.string_at(i.buf, i.itemsize) == m.tobytes()[:i.itemsize]
    said = (i.len, i.itemsize, 'ro' if i.readonly else 'rw', i.ndim, i.format, i.shape, i.strides, i.suboffsets)
    return ' '.join(str(x).replace(' ', '') for x in said) + ' ' + i.data.tobytes().hex()

for name, make, need in json.loads(sys.argv[1]):
    print(name, 'lacks ' + need if lacks(need) else show(eval(make)), sep='\t', flush=True)
`

// exporters are one of each type of object, and of each shape that views have.
// want is len, itemsize, access, ndim, format, shape, strides, suboffsets and
// the bytes in C order.
var exporters = []struct{ name, make, need, want string }{
	{"bytes", `b'abc'`, "", "3 1 ro 1 B (3,) (1,) () 616263"},
	{"bytes, empty", `b''`, "", "0 1 ro 1 B (0,) (1,) () "},
	{"bytearray", `bytearray(b'abc')`, "", "3 1 rw 1 B (3,) (1,) () 616263"},
	{"bytearray, empty", `bytearray()`, "", "0 1 rw 1 B (0,) (1,) () "},
	{"array of int", `arr('i', [1, -2])`, "", "8 4 rw 1 i (2,) (4,) () 01000000feffffff"},
	{"array of double", `arr('d', [1.5])`, "", "8 8 rw 1 d (1,) (8,) () 000000000000f83f"},
	{"array, empty", `arr('h')`, "", "0 2 rw 1 h (0,) (2,) () "},
	{"memoryview", `memoryview(b'abc')`, "", "3 1 ro 1 B (3,) (1,) () 616263"},
	{"memoryview, writable", `memoryview(bytearray(b'abc'))`, "", "3 1 rw 1 B (3,) (1,) () 616263"},
	{"memoryview, read-only", `memoryview(bytearray(b'abc')).toreadonly()`, "", "3 1 ro 1 B (3,) (1,) () 616263"},
	{"slice", `memoryview(b'abcdef')[2:5]`, "", "3 1 ro 1 B (3,) (1,) () 636465"},
	{"strided", `memoryview(b'abcdefgh')[::2]`, "", "4 1 ro 1 B (4,) (2,) () 61636567"},
	{"reversed", `memoryview(b'abcd')[::-1]`, "", "4 1 ro 1 B (4,) (-1,) () 64636261"},
	{"slice of a slice", `memoryview(b'abcdefgh')[1:][::3][::-1]`, "", "3 1 ro 1 B (3,) (-3,) () 686562"},
	{"empty slice", `memoryview(b'abc')[2:1]`, "", "0 1 ro 1 B (0,) (1,) () "},
	{"cast", `memoryview(b'abcdefgh').cast('H', [2, 2])`, "", "8 2 ro 2 H (2,2) (4,2) () 6162636465666768"},
	{"rows of a matrix", `memoryview(b'abcdef').cast('B', [3, 2])[::2]`, "", "4 1 ro 2 B (2,2) (4,1) () 61626566"},
	{"scalar", `memoryview(b'abcd').cast('i', [])`, "", "4 4 ro 0 i () () () 61626364"},
	{"64 dimensions", `memoryview(b'a').cast('B', [1] * 64)`, "", "1 1 ro 64 B (" + strings.Repeat("1,", 63) + "1) (" + strings.Repeat("1,", 63) + "1) () 61"},
	{"ctypes array", `(ctypes.c_short * 3)(1, 2, 3)`, "", "6 2 rw 1 <h (3,) (2,) () 010002000300"},
	{"ctypes matrix", `(ctypes.c_byte * 2 * 2)((1, 2), (3, 4))`, "", "4 1 rw 2 <b (2,2) (2,1) () 01020304"},
	{"ctypes scalar", `ctypes.c_int(7)`, "", "4 4 rw 0 <i () () () 07000000"},
	{"mmap", `mapped(b'abcd')`, "", "4 1 rw 1 B (4,) (1,) () 61626364"},
	{"__buffer__", `Own(bytearray(b'abc'))`, "3.12", "3 1 rw 1 B (3,) (1,) () 616263"},
	{"__buffer__, strided", `Own(memoryview(b'abcd')[::2])`, "3.12", "2 1 ro 1 B (2,) (2,) () 6163"},
	{"numpy", `np.array([1, 2], 'i2')`, "numpy", "4 2 rw 1 h (2,) (2,) () 01000200"},
	{"numpy, transposed", `np.arange(6, dtype='u1').reshape(2, 3).T`, "numpy", "6 1 rw 2 B (3,2) (1,3) () 000301040205"},
	{"numpy, reversed", `np.arange(3, dtype='u1')[::-1]`, "numpy", "3 1 rw 1 B (3,) (-1,) () 020100"},
	{"numpy, broadcast", `np.broadcast_to(np.uint8(7), 3)`, "numpy", "3 1 ro 1 B (3,) (0,) () 070707"},
	{"numpy, scalar", `np.array(7, 'u1')`, "numpy", "1 1 rw 0 B () () () 07"},
	{"numpy, empty", `np.zeros((0, 3), 'u1')`, "numpy", "0 1 rw 2 B (0,3) (3,1) () "},
	{"numpy, big-endian", `np.array([1], '>i4')`, "numpy", "4 4 rw 1 >i (1,) (4,) () 00000001"},
	{"numpy, complex", `np.array([1j], 'c8')`, "numpy", "8 8 rw 1 Zf (1,) (8,) () 000000000000803f"},
	{"numpy records", `np.array([(1, 2)], [('a', 'i1'), ('b', '<i2')])`, "numpy", "3 3 rw 1 T{b:a:=h:b:} (1,) (3,) () 010200"},
	{"numpy field of records", `np.array([(1, 2), (3, 4)], [('a', 'i1'), ('b', '<i2')])['b']`, "numpy", "4 2 rw 1 =h (2,) (3,) () 02000400"},
	{"ndarray, transposed", `tb.ndarray(list(range(6)), shape=[3, 2], strides=[1, 3], format='B')`, "_testbuffer", "6 1 ro 2 B (3,2) (1,3) () 000301040205"},
	{"ndarray, suboffsets", `tb.ndarray(list(range(6)), shape=[2, 3], format='B', flags=tb.ND_PIL)`, "_testbuffer", "6 1 ro 2 B (2,3) (8,1) (0,-1) 000102030405"},
	{"memoryview, suboffsets", `memoryview(tb.ndarray(list(range(6)), shape=[2, 3], format='B', flags=tb.ND_PIL))[::-1]`, "_testbuffer", "6 1 ro 2 B (2,3) (-8,1) (0,-1) 030405000102"},
	{"ndarray, writable", `tb.ndarray([1, 2], shape=[2], format='h', flags=tb.ND_WRITABLE)`, "_testbuffer", "4 2 rw 1 h (2,) (2,) () 01000200"},
	{"staticarray", `tb.staticarray()`, "_testbuffer", "12 1 ro 1 B (12,) (1,) () 000102030405060708090a0b"},
}

func TestExporters(t *testing.T) {
	var rows [][]string
	for _, e := range exporters {
		rows = append(rows, []string{e.name, e.make, e.need})
	}
	table(t, described, rows, func(t *testing.T, i int, said string) {
		if e := exporters[i]; said != e.want {
			t.Errorf("get_buffer_info(%s) is\n%s, want\n%s", e.make, said, e.want)
		}
	})
}
