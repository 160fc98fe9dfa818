package listing

import (
	"debug/elf"
	"encoding/hex"
	"errors"
	"fmt"
	"os"

	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// programBytes is the size of the largest program that is read.
const programBytes = 1 << 30

// code lists the symbol with the most samples: the function itself, or one that it was
// inlined into.
func code(spots []profdiff.Spot) (Text, error) {
	path := most(spots, func(s profdiff.Spot) string { return s.Program })
	if path == "" {
		return Text{}, errors.New("the profile names no program")
	}
	f, err := os.Open(path)
	if err != nil {
		return Text{}, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() || info.Size() > programBytes {
		return Text{}, fmt.Errorf("%s is no program of at most %d MiB", path, programBytes>>20)
	}
	p, err := elf.NewFile(f)
	if err != nil {
		return Text{}, fmt.Errorf("%s is no ELF program: %w", path, err)
	}
	if built := most(spots, func(s profdiff.Spot) string { return s.Build }); built != "" && buildID(p) != built {
		return Text{}, fmt.Errorf("%s was built again since it was profiled (try: profile again)", path)
	}
	return program{p, path}.list(spots)
}

// program is an ELF file.
type program struct {
	*elf.File
	path string
}

// list disassembles the symbol with the most samples.
func (p program) list(spots []profdiff.Spot) (Text, error) {
	symbols := p.functions()
	if len(symbols) == 0 {
		return Text{}, fmt.Errorf("%s has no symbols (try: build without -ldflags=-s)", p.path)
	}
	at := func(s profdiff.Spot) uint64 {
		if s.Program != p.path {
			return 0
		}
		return p.address(s.Offset)
	}
	hot := symbols.around(most(spots, at))
	if hot.Size == 0 {
		return Text{}, fmt.Errorf("%s has no symbol at the hottest instruction (try: build without -ldflags=-s)", p.path)
	}
	samples, all := map[uint64]int64{}, int64(0)
	for _, s := range spots {
		samples[at(s)] += s.Samples
		all += s.Samples
	}
	rows, err := p.decode(hot, symbols)
	if err != nil {
		return Text{}, err
	}
	for i := range rows {
		end := hot.Size
		if i+1 < len(rows) {
			end = uint64(rows[i+1].At)
		}
		for addr := uint64(rows[i].At); addr < end; addr++ { // an address may lie inside an instruction: that of a call
			rows[i].Samples += samples[hot.Value+addr]
		}
	}
	return window(hot.Name, rows, codeMost, all), nil
}

// address is where a byte of the file lies in memory, as symbols say it; 0 if it is not
// loaded.
func (p program) address(offset uint64) uint64 {
	for _, part := range p.Progs {
		if part.Type == elf.PT_LOAD && offset >= part.Off && offset-part.Off < part.Filesz {
			return part.Vaddr + offset - part.Off
		}
	}
	return 0
}

// read returns n bytes of memory.
func (p program) read(addr, n uint64) ([]byte, error) {
	for _, part := range p.Progs {
		if part.Type == elf.PT_LOAD && addr >= part.Vaddr && addr-part.Vaddr < part.Filesz && n <= part.Filesz-(addr-part.Vaddr) {
			code := make([]byte, n)
			if _, err := part.ReadAt(code, int64(addr-part.Vaddr)); err != nil {
				return nil, fmt.Errorf("read %s: %w", p.path, err)
			}
			return code, nil
		}
	}
	return nil, fmt.Errorf("%s has no code at %#x", p.path, addr)
}

// buildID is the build ID of GNU's linker, which Go's linker writes too; empty without one.
func buildID(p *elf.File) string {
	s := p.Section(".note.gnu.build-id")
	if s == nil {
		return ""
	}
	const head = 16 // three lengths, and the name GNU
	note, err := s.Data()
	if err != nil || len(note) < head {
		return ""
	}
	return hex.EncodeToString(note[head:])
}
