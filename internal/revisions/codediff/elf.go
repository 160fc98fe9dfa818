package codediff

import (
	"debug/elf"
	"encoding/binary"
	"errors"
	"strings"
)

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
		if err := m.add(part, s.Type == elf.SHT_NOBITS, s); err != nil {
			return err
		}
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
