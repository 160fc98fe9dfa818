package main

// kind is a kind of object, and what is claimed to come of it.
type kind struct {
	name string // as the table has it
	make string // a Python expression
	need string // a Python module that it needs

	article  claim // with PY_SSIZE_T_CLEAN
	repaired claim
}

// claim is an outcome, or undefined.
type claim = outcome

// undefined is claimed where C promises nothing: anything but the right answer
// may come of it, another thing each time.
const undefined outcome = "undefined"

// kinds are views of every kind, exporters that are none, and objects without a
// buffer. Their right answer is Python's own: the bytes of a memoryview of
// them, or ValueError where there can be none.
var kinds = []kind{
	{"ASCII text", `memoryview(b'abc')`, "", right, right},
	{"part of it", `memoryview(b'abcdef')[2:4]`, "", right, right},
	{"nothing", `memoryview(b'')`, "", right, right},
	{"small ints", `memoryview(array('i', [1, 2, 3]))`, "", right, right},
	{"text beyond ASCII", `memoryview('é'.encode())`, "", wrong, right},
	{"a byte of no text", `memoryview(b'\xff')`, "", raised, right},
	{"negative ints", `memoryview(array('i', [-1]))`, "", raised, right},
	{"doubles", `memoryview(array('d', [1.7]))`, "", raised, right},
	{"a ctypes scalar", `memoryview(ctypes.c_int(7))`, "", right, right},
	{"every second byte", `memoryview(b'abcdefgh')[::2]`, "", wrong, wrong},
	{"reversed", `memoryview(b'0123456789abcdefgh')[8::-1]`, "", wrong, wrong},
	{"transposed", `memoryview(tb.ndarray(list(b'abcdef'), shape=[3, 2], strides=[1, 3], format='B'))`, "_testbuffer", wrong, wrong},
	{"by pointers", `memoryview(tb.ndarray(list(b'abcdef'), shape=[2, 3], format='B', flags=tb.ND_PIL))`, "_testbuffer", undefined, wrong},
	{"released", `released(bytearray(b'abc' * 1000))`, "", undefined, right},

	{"bytes", `b'abc'`, "", undefined, raised},
	{"bytearray", `bytearray(b'abc')`, "", undefined, raised},
	{"array.array", `array('i', [1, 2, 3])`, "", undefined, raised},
	{"mmap", `mmap.mmap(-1, 4)`, "", undefined, raised},
	{"ctypes array", `(ctypes.c_byte * 3)(1, 2, 3)`, "", undefined, raised},
	{"numpy array", `np.arange(3)`, "numpy", undefined, raised},

	{"None", `None`, "", undefined, right},
	{"int", `42`, "", undefined, right},
	{"float", `2.5`, "", undefined, right},
	{"str", `'a text'`, "", undefined, right},
	{"long str", `'x' * 300`, "", undefined, right},
	{"list", `[1, 2, 3]`, "", undefined, right},
	{"tuple", `(1, 2, 3)`, "", undefined, right},
	{"dict", `{1: 2}`, "", undefined, right},
	{"set", `{1}`, "", undefined, right},
	{"range", `range(3)`, "", undefined, right},
	{"object", `object()`, "", undefined, right},
	{"function", `len`, "", undefined, right},
	{"type", `bytes`, "", undefined, right},
	{"module", `sys`, "", undefined, right},
	{"exception", `ValueError('x')`, "", undefined, right},
}

// holds is whether an observation is what was claimed.
func (o outcome) holds(claimed claim) bool {
	if claimed == undefined {
		return o != right
	}
	return o == claimed
}
