"""Makes buffers at random and prints what CPython says of them, a JSON line each.

usage: cases.py SEED FIRST COUNT

A line holds the memory of a buffer with its pointers made relative, its layout,
and CPython's answers. Case number N of a seed is the same whatever FIRST is.
Values travel as text that names their type, so that JSON rounds nothing.
"""
import array
import ctypes
import itertools
import json
import random
import struct
import sys

import _testbuffer
from _testbuffer import ND_PIL, ND_WRITABLE, PyBUF_FULL_RO, ndarray

try:
    import numpy
except ImportError:
    numpy = None

# What memoryview decodes: e only from 3.12 on.
ALL = "cbB?hHiIlLqQnNfdPe"
NATIVE = ALL if sys.version_info >= (3, 12) else ALL[:-1]
POINTER = struct.calcsize("P")


class PyBuffer(ctypes.Structure):
    """The C struct, of which the object is not counted here."""

    _fields_ = [
        ("buf", ctypes.c_void_p),
        ("obj", ctypes.c_void_p),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        ("format", ctypes.c_char_p),
        ("shape", ctypes.POINTER(ctypes.c_ssize_t)),
        ("strides", ctypes.POINTER(ctypes.c_ssize_t)),
        ("suboffsets", ctypes.POINTER(ctypes.c_ssize_t)),
        ("internal", ctypes.c_void_p),
    ]


get_buffer = ctypes.pythonapi.PyObject_GetBuffer
get_buffer.argtypes = [ctypes.py_object, ctypes.POINTER(PyBuffer), ctypes.c_int]
release = ctypes.pythonapi.PyBuffer_Release
release.argtypes = [ctypes.POINTER(PyBuffer)]
from_buffer = ctypes.pythonapi.PyMemoryView_FromBuffer
from_buffer.argtypes = [ctypes.POINTER(PyBuffer)]
from_buffer.restype = ctypes.py_object


# What is sent.


def canon(v):
    """The text of a value: its type's letter, then the value."""
    if isinstance(v, bool):
        return "?1" if v else "?0"
    if isinstance(v, int):
        return "i%d" % v
    if isinstance(v, float):
        return "fnan" if v != v else "f" + struct.pack(">d", v).hex()
    if isinstance(v, complex):
        return "z" + canon(v.real) + canon(v.imag)
    if isinstance(v, bytes):
        return "b" + v.hex()
    if isinstance(v, str):
        return "w" + v.encode("utf-32-be").hex()
    if isinstance(v, tuple):
        return "(" + ",".join(map(canon, v)) + ")"
    if isinstance(v, list):
        return "[" + ",".join(map(canon, v)) + "]"
    raise AssertionError("no text for %r" % (v,))


def dump(obj):
    """The memory that a buffer touches, region by region, and its layout."""
    b = PyBuffer()
    get_buffer(obj, b, PyBUF_FULL_RO)
    try:
        n = b.ndim
        shape = b.shape[:n] if n else []
        strides = b.strides[:n] if n else []
        suboffsets = b.suboffsets[:n] if n and b.suboffsets else None
        spans, pointers = [], {}
        if all(shape):
            walk(b.buf, shape, strides, suboffsets or [-1] * n, b.itemsize, spans, pointers)
        regions = merge(spans, b.buf)
        first = regions[0][0] if regions else b.buf
        layout = {
            "Format": b.format.decode() if b.format is not None else "",
            "ItemSize": b.itemsize,
            "Shape": shape,
            "Strides": strides,
            "Suboffsets": suboffsets,
            "ReadOnly": bool(b.readonly),
        }
        return {
            "Regions": [region(r, regions, pointers) for r in regions],
            "Offset": b.buf - first,
            "Layout": layout,
        }
    finally:
        release(b)


def walk(address, shape, strides, suboffsets, itemsize, spans, pointers):
    """Adds what is touched from item 0 on, and follows the pointers."""
    end = 0
    while end < len(shape) and suboffsets[end] < 0:
        end += 1
    indirect = end < len(shape)
    own = end + indirect
    reach = [(n - 1) * s for n, s in zip(shape[:own], strides)]
    low = sum(min(0, r) for r in reach)
    high = sum(max(0, r) for r in reach)
    spans.append((address + low, address + high + (POINTER if indirect else itemsize)))
    if not indirect:
        return
    for index in itertools.product(*map(range, shape[:own])):
        at = address + sum(i * s for i, s in zip(index, strides))
        value = int.from_bytes(ctypes.string_at(at, POINTER), sys.byteorder)
        target = value + suboffsets[end]
        if at not in pointers:
            pointers[at] = (value, target)
            walk(target, shape[own:], strides[own:], suboffsets[own:], itemsize, spans, pointers)


