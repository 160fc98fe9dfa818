package goheap

import "unsafe"

// walk is a way to walk over structs.
type walk int

// The ways, an arm each.
const (
	bySlice    walk = iota // by index
	byRange                // by a variable that is a copy of each struct
	byPointers             // by a slice of pointers
)

// walks reads a field of structs.
type walks interface {
	// gather copies the field of every struct.
	gather(to []uint64)
	// sum is the sum of the field, so many times.
	sum(how walk, passes int) uint64
}

// row is a struct with other fields of the size of P. They come first, because a last field
// without size would make the struct larger.
type row[P any] struct {
	others     P
	key, value uint64
}

// rows are structs, and pointers to them in their order.
type rows[P any] struct {
	all      []row[P]
	pointers []*row[P]
}

// makeRows returns n structs in memory. It begins at a cache line and has room for them, the
// caller owns it, and no struct has a pointer.
func makeRows[P any](memory []byte, n int) walks {
	r := rows[P]{all: unsafe.Slice((*row[P])(unsafe.Pointer(unsafe.SliceData(memory))), n)}
	for i := range r.all {
		r.pointers = append(r.pointers, &r.all[i])
	}
	return r
}

func (r rows[P]) gather(to []uint64) {
	all := r.all
	to = to[:len(all)]
	for i := range all {
		to[i] = all[i].value
	}
}

func (r rows[P]) sum(how walk, passes int) (sum uint64) {
	all, pointers := r.all, r.pointers // in registers, or each step loads them again
	for range passes {
		switch how {
		case bySlice:
			for i := range all {
				sum += all[i].value
			}
		case byRange:
			for _, one := range all {
				sum += one.value
			}
		case byPointers:
			for _, one := range pointers {
				sum += one.value
			}
		}
	}
	return sum
}
