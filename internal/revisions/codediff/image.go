package codediff

import (
	"cmp"
	"debug/buildinfo"
	"debug/elf"
	"debug/macho"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// maxBytes is the largest program that is read: the sections are kept in memory.
const maxBytes = 256 << 20

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
	bounds   []uint64 // what is referred to, by address
}

// Open reads an ELF or Mach-O program. The error says why its code cannot be
// compared.
func Open(path string) (*Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return nil, err
	} else if info.Size() > maxBytes {
		return nil, fmt.Errorf("read %s: it has %d MiB, more than the %d that are read", path, info.Size()>>20, maxBytes>>20)
	}
	m := &Image{named: map[string]int{}}
	if m.info, err = buildinfo.Read(f); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if err := m.read(f); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if m.decode = decoders[m.arch]; m.decode == nil {
		return nil, fmt.Errorf("read %s: instructions of %s are not decoded", path, m.arch)
	}
	slices.SortFunc(m.sections, func(a, b section) int { return cmp.Compare(a.addr, b.addr) })
	slices.SortStableFunc(m.symbols, func(a, b symbol) int {
		return cmp.Or(cmp.Compare(a.addr, b.addr), cmp.Compare(a.size, b.size))
	})
	for i, s := range m.symbols {
		m.named[s.name] = i
	}
	if _, ok := m.named["runtime.text"]; !ok {
		return nil, fmt.Errorf("read %s: it has no symbols (built with -ldflags=-s?)", path)
	}
	m.findBounds()
	return m, nil
}

// read fills sections and symbols from either format.
func (m *Image) read(r io.ReaderAt) error {
	if f, err := elf.NewFile(r); err == nil {
		return m.readELF(f)
	}
	f, err := macho.NewFile(r)
	if err != nil {
		return errors.New("it is neither an ELF nor a Mach-O program")
	}
	return m.readMachO(f)
}

// section is what holds an address; nil if none does.
func (m *Image) section(addr uint64) *section {
	for i := range m.sections {
		if s := &m.sections[i]; addr >= s.addr && addr-s.addr < s.size {
			return s
		}
	}
	return nil
}

// bytes are n bytes from addr on, zeros included; fewer where its section ends.
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

// symbol is the one that holds addr. Without one it is the region that addr lies
// in, of size 0, or has no name.
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

// add adds a section, with its bytes unless it is of zeros.
func (m *Image) add(part section, zeros bool, from interface{ Data() ([]byte, error) }) (err error) {
	if !zeros {
		part.data, err = from.Data()
	}
	m.sections = append(m.sections, part)
	return err
}

// nameAt is the name of what begins at addr, whether its size is known or not.
func (m *Image) nameAt(addr uint64) string {
	i, ok := slices.BinarySearchFunc(m.symbols, addr, func(s symbol, addr uint64) int { return cmp.Compare(s.addr, addr) })
	if !ok || slices.Contains(regions, m.symbols[i].name) {
		return ""
	}
	return m.symbols[i].name
}

// lookup is the symbol of a name.
func (m *Image) lookup(name string) (symbol, bool) {
	i, ok := m.named[name]
	if !ok {
		return symbol{}, false
	}
	return m.symbols[i], true
}
