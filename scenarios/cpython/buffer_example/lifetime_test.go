//go:build cpython && cgo

package main

import "testing"

// sessions assert what they are about; each runs in a Python of its own.
var sessions = []struct{ name, code string }{
	{"the owner lives as long as data", `
import gc
d = get_buffer_info(bytes(range(256)) * 64).data
gc.collect()
churn = [bytes([7]) * 16384 for _ in range(100)]
assert d.tobytes() == bytes(range(256)) * 64
`},
	{"an owner dies after data", `
import weakref
class Array(arr): pass
a = Array('i', [1, 2])
alive = weakref.ref(a)
i = get_buffer_info(a)
d = i.data
del a, i
assert alive() is not None and d[1] == 2
del d
assert alive() is None
`},
	{"the exporter is locked", `
def locked(b):
    try:
        b.append(0)
    except BufferError:
        return True
    b.pop()
    return False
b = bytearray(b'abcdef')
i = get_buffer_info(b)
assert locked(b)
d = i.data
del i
part = d[2:4]
d.release()
assert locked(b) and part.tobytes() == b'cd'
del part
assert not locked(b)
get_buffer_info(b)
assert not locked(b)
`},
	{"a mapping cannot be closed", `
m = mapped(b'abcd')
i = get_buffer_info(m)
try:
    m.close()
    raise AssertionError('closed')
except BufferError:
    pass
del i
m.close()
`},
	{"a memoryview may be released", `
b = bytearray(b'abc')
m = memoryview(b)
i = get_buffer_info(m)
m.release()
assert i.data.tobytes() == b'abc' and i.obj is b
try:
    b.append(0)
    raise AssertionError('resized')
except BufferError:
    pass
`},
	{"data looks at the memory itself", `
b = bytearray(b'abc')
i = get_buffer_info(b)
i.data[0] = ord('x')
assert b == b'xbc'
b[1] = ord('y')
assert i.data.tobytes() == b'xyc'
assert ctypes.addressof(ctypes.c_char.from_buffer(b)) == i.buf
try:
    get_buffer_info(b'abc').data[0] = 1
    raise AssertionError('written to bytes')
except TypeError:
    pass
`},
	{"__buffer__ is released once", `
if sys.version_info < (3, 12): print('skip: python lacks __buffer__'); sys.exit()
class Counted:
    released = 0
    def __buffer__(self, flags): return memoryview(b'abc')
    def __release_buffer__(self, view): Counted.released += 1
i = get_buffer_info(Counted())
assert Counted.released == 0
del i
assert Counted.released == 1
`},
	{"numpy arrays live on", `
if np is None: print('skip: python lacks numpy'); sys.exit()
import weakref
a = np.arange(1000)
alive = weakref.ref(a)
d = get_buffer_info(a).data
del a
assert alive() is not None and d[999] == 999
assert np.frombuffer(d, int).sum() == 499500
del d
assert alive() is None
`},
	{"a finalizer cannot release what is being described", `
# Up to 3.11 the collector may run at any allocation, here at each one in turn.
import gc
class Vandal:
    def __init__(self): self.me = self
    def __del__(self):
        for o in gc.get_objects():
            if type(o) is memoryview:
                try: o.release()
                except (BufferError, ValueError): pass
gc.disable()
for k in range(1, 40):
    m = memoryview(bytearray(b'abcdefgh')).cast('H')
    Vandal()
    gc.set_threshold(gc.get_count()[0] + k)
    gc.enable()
    try:
        i = get_buffer_info(m)
    except ValueError:  # m was released before it was looked at
        continue
    finally:
        gc.disable()
    assert i.format == 'H' and i.shape == (4,) and i.len == 8
gc.set_threshold(700)
gc.collect()
`},
	{"nothing is lost", `
import gc
def calls(n, o):
    for _ in range(n):
        try: get_buffer_info(o)
        except ValueError: pass
objects = [b'abc', bytearray(b'abc'), memoryview(b'abcd')[::-1], memoryview(b'abcd').cast('B', [2, 2]), None, released()]
if tb: objects.append(tb.ndarray(list(range(6)), shape=[2, 3], format='B', flags=tb.ND_PIL))
if np is not None: objects.append(np.zeros(3, [('a', 'i1'), ('b', '<i2')]))
info = type(get_buffer_info(b''))
for o in objects:
    calls(100, o)
    gc.collect()
    before = sys.getrefcount(o), sys.getrefcount(info), sys.getrefcount(type(o)), sys.getallocatedblocks()
    calls(5000, o)
    gc.collect()
    after = sys.getrefcount(o), sys.getrefcount(info), sys.getrefcount(type(o)), sys.getallocatedblocks()
    assert all(abs(a - b) < 50 for a, b in zip(before, after)), (o, before, after)
`},
	{"a module that is dropped leaves nothing", `
import gc
def fresh():
    del sys.modules['buffer_example']
    import buffer_example
    assert buffer_example.get_buffer_info(b'abc').len == 3
for _ in range(400): fresh()  # modules of Python's own take as long to settle
gc.collect()
before = sys.getallocatedblocks()
for _ in range(400): fresh()
gc.collect()
assert sys.getallocatedblocks() - before < 400, sys.getallocatedblocks() - before
`},
	{"threads", `
import gc, threading
failed = []
def work(k):
    try:
        for n in range(300):
            b = bytearray([k]) * (n + 1)
            d = get_buffer_info(b).data
            assert d.nbytes == n + 1 and d[n] == k
            if n % 50 == 0: gc.collect()
    except BaseException as e:
        failed.append(e)
threads = [threading.Thread(target=work, args=(k,)) for k in range(16)]
for t in threads: t.start()
for t in threads: t.join()
assert not failed, failed
`},
	{"it describes itself", `
import buffer_example, inspect
assert str(inspect.signature(get_buffer_info)) == '(obj, /)'
assert 'ValueError' in get_buffer_info.__doc__ and buffer_example.__doc__
info = buffer_example.buffer_info
assert info is type(get_buffer_info(b'')) and info.__module__ == 'buffer_example' and info.data.__doc__
assert (info.n_fields, info.n_sequence_fields, info.n_unnamed_fields) == (11, 10, 0)
buf, obj, *rest = get_buffer_info(b'abc')
assert obj == b'abc' and rest == [3, 1, True, 1, 'B', (3,), (1,), ()]
assert repr(get_buffer_info(b'abc')).startswith('buffer_example.buffer_info(obj=<bytes>, ')
`},
	{"an interrupt is still Python's", `
import os, signal, time
get_buffer_info(b'')
try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(10)
    raise AssertionError('not interrupted')
except KeyboardInterrupt:
    pass
get_buffer_info(b'')
`},
}

// TestSessions is what holds of owners, exports and memory before, while and
// after data is there.
func TestSessions(t *testing.T) {
	each(t, func(t *testing.T, b built) {
		for _, s := range sessions {
			t.Run(s.name, func(t *testing.T) {
				b.session(t, names+s.code, allocators["debug"])
			})
		}
	})
}
