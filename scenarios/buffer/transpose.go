package buffer

// Transpose returns a view with the dimensions in another order: dimension i of
// it is dimension axes[i] of v. Without axes the order is reversed. Dimensions
// can change places among those that one pointer leads to, not across a pointer.
func (v *View) Transpose(axes ...int) (*View, error) {
	n := int(v.ndim)
	if axes == nil {
		axes = make([]int, n)
		for i := range axes {
			axes[i] = n - 1 - i
		}
	}
	if err := v.checkAxes(axes); err != nil {
		return nil, err
	}
	w := new(View)
	if !v.derive(w) {
		return nil, v.released("transpose")
	}
	from, to := v.dims(), w.dims()
	for i, a := range axes {
		// The pointer belongs to the place: it is reached after the last
		// dimension of its segment, whichever that is.
		to[i] = dim{from[a].n, from[a].stride, from[i].sub}
	}
	w.settle()
	return w, nil
}

// checkAxes refuses what is no order of v's dimensions, or moves one across a pointer.
func (v *View) checkAxes(axes []int) error {
	dims := v.dims()
	if len(axes) != len(dims) {
		return v.fail("transpose", ErrShape, "%d axes for %d dimensions", len(axes), len(dims))
	}
	behind := make([]int, len(dims)) // how many pointers lead to the dimension
	for i := 1; i < len(dims); i++ {
		behind[i] = behind[i-1]
		if dims[i-1].sub >= 0 {
			behind[i]++
		}
	}
	var seen [MaxDims]bool
	for i, a := range axes {
		if uint(a) >= uint(len(dims)) || seen[a] {
			return v.fail("transpose", ErrRange, "axes %v, want each of 0 to %d once", axes, len(dims)-1)
		}
		seen[a] = true
		if behind[i] != behind[a] {
			return v.fail("transpose", ErrSuboffset, "axes %v move dimension %d across a pointer", axes, a)
		}
	}
	return nil
}