def merge(spans, start):
    """Joins what overlaps or touches; the region of start comes first."""
    regions = []
    for low, high in sorted(spans):
        if regions and low <= regions[-1][1]:
            regions[-1][1] = max(high, regions[-1][1])
        else:
            regions.append([low, high])
    return sorted(regions, key=lambda r: not r[0] <= start < r[1])


def region(r, regions, pointers):
    low, high = r
    moved = []
    for at, (value, target) in pointers.items():
        if low <= at < high:
            k = next(k for k, o in enumerate(regions) if o[0] <= target < o[1])
            moved.append([at - low, k, value - regions[k][0]])
    return {"Align": low % 16, "Bytes": ctypes.string_at(low, high - low).hex(), "Pointers": moved}


# What is made.


def random_format(r):
    """A format of struct whose items have bytes."""
    while True:
        x = r.random()
        if x < 0.6:
            f = r.choice(NATIVE)
        elif x < 0.68:
            f = "@" + r.choice(NATIVE)
        elif x < 0.82:
            f = r.choice("<>=!") + r.choice("cbB?hHiIlLqQefd")
        elif x < 0.9:
            f = "%d%s" % (r.randrange(1, 5), r.choice("spcbhid"))
        else:
            f = r.choice("@=<>! ") + "".join(
                (str(r.randrange(1, 4)) if r.random() < 0.3 else "") + r.choice("xcbB?hHiIqQefdsp") for _ in range(r.randrange(2, 5))
            )
            f = f.strip()
        if struct.calcsize(f) and struct.unpack(f, bytes(struct.calcsize(f))):
            return f


def random_items(r, fmt, n):
    """n items as ndarray takes them."""
    size = struct.calcsize(fmt)
    items = []
    for _ in range(n):
        raw = bytes(r.randrange(256) for _ in range(size)) if r.random() < 0.8 else bytes([r.randrange(3)]) * size
        values = struct.unpack(fmt, raw)
        items.append(values[0] if len(values) == 1 else values)
    return items


def random_shape(r, least=0):
    n = r.choice([1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 0][: 11 if least == 0 else 10])
    return [r.choice([1, 2, 3, 4, 5] if n < 4 else [1, 2, 3]) if r.random() > 0.04 else 0 for _ in range(n)]


def random_strides(r, shape, size, unit):
    """Strides, the offset of item 0 and the bytes that both need."""
    strides = [0] * len(shape)
    at, low, high = size, 0, 0
    order = list(range(len(shape)))[::-1]
    plain = r.random() < 0.35
    if not plain or r.random() < 0.3:
        r.shuffle(order) if r.random() < 0.5 else order.reverse()
    for d in order:
        step = 1 if plain else r.choice([1, 1, 1, 2, 3, -1, -1, -2, 0])
        strides[d] = at * step
        if not plain and r.random() < 0.1:
            strides[d] += r.randrange(0, 9) * unit
        reach = (max(shape[d], 1) - 1) * strides[d]
        low, high = low + min(0, reach), high + max(0, reach)
        at = max(at, abs(strides[d]) * max(shape[d], 1))
    if unit == 1:
        low -= r.randrange(0, 4)
    return strides, -low, high - low + size


