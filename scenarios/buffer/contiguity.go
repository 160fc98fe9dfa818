package buffer

// Order is an order of the items of an array.
type Order byte

// Orders.
const (
	OrderC Order = 'C' // the last index moves fastest
	OrderF Order = 'F' // the first index moves fastest
	OrderA Order = 'A' // asked: either; of a copy: F if the view is contiguous in F and not in C, else C
)

// Contiguous says whether the items lie side by side in order o, which is
// decided as PyBuffer_IsContiguous does: strides of dimensions of one item do
// not matter, a view of no bytes is contiguous in every order, and one that
// leads through pointers in none.
func (v *View) Contiguous(o Order) bool {
	switch o {
	case OrderC:
		return v.contiguous(false)
	case OrderF:
		return v.contiguous(true)
	case OrderA:
		return v.contiguous(false) || v.contiguous(true)
	}
	return false
}

// Contiguous says of a layout what [View.Contiguous] says of a view of it; it is
// false if there can be none.
func (y Layout) Contiguous(o Order) bool {
	v := new(View)
	_, err := y.shape(v)
	return err == nil && v.Contiguous(o)
}

func (v *View) contiguous(first bool) bool {
	dims := v.dims()
	if indirect(dims) {
		return false
	}
	if v.flags&empty != 0 {
		return true
	}
	want := v.items.size
	for i := range dims {
		d := dims[len(dims)-1-i]
		if first {
			d = dims[i]
		}
		if d.n > 1 && d.stride != want {
			return false
		}
		want *= d.n
	}
	return true
}
