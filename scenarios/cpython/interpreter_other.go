//go:build !cpython || !cgo

package cpython

// Interpreter is the running CPython of this process. Its methods may be
// called from any goroutine; each takes the GIL itself and may also be called
// inside [Interpreter.Do].
type Interpreter struct{}

// Ready starts the interpreter if need be and returns nil, or why it does not
// start.
func Ready() error { return absent() }

// Start starts CPython on its first call and returns the same result on every
// later one. The GIL is free when it returns. The interpreter lives as long as
// the process. The error holds Python's own words.
func Start() (*Interpreter, error) { return nil, absent() }

// Version is what sys.version says: the version, the build and the compiler.
func (*Interpreter) Version() string { return "" }

// Do runs f on a locked thread that holds the GIL. Calls may be nested, also
// through Python code that calls Go. The GIL belongs to that thread. So f must not
// wait for another goroutine that wants the GIL (testing's Run starts one), and must
// not hand things borrowed from Python to such a goroutine. Two calls may run on two
// threads of Python. Some things belong to one thread in Python, such as a connection
// of sqlite3 or a threading.local. Use them within one call, or in a goroutine that
// keeps its thread by [runtime.LockOSThread]. The race detector does not know the
// GIL: guard Go data as if it were not held.
//
// Any number of goroutines may call Do. Those that must wait are parked and keep
// no thread. At most 1024 are inside at one time. So many can be inside while Python
// code gives the GIL away, as in time.sleep. If all of them wait there for something
// that only one more can do, they wait for ever.
//
// An exception that is pending when a nested call begins is set aside until the
// call ends.
func (*Interpreter) Do(f func()) { panic(absent()) }

// Held returns nil if the calling goroutine has the GIL, as it does inside
// [Interpreter.Do]; else [ErrWrongThread] or [ErrNoGIL]. It is for callers that go on
// to Python's C API by themselves. The functions of this package take the GIL if they
// need it, unless their comments say otherwise.
func (*Interpreter) Held() error { return absent() }

// Raised takes the exception that the last call on this thread left pending:
// an *[Error], or nil. It is called inside the [Interpreter.Do] in which the
// call failed; elsewhere it is [ErrNoGIL] or [ErrWrongThread].
func (*Interpreter) Raised() error { return absent() }

// Exec runs Python statements in a namespace of their own that holds names.
// A raised exception comes back as an *[Error]. It borrows the objects.
func (*Interpreter) Exec(code string, names map[string]*Object) error { return absent() }

// Eval returns the value of a Python expression over names, as Exec has them.
// The caller closes the object.
func (*Interpreter) Eval(expression string, names map[string]*Object) (*Object, error) {
	return nil, absent()
}

// Release is the number of the version alone, such as 3.11.2.
func (*Interpreter) Release() string { return "" }

// Distribution is the version of an installed Python package, such as numpy,
// by what pip and the like have written down, without importing it. It is empty
// where there is none.
func (*Interpreter) Distribution(name string) string { return "" }

// Bytes makes a bytes object of size bytes. fill writes all of them, under the
// GIL and before Python sees the object, and keeps no slice of them; so do the
// fills of the other makers. The caller closes the object.
func (*Interpreter) Bytes(size int, fill func([]byte)) (*Object, error) { return nil, absent() }

// ByteArray makes a bytearray.
func (*Interpreter) ByteArray(size int, fill func([]byte)) (*Object, error) { return nil, absent() }

// Array makes an array.array of typecode B.
func (*Interpreter) Array(size int, fill func([]byte)) (*Object, error) { return nil, absent() }

// NumPy makes a one-dimensional numpy array of uint8. The error is a
// *[Missing] when numpy cannot be imported.
func (*Interpreter) NumPy(size int, fill func([]byte)) (*Object, error) { return nil, absent() }

// ByteArrayView makes a writable memoryview over a bytearray of its own.
func (*Interpreter) ByteArrayView(size int, fill func([]byte)) (*Object, error) { return nil, absent() }
