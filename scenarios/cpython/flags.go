package cpython

import (
	"fmt"
	"strings"
)

// Flags are a consumer's request to an exporter: PyBUF_… of Python's C API. The exporter
// fills in the requested fields only. It refuses if its memory cannot be understood
// without another field.
type Flags int

// Requests of single fields. Some imply others: strides mean nothing without a
// shape.
const (
	Simple        Flags = 0               // contiguous bytes, read-only or not
	Writable      Flags = 0x001           // refused by what is read-only
	Format        Flags = 0x004           // what an item is; without it, bytes
	ND            Flags = 0x008           // a shape
	Strides       Flags = 0x010 | ND      // without it, memory must be C-contiguous
	CContiguous   Flags = 0x020 | Strides // the last index varies fastest
	FContiguous   Flags = 0x040 | Strides // the first index varies fastest
	AnyContiguous Flags = 0x080 | Strides // one of the two
	Indirect      Flags = 0x100 | Strides // suboffsets; without it they are refused
)

// Requests that are usual together. RO takes read-only memory too.
const (
	ContigRO  = ND
	Contig    = ND | Writable
	StridedRO = Strides
	Strided   = Strides | Writable
	RecordsRO = Strides | Format
	Records   = Strides | Format | Writable
	FullRO    = Indirect | Format
	Full      = Indirect | Format | Writable
)

type named struct {
	flags Flags
	name  string
}

// compounds are requests with a name for all of it; of two names for equal
// bits, the single field's.
var compounds = []named{
	{Simple, "SIMPLE"},
	{Contig, "CONTIG"},
	{Strided, "STRIDED"},
	{RecordsRO, "RECORDS_RO"},
	{Records, "RECORDS"},
	{FullRO, "FULL_RO"},
	{Full, "FULL"},
}

// fields are those that a request may be made of, the most telling first.
var fields = []named{
	{Indirect, "INDIRECT"},
	{CContiguous, "C_CONTIGUOUS"},
	{FContiguous, "F_CONTIGUOUS"},
	{AnyContiguous, "ANY_CONTIGUOUS"},
	{Strides, "STRIDES"},
	{ND, "ND"},
	{Format, "FORMAT"},
	{Writable, "WRITABLE"},
}

// String is the request in Python's words, such as FULL_RO or
// C_CONTIGUOUS|WRITABLE; bits without a name are in hexadecimal.
func (f Flags) String() string {
	for _, c := range compounds {
		if c.flags == f {
			return c.name
		}
	}
	var parts []string
	rest := f
	for _, field := range fields {
		if f.Has(field.flags) && rest&field.flags != 0 {
			parts = append(parts, field.name)
			rest &^= field.flags // with what it implies
		}
	}
	if rest != 0 {
		parts = append(parts, fmt.Sprintf("%#x", int(rest)))
	}
	return strings.Join(parts, "|")
}

// Has reports whether everything that is in want is asked for.
func (f Flags) Has(want Flags) bool { return f&want == want }
