package buffer

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"
)

// items is what a view knows of its items. It is never changed, so that slices
// share it.
type items struct {
	text   string // the format as given; "B" for none
	size   int    // bytes of an item
	format Format
	code   string  // the one code of a format such as "d", "<i" or "Zd"; "" for any other
	order  byte    // the mark before code, '@' for none
	class  class   // of code
	sample any     // a nil pointer to the type that As gives at once; nil if there is none in this machine's order
	align  uintptr // of that type
}

// Holds says whether items of this format and size are what [As] gives as T: of its
// class and size, in this machine's byte order.
func Holds[T Scalar](format string, itemSize int) bool {
	k, err := newItems(format, itemSize)
	return err == nil && k.host() && (is[T](k) || typed[T](k))
}

// is says whether As gives items as T at once. It compares two addresses of types: to
// compare two reflect.Type is a call, which takes as long as the rest of As.
func is[T Scalar](k *items) bool {
	_, ok := k.sample.(*T)
	return ok
}

// readItems reads a layout's format and item size.
func readItems(text string, size int) (*items, error) {
	f, err := ParseFormat(text)
	if err != nil {
		return nil, err
	}
	text = f.text // not the caller's, which may lie in the exporter's memory
	own, known := f.Size()
	switch {
	case size < 0:
		return nil, &Error{Op: "layout", On: fmt.Sprintf("items %q", text), Kind: ErrSize, Detail: fmt.Sprintf("an item size of %d bytes", size)}
	case size == 0 && !known:
		return nil, &Error{Op: "layout", On: fmt.Sprintf("items %q", text), Kind: ErrSize, Detail: "the format does not tell its size; give the item size"}
	case size == 0:
		size = own
	case known && (size < own || size > own && f.Decodable() == nil):
		// A record may be longer: numpy leaves the padding at its end out.
		return nil, &Error{Op: "layout", On: fmt.Sprintf("items %q", text), Kind: ErrSize, Detail: fmt.Sprintf("the format has %d bytes, the item size is %d", own, size)}
	}
	k := &items{text: text, size: size, format: f}
	k.order, k.code = single(text)
	k.class = classOfCode(k.code)
	if k.class != other && k.host() {
		t := goTypes[k.class][k.size]
		k.sample, k.align = reflect.Zero(reflect.PointerTo(t)).Interface(), uintptr(t.Align())
	}
	return k, nil
}

// single returns the byte order and the code of a format that is one code, and
// no code for one with counts or several.
func single(text string) (order byte, code string) {
	order = '@'
	if len(text) > 1 && strings.IndexByte("@=<>!^", text[0]) >= 0 {
		order, text = text[0], text[1:]
	}
	switch {
	case len(text) == 1 && strings.Contains(structCodes, text), len(text) == 2 && text[0] == 'Z':
		return order, text
	case len(text) == 1 && (text == "g" || text == "w"):
		return order, text
	}
	return order, ""
}

// structCodes are the codes of Python's struct module, from 3.14 on F and D too.
const structCodes = "xcbB?hHiIlLqQnNefdFDspP"

// host says whether items of this order are this machine's. One byte has none.
func (k *items) host() bool {
	switch k.order {
	case '<':
		return !bigEndian || k.size == 1
	case '>', '!':
		return bigEndian || k.size == 1
	}
	return true
}

// native says whether memoryview itself can decode the items: one code of
// struct in native order and size, without a mark or with '@'.
func (k *items) native() bool {
	return k.order == '@' && len(k.code) == 1 && strings.Contains("cbB?hHiIlLqQnNefdP", k.code)
}

// byteLike says whether memoryview calls the items bytes.
func (k *items) byteLike() bool {
	return k.native() && strings.Contains("bBc", k.code)
}

// class is what a code holds, whatever its size.
type class byte

const (
	other class = iota
	boolean
	signed
	unsigned
	float
	complexes
)

// String names the class as errors do.
func (c class) String() string {
	return [...]string{"other items", "booleans", "signed integers", "unsigned integers", "floats", "complex numbers"}[c]
}

// classOfCode returns what a code holds, if there is a Go type for it.
func classOfCode(code string) class {
	switch code {
	case "?":
		return boolean
	case "b", "h", "i", "l", "q", "n":
		return signed
	case "c", "B", "H", "I", "L", "Q", "N", "P":
		return unsigned
	case "f", "d":
		return float
	case "Zf", "Zd", "F", "D":
		return complexes
	}
	return other
}

// Scalar is what items can be without decoding.
type Scalar interface {
	~bool |
		~int8 | ~int16 | ~int32 | ~int64 | ~int |
		~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uint | ~uintptr |
		~float32 | ~float64 | ~complex64 | ~complex128
}

// goTypes are Go's own scalars, by class and size. Other types of the same class and
// size, such as int and types with a name, are found by reflection.
var goTypes = [complexes + 1][17]reflect.Type{
	boolean:   {1: reflect.TypeFor[bool]()},
	signed:    {1: reflect.TypeFor[int8](), 2: reflect.TypeFor[int16](), 4: reflect.TypeFor[int32](), 8: reflect.TypeFor[int64]()},
	unsigned:  {1: reflect.TypeFor[uint8](), 2: reflect.TypeFor[uint16](), 4: reflect.TypeFor[uint32](), 8: reflect.TypeFor[uint64]()},
	float:     {4: reflect.TypeFor[float32](), 8: reflect.TypeFor[float64]()},
	complexes: {8: reflect.TypeFor[complex64](), 16: reflect.TypeFor[complex128]()},
}

// classOf returns what T is.
func classOf[T Scalar]() class {
	switch reflect.TypeFor[T]().Kind() {
	case reflect.Bool:
		return boolean
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Int:
		return signed
	case reflect.Float32, reflect.Float64:
		return float
	case reflect.Complex64, reflect.Complex128:
		return complexes
	}
	return unsigned
}

// goItems are the items of Go's scalars, by class and size.
var goItems = func() (t [complexes + 1][17]*items) {
	for _, k := range []struct {
		class class
		codes string
	}{{boolean, "?"}, {signed, "b h i q"}, {unsigned, "B H I Q"}, {float, "f d"}, {complexes, "Zf Zd"}} {
		for code := range strings.FieldsSeq(k.codes) {
			i, err := readItems(code, 0)
			if err != nil {
				panic(err) // the table above is wrong
			}
			t[k.class][i.size] = i
		}
	}
	return t
}()

// itemsOf returns the items of a Go slice.
func itemsOf[T Scalar]() *items {
	var x T
	return goItems[classOf[T]()][unsafe.Sizeof(x)]
}
