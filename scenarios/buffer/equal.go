package buffer

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/big"
	"strings"
	"unsafe"
)

// Equal compares values as memoryview does: the shapes must be the same, and
// each item, decoded, must equal the other's, whatever the two formats are: an
// int16 of 1 equals a float64 of 1. A byte of format "c" is no number, so it
// equals no "B"; a NaN equals nothing. Formats that Python's struct module does
// not know equal nothing, not even themselves, and a released view equals
// itself only.
func (v *View) Equal(w *View) bool {
	if !v.hold() {
		return v == w
	}
	defer v.letGo()
	if !w.hold() {
		return false
	}
	defer w.letGo()
	if !sameShape(v.dims(), w.dims()) || !v.items.ofStruct() || !w.items.ofStruct() {
		return false
	}
	if v.hasZero() {
		return true
	}
	return equal(comparison(v.items, w.items), v, w, 0, v.base, w.base)
}

// sameShape compares up to a dimension without items, as CPython does.
func sameShape(a, b []dim) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].n != b[i].n {
			return false
		}
		if a[i].n == 0 {
			break
		}
	}
	return true
}

// ofStruct says whether Python's struct module decodes the items.
func (k *items) ofStruct() bool {
	text := strings.TrimLeft(k.text, "@=<>!")
	for _, c := range text {
		if !strings.ContainsRune(structCodes+"0123456789 \t\n\v\f\r", c) {
			return false
		}
	}
	return len(k.text)-len(text) <= 1 && k.format.Decodable() == nil
}

// same says whether two pieces hold the same values. They are whole items, and
// if it compares bytes there may be many.
type same struct {
	bytes bool
	of    func(a, b []byte) bool
}

// comparison returns how items of the two kinds are compared: those of one kind
// of integer by their bytes.
func comparison(a, b *items) same {
	if a.code != "" && a.code == b.code && a.size == b.size && a.host() == b.host() {
		switch {
		case a.class == signed, a.class == unsigned:
			return same{bytes: true, of: bytes.Equal}
		case a.code == "f" && a.host():
			return same{of: func(p, q []byte) bool { return f32(p) == f32(q) }}
		case a.code == "d" && a.host():
			return same{of: func(p, q []byte) bool { return f64(p) == f64(q) }}
		}
	}
	return same{of: func(p, q []byte) bool {
		x, err := a.format.Decode(p)
		if err != nil {
			return false
		}
		y, err := b.format.Decode(q)
		return err == nil && sameValue(x, y)
	}}
}

// f32 and f64 read an item in this machine's order.
func f32(p []byte) float32 { return math.Float32frombits(binary.NativeEndian.Uint32(p)) }
func f64(p []byte) float64 { return math.Float64frombits(binary.NativeEndian.Uint64(p)) }

// equal compares the dimensions from k on, in which p and q are index 0.
func equal(s same, v, w *View, k int, p, q unsafe.Pointer) bool {
	if k == int(v.ndim) {
		return s.of(v.bytes(p), w.bytes(q))
	}
	a, b := v.dims()[k], w.dims()[k]
	if size := v.items.size; s.bytes && k == int(v.ndim)-1 && a.n > 0 && a.sub < 0 && b.sub < 0 && a.stride == size && b.stride == size {
		// A row of items that lie side by side in both owners' memory.
		return s.of(unsafe.Slice((*byte)(p), a.n*size), unsafe.Slice((*byte)(q), a.n*size))
	}
	for i := range a.n {
		next, ok := v.step(k, p, i)
		if !ok {
			return false
		}
		other, ok := w.step(k, q, i)
		if !ok || !equal(s, v, w, k+1, next, other) {
			return false
		}
	}
	return true
}

// sameValue compares what Decode returned, as Python compares it.
func sameValue(x, y any) bool {
	switch x := x.(type) {
	case []byte:
		y, ok := y.([]byte)
		return ok && bytes.Equal(x, y)
	case []any:
		y, ok := y.([]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for i := range x {
			if !sameValue(x[i], y[i]) {
				return false
			}
		}
		return true
	}
	return sameNumber(x, y)
}

// sameNumber compares numbers of any two types exactly: 2^53+1 is no float64. A
// boolean is 0 or 1.
func sameNumber(x, y any) bool {
	if a, ok := x.(float64); ok {
		if b, ok := y.(float64); ok {
			return a == b
		}
	}
	a, b := exact(x), exact(y)
	return a != nil && b != nil && a.Cmp(b) == 0
}

// exact returns a number without rounding; nil for what is none, NaN included.
func exact(x any) *big.Float {
	f := new(big.Float).SetPrec(64)
	switch x := x.(type) {
	case bool:
		if x {
			return f.SetInt64(1)
		}
		return f
	case int64:
		return f.SetInt64(x)
	case uint64:
		return f.SetUint64(x)
	case float64:
		if x != x {
			return nil
		}
		return f.SetFloat64(x)
	}
	return nil
}
