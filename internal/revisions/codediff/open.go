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

// maxBytes is the size of the largest program that can be read. Its sections are kept in
// memory.
const maxBytes = 256 << 20

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
	if m.decode = decoderOf(m.arch); m.decode == nil {
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
	m.itabs = m.findItabs()
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

// decoderOf returns the decoder of an architecture, or nil.
func decoderOf(arch string) decoder {
	switch arch {
	case "amd64":
		return decodeAMD64
	case "arm64":
		return decodeARM64
	}
	return nil
}
