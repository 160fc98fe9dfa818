package codediff

import (
	"cmp"
	"debug/buildinfo"
	"encoding/binary"
	"slices"
)

// content says how the bytes of a section are compared.
type content int

const (
	text     content = iota // instructions
	readOnly                // constants
	pointers                // variables that may hold pointers
	plain                   // variables without pointers
)

// section is a part of a program's memory.
type section struct {
	addr, size uint64
	data       []byte // shorter than size where the rest is zeros
	content    content
}

// symbol is a named range of memory. Size is 0 for the beginning of a region of
// many nameless objects, such as all string constants.
type symbol struct {
	name       string
	addr, size uint64
}

// Image is the memory of a Go program as it is when the program starts.
type Image struct {
	info     *buildinfo.BuildInfo
	arch     string
	sections []section
	symbols  []symbol // by address
	named    map[string]int
	decode   decoder
	bounds   []uint64 // all addresses in instructions and data, sorted
	itabs    itabs
}

// decoder calls yield for each instruction of a function until it returns false.
// The error names the first one that cannot be decoded.
type decoder func(m *Image, f symbol, yield func(instruction) bool) error

// regions are the names under which the linker puts nameless objects together.
var regions = []string{stringRegion, typeRegion, "go:func.*", "go:funcdesc", "runtime.gcbits.*"}

const (
	stringRegion = "go:string.*"
	typeRegion   = "type:*"
)

// add adds a section, with its bytes unless they are all zeros.
func (m *Image) add(part section, zeros bool, from interface{ Data() ([]byte, error) }) (err error) {
	if !zeros {
		part.data, err = from.Data()
	}
	m.sections = append(m.sections, part)
	return err
}

// section returns the section of an address, or nil.
func (m *Image) section(addr uint64) *section {
	for i := range m.sections {
		if s := &m.sections[i]; addr >= s.addr && addr-s.addr < s.size {
			return s
		}
	}
	return nil
}

// bytes returns n bytes from addr on, zeros included, or fewer if the section ends.
func (m *Image) bytes(addr, n uint64) []byte {
	s := m.section(addr)
	if s == nil {
		return nil
	}
	from := addr - s.addr
	n = min(n, s.size-from)
	if from+n <= uint64(len(s.data)) {
		return s.data[from : from+n]
	}
	padded := make([]byte, n)
	if from < uint64(len(s.data)) {
		copy(padded, s.data[from:])
	}
	return padded
}

// symbol returns the symbol of an address. Without one, it returns the region around
// addr, of size 0, or no name.
func (m *Image) symbol(addr uint64) symbol {
	i, _ := slices.BinarySearchFunc(m.symbols, addr, func(s symbol, addr uint64) int {
		if s.addr <= addr {
			return -1
		}
		return 1
	})
	for nearest := i - 1; i > 0; i-- {
		s := m.symbols[i-1]
		switch {
		case s.size > 0 && addr-s.addr < s.size:
			return s
		case s.size > 0 || s.addr < m.symbols[nearest].addr:
			return symbol{}
		case slices.Contains(regions, s.name):
			return s
		}
	}
	return symbol{}
}

// nameAt returns the name that begins at addr, with a known size or not.
func (m *Image) nameAt(addr uint64) string {
	i, ok := slices.BinarySearchFunc(m.symbols, addr, func(s symbol, addr uint64) int { return cmp.Compare(s.addr, addr) })
	if !ok || slices.Contains(regions, m.symbols[i].name) {
		return ""
	}
	return m.symbols[i].name
}

// lookup returns the symbol of a name.
func (m *Image) lookup(name string) (symbol, bool) {
	i, ok := m.named[name]
	if !ok {
		return symbol{}, false
	}
	return m.symbols[i], true
}

// name returns the name of an address in a function, for people. It returns "" for an
// address of the function itself: jumps move when an instruction does.
func (m *Image) name(addr uint64, f symbol) string {
	if addr-f.addr < f.size {
		return ""
	}
	return m.symbol(addr).name
}

// begins reports whether a function, a variable or a constant in use begins at addr.
func (m *Image) begins(addr uint64) bool {
	if s := m.symbol(addr); s.size > 0 {
		return s.addr == addr
	}
	return true
}

// isGo reports whether code at addr was compiled by Go's toolchain. Code of a C compiler
// is linked outside of these bounds.
func (m *Image) isGo(addr uint64) bool {
	from, _ := m.lookup("runtime.text")
	to, _ := m.lookup("runtime.etext")
	return addr >= from.addr && addr < to.addr
}

// itabs is the range of addresses of method tables. Since Go 1.27 they lie among the
// descriptors of types, without symbols; before, each has a symbol, and the range is empty.
type itabs struct{ from, to uint64 }

// findItabs returns the range of method tables that the data of the module names. There,
// the words types, typedesclen, etypes, itaboffset and itabsize stand together.
func (m *Image) findItabs() (found itabs) {
	types, hasTypes := m.lookup("runtime.types")
	end, hasEnd := m.lookup("runtime.etypes")
	module, hasModule := m.lookup("runtime.firstmoduledata")
	if !hasTypes || !hasEnd || !hasModule {
		return found
	}
	raw := m.bytes(module.addr, module.size)
	word := func(i int) uint64 { return binary.LittleEndian.Uint64(raw[8*i:]) }
	for i := 0; 8*(i+5) <= len(raw); i++ {
		if word(i) == types.addr && word(i+2) == end.addr && word(i+3)+word(i+4) <= end.addr-types.addr {
			return itabs{types.addr + word(i+3), types.addr + word(i+3) + word(i+4)}
		}
	}
	return found
}

// has reports whether an address is that of a method table.
func (t itabs) has(addr uint64) bool { return addr >= t.from && addr < t.to }

// word returns the 8 bytes at an address, or 0.
func (m *Image) word(addr uint64) uint64 {
	b := m.bytes(addr, 8)
	if len(b) < 8 {
		return 0
	}
	return binary.LittleEndian.Uint64(b)
}
