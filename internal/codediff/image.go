package codediff

import (
	"cmp"
	"debug/buildinfo"
	"debug/elf"
	"debug/macho"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// maxBytes is the largest program that is read: the sections are kept in memory.
const maxBytes = 1 << 30

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
		return nil, fmt.Errorf("read %s: %d MiB, more than the limit of %d", path, info.Size()>>20, maxBytes>>20)
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

func (m *Image) readELF(f *elf.File) error {
	switch f.Machine {
	case elf.EM_X86_64:
		m.arch = "amd64"
	case elf.EM_AARCH64:
		m.arch = "arm64"
	default:
		m.arch = f.Machine.String()
	}
	for _, s := range f.Sections {
		if s.Flags&elf.SHF_ALLOC == 0 || s.Addr == 0 || s.Flags&elf.SHF_TLS != 0 || s.Type != elf.SHT_PROGBITS && s.Type != elf.SHT_NOBITS {
			continue // tables of the loader and the linker are not the program's data
		}
		part := section{addr: s.Addr, size: s.Size, content: pointers}
		switch {
		case s.Flags&elf.SHF_EXECINSTR != 0:
			part.content = text
		case strings.HasPrefix(s.Name, ".noptr"), s.Name == ".gopclntab":
			part.content = plain
		case s.Flags&elf.SHF_WRITE == 0 || strings.HasPrefix(s.Name, ".data.rel.ro"):
			part.content = readOnly
		}
		if s.Type != elf.SHT_NOBITS {
			data, err := s.Data()
			if err != nil {
				return err
			}
			part.data = data
		}
		m.sections = append(m.sections, part)
	}
	symbols, err := f.Symbols()
	if err != nil && !errors.Is(err, elf.ErrNoSymbols) {
		return err
	}
	for _, s := range symbols {
		if kind := elf.ST_TYPE(s.Info); s.Value == 0 || s.Section == elf.SHN_UNDEF || kind == elf.STT_SECTION || kind == elf.STT_FILE || kind == elf.STT_TLS {
			continue
		}
		m.symbols = append(m.symbols, symbol{s.Name, s.Value, s.Size})
	}
	return m.relocate(f)
}

// relocate writes the pointers into the data of a program that may be loaded
// anywhere: only the loader's table has them.
func (m *Image) relocate(f *elf.File) error {
	const entry = 24 // offset, type and symbol, addend
	relative := map[elf.Machine]uint32{elf.EM_X86_64: uint32(elf.R_X86_64_RELATIVE), elf.EM_AARCH64: uint32(elf.R_AARCH64_RELATIVE)}
	for _, s := range f.Sections {
		if s.Type != elf.SHT_RELA || s.Flags&elf.SHF_ALLOC == 0 {
			continue
		}
		data, err := s.Data()
		if err != nil {
			return err
		}
		for ; len(data) >= entry; data = data[entry:] {
			at, info, addend := binary.LittleEndian.Uint64(data), binary.LittleEndian.Uint64(data[8:]), binary.LittleEndian.Uint64(data[16:])
			if uint32(info) != relative[f.Machine] {
				continue
			}
			for _, s := range m.sections {
				if at >= s.addr && at+8 <= s.addr+uint64(len(s.data)) {
					binary.LittleEndian.PutUint64(s.data[at-s.addr:], addend)
				}
			}
		}
	}
	return nil
}

func (m *Image) readMachO(f *macho.File) error {
	const chainedFixups = 0x80000034 // pointers are links of a list until the program is loaded
	for _, l := range f.Loads {
		if raw := l.Raw(); len(raw) >= 4 && f.ByteOrder.Uint32(raw) == chainedFixups {
			return errors.New("its pointers are chained fixups, which are not read")
		}
	}
	switch f.Cpu {
	case macho.CpuAmd64:
		m.arch = "amd64"
	case macho.CpuArm64:
		m.arch = "arm64"
	default:
		m.arch = f.Cpu.String()
	}
	for _, s := range f.Sections {
		if s.Addr == 0 || s.Seg == "__DWARF" {
			continue
		}
		part := section{addr: s.Addr, size: s.Size, content: pointers}
		switch {
		case s.Name == "__text":
			part.content = text
		case strings.HasPrefix(s.Name, "__noptr"), s.Name == "__gopclntab":
			part.content = plain
		case s.Seg == "__TEXT" || s.Seg == "__DATA_CONST" || s.Name == "__rodata":
			part.content = readOnly
		}
		if s.Flags&0xff != 1 { // S_ZEROFILL
			data, err := s.Data()
			if err != nil {
				return err
			}
			part.data = data
		}
		m.sections = append(m.sections, part)
	}
	if f.Symtab == nil {
		return nil
	}
	for _, s := range f.Symtab.Syms {
		if s.Value == 0 || s.Sect == 0 || s.Type&0xe0 != 0 { // N_STAB
			continue
		}
		m.symbols = append(m.symbols, symbol{strings.TrimPrefix(s.Name, "_"), s.Value, 0})
	}
	m.measure()
	return nil
}

// regions are what the linker puts together under one name. What they hold has no
// names of its own.
var regions = []string{stringRegion, typeRegion, "go:func.*", "go:funcdesc", "runtime.gcbits.*"}

const (
	stringRegion = "go:string.*"
	typeRegion   = "type:*"
)

// measure gives each function the size up to the next one: Mach-O has no sizes.
// Those of variables and constants stay unknown.
func (m *Image) measure() {
	slices.SortFunc(m.symbols, func(a, b symbol) int { return cmp.Compare(a.addr, b.addr) })
	next, of := uint64(0), (*section)(nil)
	for i := len(m.symbols) - 1; i >= 0; i-- {
		s := &m.symbols[i]
		part := m.section(s.addr)
		if part == nil || part.content != text {
			continue
		}
		if part != of {
			next, of = part.addr+part.size, part
		}
		s.size = next - s.addr
		if s.size == 0 && i+1 < len(m.symbols) && m.symbols[i+1].addr == s.addr {
			s.size = m.symbols[i+1].size
		}
		next = s.addr
	}
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

// findBounds collects every address that instructions or data refer to: where a
// nameless object ends is known from where the next one begins.
func (m *Image) findBounds() {
	for _, s := range m.sections {
		if s.content == text {
			continue
		}
		if s.content != plain {
			for i := int(-s.addr & 7); i+8 <= len(s.data); i += 8 {
				m.bound(binary.LittleEndian.Uint64(s.data[i:]))
			}
		}
	}
	for _, s := range m.symbols {
		m.bounds = append(m.bounds, s.addr)
		if part := m.section(s.addr); s.size == 0 || part == nil || part.content != text {
			continue
		}
		// What is not decoded here is reported where a benchmark reaches it.
		_ = m.decode(m, s, func(in instruction) bool {
			m.bound(in.target)
			return true
		})
	}
	slices.Sort(m.bounds)
	m.bounds = slices.Compact(m.bounds)
}

func (m *Image) bound(addr uint64) {
	if s := m.section(addr); s != nil && s.content != text {
		m.bounds = append(m.bounds, addr)
	}
}

// extent is how many bytes a nameless object at addr has at most, judging by what
// is referred to behind it.
func (m *Image) extent(addr uint64) uint64 {
	s := m.section(addr)
	if s == nil {
		return 0
	}
	end := s.addr + s.size
	if i, _ := slices.BinarySearch(m.bounds, addr+1); i < len(m.bounds) {
		end = min(end, m.bounds[i])
	}
	return end - addr
}

// least is how many bytes a nameless object at addr has at least: Go's linker puts
// the objects of a section in the order of their sizes. Instructions may refer to
// the middle of an object, so that its extent alone would be too short.
func (m *Image) least(addr uint64) uint64 {
	in := m.section(addr)
	i, _ := slices.BinarySearchFunc(m.symbols, addr, func(s symbol, addr uint64) int { return cmp.Compare(s.addr, addr) })
	for i--; i >= 0 && in != nil && m.symbols[i].addr >= in.addr; i-- {
		if m.symbols[i].size > 0 {
			return min(m.symbols[i].size, in.addr+in.size-addr)
		}
		if slices.Contains(regions, m.symbols[i].name) {
			break
		}
	}
	return 0
}
