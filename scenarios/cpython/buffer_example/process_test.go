//go:build cpython && cgo

package main

import (
	"debug/elf"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// TestFork: in a forked child the module refuses by an exception; the parent's,
// and one that only the child imports, work.
func TestFork(t *testing.T) {
	const child = `
import os, signal, sys, warnings
warnings.simplefilter('ignore', DeprecationWarning)  # 3.12 warns of threads, Go's too
def forked(f):
    pid = os.fork()
    if pid == 0:
        signal.alarm(60)  # a child that hangs is a failure
        code = 1
        try: code = f()
        finally: os._exit(code)
    assert os.waitpid(pid, 0)[1] == 0
def imported():
    import buffer_example
    return buffer_example.get_buffer_info(b'abc').len - 3
forked(imported)
from buffer_example import get_buffer_info
held = get_buffer_info(bytearray(b'abc'))
def refused():
    global held
    try:
        get_buffer_info(b'abc')
    except RuntimeError as e:
        ok = 'spawn' in str(e)
        ok = ok and held.data.tobytes() == b'abc'
        held = None
        return 0 if ok else 2
forked(refused)
assert get_buffer_info(b'abc').len == 3
def again():
    del sys.modules['buffer_example']
    try: import buffer_example
    except RuntimeError: return 0
    return 3
forked(again)
`
	each(t, func(t *testing.T, b built) { b.session(t, child, nil) })
}

// TestSubinterpreters: each has a type of its own, and the main one goes on.
func TestSubinterpreters(t *testing.T) {
	const main = `
try: import _interpreters as interpreters
except ImportError: import _xxsubinterpreters as interpreters
import os, buffer_example
code = '''
import sys
sys.path.insert(0, %r)
import buffer_example, gc
i = buffer_example.get_buffer_info(bytearray(b'abc'))
assert i.data.tobytes() == b'abc' and type(i) is buffer_example.buffer_info
assert id(buffer_example.buffer_info) != %d
try:
    buffer_example.get_buffer_info(None)
    raise AssertionError('None has a buffer')
except ValueError:
    pass
''' % (os.getcwd(), id(buffer_example.buffer_info))
for _ in range(3):
    one = interpreters.create()
    failed = interpreters.run_string(one, code)
    assert failed is None, failed
    interpreters.destroy(one)
    assert buffer_example.get_buffer_info(b'abc').len == 3
`
	each(t, func(t *testing.T, b built) { b.session(t, main, nil) })
}

// TestLinksNoPython: the file wants no libpython, so that a Python that brings
// its own, or has it linked in, is the only one in the process.
func TestLinksNoPython(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("it reads ELF files")
	}
	each(t, func(t *testing.T, b built) {
		f, err := elf.Open(filepath.Join(b.dir, "buffer_example.so"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		libraries, err := f.ImportedLibraries()
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(libraries, func(l string) bool { return strings.Contains(l, "python") }) {
			t.Errorf("it wants %v, and no libpython should be among them", libraries)
		}
	})
}
