package codediff

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// findBounds collects every address in instructions or data. A nameless object ends at
// the next such address.
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
		// A function that cannot be decoded is reported when a benchmark reaches it.
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

// extent returns the maximum size of a nameless object at addr, up to the next known
// address.
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

// least returns the minimum size of a nameless object at addr. Go's linker sorts the
// objects of a section by size, so the object before it gives a lower bound.
// Instructions may refer to the middle of an object, so its extent alone would be too
// short.
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