def make_ndarray(r):
    fmt, shape = random_format(r), random_shape(r)
    size = struct.calcsize(fmt)
    flags = ND_WRITABLE if r.random() < 0.7 else 0
    if not shape:
        return ndarray(random_items(r, fmt, 1)[0], shape=[], format=fmt, flags=flags), []
    if r.random() < 0.4 and all(shape):
        flags |= ND_PIL
    strides, offset, need = random_strides(r, shape, size, size)
    items = random_items(r, fmt, max(1, -(-need // size)))
    return ndarray(items, shape=shape, strides=strides, offset=offset, format=fmt, flags=flags), []


def make_struct(r):
    """A memoryview of a Py_buffer of our own: pointers in any dimension, items
    at any address, and formats that _testbuffer does not know."""
    shape = random_shape(r)
    if r.random() < 0.75:
        fmt = random_format(r)
        size = struct.calcsize(fmt)
    else:
        fmt, size = r.choice(
            [("Zd", 16), ("Zf", 8), ("2Zf", 16), ("3w", 12), ("g", 16), ("T{i:a:=d:b:}", 12), ("(2,3)h", 12), ("&i", 8), ("O", 8), ("u", 4), ("b<h>h", 5)]
        )
    suboffsets = [r.randrange(0, 17) if r.random() < 0.3 else -r.randrange(1, 3) for _ in shape]
    if r.random() < 0.4:
        suboffsets = [-1] * len(shape)
    levels, kept = [], []
    start = 0
    for d in range(len(shape)):
        if suboffsets[d] >= 0 or d == len(shape) - 1:
            part = shape[start : d + 1]
            unit = POINTER if suboffsets[d] >= 0 else size
            levels.append((part, random_strides(r, part, unit, 1), suboffsets[d]))
            start = d + 1
    if not levels or levels[-1][2] >= 0:
        levels.append(([], ([], r.randrange(0, 4), size + 3), -1))

    def build(k):
        part, (strides, offset, need), sub = levels[k]
        block = ctypes.create_string_buffer(bytes(r.randrange(256) for _ in range(need)), need + r.randrange(1, 9))
        kept.append(block)
        start = ctypes.addressof(block) + offset
        if sub >= 0 and all(part):  # CPython follows the pointers to no items, too
            last = None
            for index in itertools.product(*map(range, part)):
                at = start + sum(i * s for i, s in zip(index, strides))
                if last is None or r.random() < 0.9:
                    last = build(k + 1) - sub
                ctypes.memmove(at, last.to_bytes(POINTER, sys.byteorder), POINTER)
        return start

    if any(s >= 0 for s in suboffsets):
        # Overlapping cells would break each other's pointers.
        for part, (strides, _, _), sub in levels:
            if sub >= 0 and not apart(part, strides):
                return make_struct(r)
    n = len(shape)
    strides = [s for level in levels for s in level[1][0]]
    size_t = ctypes.c_ssize_t * n
    b = PyBuffer(buf=build(0), obj=None, itemsize=size, readonly=r.random() < 0.3, ndim=n, format=fmt.encode())
    b.len = size
    for s in shape:
        b.len *= s
    if n:
        b.shape, b.strides = size_t(*shape), size_t(*strides)
    if n and (any(s >= 0 for s in suboffsets) or r.random() < 0.1):
        b.suboffsets = size_t(*suboffsets)
    kept.append(b)
    return from_buffer(b), kept


def apart(shape, strides):
    cells = sorted(sum(i * s for i, s in zip(index, strides)) for index in itertools.product(*map(range, shape)))
    return all(b - a >= POINTER or a == b for a, b in zip(cells, cells[1:]))


def make_bytes(r):
    raw = bytes(r.randrange(256) for _ in range(r.randrange(0, 40)))
    kind = r.randrange(3)
    if kind == 0:
        return memoryview(raw), []
    if kind == 1:
        return memoryview(bytearray(raw)), []
    code = r.choice("bBhHiIlLqQfdu")
    if code == "u":
        return memoryview(array.array("u", "".join(chr(r.choice([65, 233, 0x1F40D, 0])) for _ in range(r.randrange(0, 6))))), []
    a = array.array(code)
    a.frombytes(bytes(r.randrange(256) for _ in range(a.itemsize * r.randrange(0, 10))))
    return memoryview(a), []


DTYPES = ["?", "i1", "u1", "<i2", ">i2", "<u4", ">u4", "<i8", ">u8", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "<c8", ">c8", "<c16", ">c16", "g", "G", "S5", "<U3", ">U3", "V7"]


def random_record(r, depth):
    """A dtype of up to four fields, which may be arrays or records."""
    fields = []
    for name in "abcd"[: r.randrange(1, 5)]:
        kind = random_record(r, depth - 1) if depth and r.random() < 0.2 else r.choice(DTYPES)
        fields.append((name, kind) + (((2,),) if r.random() < 0.2 else ()))
    return numpy.dtype(fields, align=r.random() < 0.5)


def make_numpy(r):
    if r.random() < 0.8:
        dtype = numpy.dtype(r.choice(DTYPES))
    else:
        dtype = random_record(r, r.randrange(3))
    shape = random_shape(r)
    n = 1
    for s in shape:
        n *= s
    if dtype.kind == "U":
        a = numpy.array(["".join(chr(r.choice([65, 233, 0x1F40D])) for _ in range(r.randrange(4))) for _ in range(n)], dtype=dtype)
    else:
        a = numpy.frombuffer(bytes(r.randrange(256) for _ in range(n * dtype.itemsize)), dtype=dtype)
        if dtype.kind == "b" or r.random() < 0.5 and dtype.kind != "V":
            a = a.copy() if dtype.kind != "b" else a.view("u1") > 127
    a = a.reshape(shape)
    # Bytes at random are no text.
    names = [name for name in dtype.names or () if dtype[name].base.kind != "U"]
    if names and r.random() < 0.6:
        a = a[r.choice(names)]
    for _ in range(r.randrange(3)):
        if a.ndim and a.ndim < 6:
            x = r.random()
            if x < 0.3:
                a = a.transpose(r.sample(range(a.ndim), a.ndim))
            elif x < 0.8:
                a = a[tuple(random_slice(r, s) for s in a.shape)]
            else:
                a = numpy.broadcast_to(a, (r.randrange(1, 4),) + a.shape)
    return memoryview(a), [a]


# What is asked.


def random_slice(r, n):
    if r.random() < 0.25:
        return slice(None, None, r.choice([None, 1, -1, 2]))
    end = lambda: r.choice([None, r.randrange(-n - 2, n + 3), r.randrange(-n - 2, n + 3)])
    return slice(end(), end(), r.choice([None, 1, 1, 2, 3, -1, -1, -2, -7]))


def ask_slices(r, nd, m):
    """A chain of slices of all dimensions, and what it gives."""
    chain, got, lost = [], nd, False
    for _ in range(r.choice([1, 1, 2, 3])):
        if r.random() < 0.2 and got is m and m.ndim:
            s = [random_slice(r, m.shape[0])]
        else:
            s = [random_slice(r, n) for n in got.shape]
        chain.append([[x.start, x.stop, x.step] for x in s])
        before = memoryview(got).suboffsets
        got = got[tuple(s)] if len(s) > 1 else got[s[0]]
        # A suboffset that becomes negative says that there is no pointer. To
        # go on would crash this process.
        lost = any(a >= 0 > b for a, b in zip(before, memoryview(got).suboffsets))
        if lost:
            break
    v = memoryview(got)
    ask = {"Chain": chain, "Shape": list(v.shape), "Strides": list(v.strides), "Suboffsets": list(v.suboffsets), "Lost": lost}
    ask["C"] = "" if lost else v.tobytes().hex()
    return ask


def ask_index(r, m, nd):
    """The item at an index that may be outside, or of too few numbers."""
    index = [r.randrange(-n - (r.random() < 0.1), n + (r.random() < 0.1)) if n else 0 for n in m.shape]
    if r.random() < 0.05:
        index = index[1:] if index and r.random() < 0.5 else index + [0]
    try:
        return {"Index": index, "Value": canon(m[tuple(index)])}
    except NotImplementedError as e:
        if "format" not in str(e):
            return {"Index": index, "Error": str(e)}
    except (IndexError, TypeError) as e:
        return {"Index": index, "Error": str(e)}
    # memoryview does not know the format, so struct is asked by way of ndarray.
    if nd is None or len(index) != m.ndim or not all(-n <= i < n for i, n in zip(index, m.shape)):
        return None
    try:
        return {"Index": index, "Value": canon(_testbuffer.get_pointer(nd, [i % n for i, n in zip(index, m.shape)]))}
    except (struct.error, NotImplementedError, ValueError):
        return None


def ask_cast(r, m):
    fmt = r.choice(ALL)
    x = r.random()
    if x < 0.4:
        fmt = r.choice("bBc")
    elif x < 0.5:
        fmt = "@" + fmt
    elif x < 0.6:
        fmt = r.choice(["<i", "=b", "ii", "2B", "s", "x", "p", ">d", "3s", "!B", "@@B", "j"])
    shape = None
    if r.random() < 0.5:
        size = struct.calcsize(fmt) if fmt[-1] in ALL and len(fmt) < 3 and fmt[0] not in "<>=!2" else 1
        left, shape = m.nbytes // size, []
        for _ in range(r.randrange(0, 4)):
            d = r.choice([k for k in range(1, 9) if left and left % k == 0] or [1])
            shape.append(d)
            left //= d
        if r.random() < 0.9 and left != 1:
            shape.append(left)
        if r.random() < 0.1 and shape:
            shape[r.randrange(len(shape))] = r.choice([0, -1, 7])
    ask = {"Format": fmt, "Shape": shape}
    try:
        c = m.cast(fmt) if shape is None else m.cast(fmt, shape)
    except (TypeError, ValueError) as e:
        ask["Error"] = str(e)
        return ask
    ask["Got"] = {"Format": c.format, "ItemSize": c.itemsize, "Shape": list(c.shape), "Strides": list(c.strides), "C": c.tobytes().hex()}
    return ask


def flat(v, depth):
    return [v] if depth == 0 else [x for part in v for x in flat(part, depth - 1)]


def other_buffer(r, m, nd):
    """Something to compare with, equal more often than not."""
    x = r.random()
    if x < 0.15 or nd is None:
        return memoryview(m.tobytes()) if x < 0.075 else m
    if x < 0.25 and m.ndim:
        part = nd[tuple(random_slice(r, n) for n in nd.shape)] if m.ndim > 1 else nd[random_slice(r, nd.shape[0])]
        lost = any(a >= 0 > b for a, b in zip(m.suboffsets, memoryview(part).suboffsets))
        return m if lost else part
    shape = list(m.shape)
    items = flat(nd.tolist(), m.ndim)
    if x < 0.4 and items:
        items[r.randrange(len(items))] = random_items(r, m.format, 1)[0]
    if x > 0.9:
        shape = [len(items)]
    fmt = m.format if r.random() < 0.4 else random_format(r)
    for f in (fmt, m.format):
        try:
            if not shape:
                return ndarray(items[0], shape=[], format=f)
            return ndarray(items or random_items(r, f, 1), shape=shape, format=f, flags=ND_PIL if all(shape) and r.random() < 0.3 else 0)
        except (struct.error, TypeError, ValueError, OverflowError):
            pass
    return m


def ask_equal(r, m, nd):
    other = other_buffer(r, m, nd)
    return {"Other": dump(other), "Equal": m == memoryview(other)}


def ask_set(r, m):
    """An assignment to the buffer, which is the last that is asked of it."""
    index = [r.randrange(-n, n + (r.random() < 0.03)) if n else 0 for n in m.shape]
    value = r.choice(
        [r.random(), 1e39, -1.0, True, 0, 1, -1, 127, 128, 255, 256, r.randrange(-(2**63), 2**64), r.randrange(-(2**16), 2**16), b"x", b"xy"]
    )
    if m.format.lstrip("@") == "c":
        value = r.choice([b"x", b"y", b"", 1])
    if m.format.lstrip("@") == "?":
        value = bool(r.randrange(2))
    ask = {"Index": index, "Value": canon(value)}
    try:
        m[tuple(index)] = value
    except NotImplementedError:
        return None
    except (TypeError, ValueError, IndexError, OverflowError) as e:
        ask["Error"] = str(e)
        return ask
    ask["C"] = m.tobytes().hex()
    return ask


def values_of(obj, nd):
    """The text of all values, if there is somebody who can decode them."""
    if numpy is not None and isinstance(obj, numpy.ndarray):
        if obj.dtype.kind in "V" or obj.dtype.char in "gG":
            return None
        return canon(obj.tolist())
    if isinstance(obj, array.array):
        return canon(obj.tolist())
    if nd is None:
        return None
    try:
        return canon(nd.tolist())
    except (struct.error, NotImplementedError, ValueError):
        return None


def case(seed, number):
    r = random.Random("%s/%d" % (seed, number))
    makers = [make_ndarray] * 4 + [make_struct] * 3 + [make_bytes] + ([make_numpy] * 2 if numpy else [])
    make = r.choice(makers)
    obj, kept = make(r)
    m = memoryview(obj)
    whole = m.ndim != 1 or r.random() > 0.3
    if not whole:
        m = m[random_slice(r, m.shape[0])]
    nd = None
    try:
        struct.calcsize(m.format)
        nd = ndarray(m, getbuf=PyBUF_FULL_RO)
    except struct.error:
        pass
    reply = {"Number": number, "Kind": make.__name__[5:], "View": dump(m)}
    for order in "CFA":
        reply[order] = m.tobytes(order).hex()
    reply["Contiguous"] = "".join(o for o in "CFA" if _testbuffer.is_contiguous(m, o))
    flags = (("C", m.c_contiguous), ("F", m.f_contiguous), ("A", m.contiguous))
    reply["Attributes"] = "".join(o for o, yes in flags if yes)
    reply["Values"] = values_of(m.obj if nd is None and whole else None, nd)
    # struct is enough for ndarray; what CPython decodes itself is asked too.
    try:
        reply["Items"] = canon(m.tolist())
    except NotImplementedError:
        pass
    reply["Indexed"] = [a for a in (ask_index(r, m, nd) for _ in range(2)) if a]
    if nd is not None and m.ndim:
        reply["Sliced"] = [ask_slices(r, r.choice([nd, m]) if m.ndim == 1 else nd, m)]
    reply["Casts"] = [ask_cast(r, m) for _ in range(2)]
    reply["Compared"] = [ask_equal(r, m, nd)]
    reply["Assigned"] = ask_set(r, m)
    return reply


def main():
    seed, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for number in range(first, first + count):
        print(json.dumps(case(seed, number), separators=(",", ":")))


if __name__ == "__main__":
    main()
