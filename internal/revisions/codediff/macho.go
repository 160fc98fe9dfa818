package codediff

import (
	"cmp"
	"debug/macho"
	"errors"
	"slices"
	"strings"
)

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
		const zeroFill = 1 // S_ZEROFILL
		if err := m.add(part, s.Flags&0xff == zeroFill, s); err != nil {
			return err
		}
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
