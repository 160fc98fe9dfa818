package buffer

import "unsafe"

// List returns all items, decoded as [Format.Decode] does: a slice of any for
// each dimension, nested, or a value if there is no dimension.
func (v *View) List() (any, error) {
	if !v.hold() {
		return nil, v.released("list")
	}
	defer v.letGo()
	if err := v.items.format.Decodable(); err != nil {
		return nil, v.fail("list", ErrFormat, "its items cannot be decoded (%v); copy them", err)
	}
	return v.list(0, v.base)
}

// list returns the items of the dimensions from k on, in which at is index 0.
func (v *View) list(k int, at unsafe.Pointer) (any, error) {
	if k == int(v.ndim) {
		return v.items.format.Decode(v.bytes(at))
	}
	l := make([]any, v.dims()[k].n)
	for i := range l {
		next, ok := v.step(k, at, i)
		if !ok {
			return nil, v.astray("list")
		}
		var err error
		if l[i], err = v.list(k+1, next); err != nil {
			return nil, err
		}
	}
	return l, nil
}
