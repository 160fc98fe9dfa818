package buffer

import (
	"strconv"
	"strings"
	"unsafe"
)

// field is a member of a format as its text has it.
type field struct {
	name   string // "" if it has none
	mark   byte   // the byte order in force
	shape  string // of a sub-array, such as (2,3); "" for none
	item   string // the count and the code
	offset int    // of the first item, bytes
	size   int    // of one item
	known  bool   // the text tells offset and size
	inner  []field
}

// record returns the members of a format that is one record, or of the format itself.
func (f Format) record() []field {
	if len(f.fields) == 1 && f.fields[0].name == "" && f.fields[0].inner != nil {
		return f.fields[0].inner
	}
	return f.fields
}

// Fields returns the names of a record's fields, in order.
func (f Format) Fields() (names []string) {
	for _, m := range f.record() {
		if m.name != "" {
			names = append(names, m.name)
		}
	}
	return names
}

// Field returns a view of one field of records, such as T{i:a:d:b:} has a and b: of
// the same shape, with the items of the field. A field that is a sub-array adds its
// dimensions behind those of v. Nothing is copied. The view is released by itself.
func (v *View) Field(name string) (*View, error) {
	for _, m := range v.items.format.record() {
		if m.name == name && name != "" {
			return v.field(m)
		}
	}
	names := v.items.format.Fields()
	if len(names) == 0 {
		return nil, v.fail("field", ErrFormat, "asked for %q, its items are no records with names", name)
	}
	return nil, v.fail("field", ErrFormat, "asked for %q, it has %s", name, strings.Join(names, ", "))
}

func (v *View) field(m field) (*View, error) {
	text := m.item
	if m.mark != '@' {
		text = string(m.mark) + text
	}
	more := extents(m.shape)
	size := m.size
	for _, n := range more {
		size *= n // no more than the format's own size, which fits
	}
	switch {
	case !m.known:
		return nil, v.fail("field", ErrFormat, "the format does not tell where %q lies", m.name)
	case m.offset+size > v.items.size:
		return nil, v.fail("field", ErrSize, "%q ends at byte %d of items of %d bytes", m.name, m.offset+size, v.items.size)
	case int(v.ndim)+len(more) > MaxDims:
		return nil, v.fail("field", ErrShape, "%q has %d dimensions more, at most %d can be", m.name, len(more), MaxDims)
	}
	k, err := newItems(text, m.size)
	if err != nil {
		return nil, err
	}
	w := new(View)
	if !v.derive(w) {
		return nil, v.released("field")
	}
	w.items = k
	w.extend(more)
	if w.Len() == 0 {
		w.flags |= empty
	}
	w.move(m.offset)
	w.settle()
	return w, nil
}

// extend adds dimensions of items that lie side by side.
func (v *View) extend(more []int) {
	all := append([]dim(nil), v.dims()...)
	for range more {
		all = append(all, dim{})
	}
	stride := v.items.size
	for i := len(more) - 1; i >= 0; i-- {
		all[int(v.ndim)+i] = dim{more[i], stride, -1}
		stride *= more[i]
	}
	v.ndim = uint8(len(all))
	v.room()
	copy(v.dims(), all)
}

// move moves all items by so many bytes within the items that they are part of: behind
// the last pointer, if there are any.
func (v *View) move(bytes int) {
	dims := v.dims()
	for k := len(dims) - 1; k >= 0; k-- {
		if dims[k].sub >= 0 {
			dims[k].sub += bytes
			return
		}
	}
	if v.flags&empty == 0 {
		v.base = unsafe.Add(v.base, bytes) // a part of item 0, which lies in the memory
	}
}

// extents returns the numbers of (2,3). The text was parsed.
func extents(shape string) (all []int) {
	for number := range strings.FieldsFuncSeq(shape, func(r rune) bool { return r < '0' || r > '9' }) {
		n, _ := strconv.Atoi(number)
		all = append(all, n)
	}
	return all
}
