package difftest

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"unsafe"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// testCase is a line of cases.py: a buffer and CPython's answers. Bytes are
// hexadecimal, values are texts (see canon).
type testCase struct {
	Number     int
	Kind       string // of exporter
	View       dump
	C, F, A    string // all bytes in these orders
	Contiguous string // the orders for which PyBuffer_IsContiguous says yes
	Attributes string // the same of memoryview's attributes
	Values     string // all values; "" if nobody could decode them
	Items      string // memoryview's own opinion of them
	Indexed    []indexed
	Sliced     []sliced
	Casts      []cast
	Compared   []compared
	Assigned   *assigned
}

type (
	indexed struct {
		Index        []int
		Value, Error string
	}
	sliced struct {
		Chain                      [][][3]*int // slices, of dimensions, of start, stop and step
		Shape, Strides, Suboffsets []int
		Lost                       bool // a pointer came to be called none
		C                          string
	}
	cast struct {
		Format string
		Shape  *[]int
		Error  string
		Got    *struct {
			Format         string
			ItemSize       int
			Shape, Strides []int
			C              string
		}
	}
	compared struct {
		Other dump
		Equal bool
	}
	assigned struct {
		Index           []int
		Value, Error, C string
	}
)

// dump is a buffer: its memory, in one or more regions of which the first holds
// the item 0, and its layout.
type dump struct {
	Regions []region
	Offset  int
	Layout  buffer.Layout
}

// region is memory of one owner. Pointers are where in it one lies, to which
// region it leads, and how far from its start.
type region struct {
	Align    int // its address modulo 16
	Bytes    string
	Pointers [][3]int
}

// arena is memory for the regions of a case. One allocation serves all cases, so
// that pointers which lead a little outside of their region, as those to rows
// of which an offset picks a part do, still lead into Go memory.
type arena struct {
	memory []byte // on the heap, where nothing moves
	used   int
}

// apart is how far regions are from each other and from the ends.
const apart = 4096

func newArena() *arena { return &arena{memory: make([]byte, 16<<20)} }

// room gives n bytes at an address that is align modulo 16.
func (a *arena) room(n, align int) []byte {
	a.used += apart
	// Unsafe: only the address is wanted, of memory that the arena keeps.
	address := uintptr(unsafe.Pointer(unsafe.SliceData(a.memory))) + uintptr(a.used)
	a.used += int((uintptr(align) - address) & 15)
	b := a.memory[a.used : a.used+n : a.used+n]
	a.used += n
	return b
}

// put lays the regions into the arena, and makes their pointers absolute.
func (d dump) put(a *arena) ([][]byte, error) {
	memory := make([][]byte, 0, len(d.Regions)+1)
	for _, r := range d.Regions {
		b := a.room(len(r.Bytes)/2, r.Align)
		if _, err := hex.Decode(b, []byte(r.Bytes)); err != nil {
			return nil, err
		}
		memory = append(memory, b)
	}
	for i, r := range d.Regions {
		for _, p := range r.Pointers {
			// Unsafe: only the address is wanted, of memory that the arena keeps.
			start := uintptr(unsafe.Pointer(unsafe.SliceData(memory[p[1]])))
			binary.NativeEndian.PutUint64(memory[i][p[0]:], uint64(int64(start)+int64(p[2])))
		}
	}
	if len(memory) == 0 {
		memory = append(memory, a.room(0, 0)) // a view of nothing
	}
	return memory, nil
}

// view is the buffer from Go.
func (d dump) view(a *arena) (*buffer.View, error) {
	memory, err := d.put(a)
	if err != nil {
		return nil, err
	}
	return buffer.New(buffer.NewLease(nil, memory...), d.Offset, d.Layout)
}

// literal is a test that makes the buffer.
func (c testCase) literal() string {
	var s strings.Builder
	fmt.Fprintf(&s, "d := %#v\n", c.View)
	s.WriteString("v, err := d.view(newArena())")
	return strings.ReplaceAll(s.String(), "difftest.", "")
}
