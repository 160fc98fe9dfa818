package listing

import (
	"cmp"
	"debug/elf"
	"slices"
)

// functions are the functions of a program, by address.
type functions []elf.Symbol

func (p program) functions() (all functions) {
	symbols, err := p.Symbols()
	if err != nil || len(symbols) == 0 {
		symbols, _ = p.DynamicSymbols() // a library has those that others call
	}
	for _, s := range symbols {
		if elf.ST_TYPE(s.Info) == elf.STT_FUNC && s.Size > 0 && s.Size <= functionBytes && s.Section != elf.SHN_UNDEF {
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(a, b elf.Symbol) int { return cmp.Compare(a.Value, b.Value) })
	return all
}

// functionBytes is the size of the largest function that is disassembled.
const functionBytes = 1 << 20

// around is the function that holds an address; it has no size if there is none.
func (f functions) around(addr uint64) elf.Symbol {
	i, found := slices.BinarySearchFunc(f, addr, func(s elf.Symbol, addr uint64) int { return cmp.Compare(s.Value, addr) })
	if !found {
		i--
	}
	if i < 0 || i >= len(f) || addr-f[i].Value >= f[i].Size {
		return elf.Symbol{}
	}
	return f[i]
}

// name is the name of the function that begins at an address, as Go's disassembler asks
// for it.
func (f functions) name(addr uint64) (string, uint64) {
	if s := f.around(addr); s.Size > 0 {
		return s.Name, s.Value
	}
	return "", 0
}
