package buffer

import "unsafe"

// Index returns one item, decoded as [Format.Decode] does. It needs an index
// for each dimension; negative ones count from the end.
func (v *View) Index(i ...int) (any, error) {
	if !v.hold() {
		return nil, v.released("index")
	}
	defer v.letGo()
	at, err := v.item("index", i)
	if err != nil {
		return nil, err
	}
	return v.decode("index", at)
}

// Set writes one item, encoded as [Format.Encode] does. It refuses a value that the
// format cannot hold. If it fails nothing was written.
func (v *View) Set(value any, i ...int) error {
	if !v.hold() {
		return v.released("set")
	}
	defer v.letGo()
	if v.IsReadOnly() {
		return v.fail("set", ErrReadOnly, "its owner does not let it be written")
	}
	at, err := v.item("set", i)
	if err != nil {
		return err
	}
	// Encoded beside the memory, because an encoder may stop half way.
	p := make([]byte, v.items.size)
	if err := v.items.format.Encode(p, value); err != nil {
		return err
	}
	copy(v.bytes(at), p)
	return nil
}

// item returns the address of an item.
func (v *View) item(op string, index []int) (unsafe.Pointer, error) {
	dims := v.dims()
	if len(index) != len(dims) {
		return nil, v.fail(op, ErrShape, "%d indices for %d dimensions", len(index), len(dims))
	}
	at := v.base
	for k, i := range index {
		n := dims[k].n
		if i < -n || i >= n {
			return nil, v.fail(op, ErrRange, "index %d of dimension %d, which has %d items", i, k, n)
		}
		if i < 0 {
			i += n
		}
		var ok bool
		if at, ok = v.step(k, at, i); !ok {
			return nil, v.astray(op)
		}
	}
	return at, nil
}

// bytes returns the item at at, in the leased memory, or nothing if items have
// no bytes.
func (v *View) bytes(at unsafe.Pointer) []byte {
	if v.items.size == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(at), v.items.size)
}

// decode returns the value of the item at at.
func (v *View) decode(op string, at unsafe.Pointer) (any, error) {
	if err := v.items.format.Decodable(); err != nil {
		return nil, v.fail(op, ErrFormat, "its items cannot be decoded (%v); copy them", err)
	}
	return v.items.format.Decode(v.bytes(at))
}
