package codediff

import (
	"encoding/binary"
	"fmt"
)

// decodeARM64 masks the immediates of branches, and of the pairs of instructions by
// which Go's linker writes an address: ADRP and ADD, or ADRP and a load or store. The
// encodings are those of the Arm Architecture Reference Manual, C4.1.
func decodeARM64(m *Image, f symbol, yield func(instruction) bool) error {
	code := m.bytes(f.addr, f.size)
	page, pageIn := uint64(0), uint32(32) // what the instruction before, an ADRP, put into which register
	for at := 0; at+4 <= len(code); at += 4 {
		w, pc := word(code, at), f.addr+uint64(at)
		in := instruction{}
		mask := uint32(0)
		switch {
		case w&0x9f000000 == 0x90000000: // ADRP
			if pageIn < 32 {
				return fmt.Errorf("%s+%#x: an ADRP is not followed by its offset", f.name, at)
			}
			page = pc&^0xfff + uint64(signed(w>>5&0x7ffff<<2|w>>29&3, 21)<<12)
			pageIn, mask = w&31, 0x60ffffe0
		case pageIn < 32:
			scale, ok := offsetScale(w)
			if !ok || w>>5&31 != pageIn {
				return fmt.Errorf("%s+%#x: an ADRP is not followed by its offset", f.name, at)
			}
			in.target, mask = page+uint64(w>>10&0xfff)<<scale, 0xfff<<10
			pageIn = 32
		default:
			in.target, mask = branch(w, pc)
		}
		binary.LittleEndian.PutUint32(in.key[:], w&^mask)
		if !yield(in) {
			return nil
		}
	}
	return nil
}

// offsetScale is by how many bits the 12-bit offset of an ADD, a load or a store is
// shifted; not ok for any other instruction.
func offsetScale(w uint32) (scale int, ok bool) {
	switch {
	case w&0xff800000 == 0x91000000, w&0xffc00000 == 0x91000000: // ADD (immediate)
		return 0, w>>22&1 == 0
	case w&0x3b000000 == 0x39000000: // load or store (unsigned immediate)
		if w>>26&1 == 1 && w>>30 == 0 && w>>23&1 == 1 { // 128 bits
			return 4, true
		}
		return int(w >> 30), true
	}
	return 0, false
}

// branch returns the target of a branch or of a literal load, and a mask of the bits
// that encode it.
func branch(w uint32, pc uint64) (target uint64, mask uint32) {
	switch {
	case w&0x7c000000 == 0x14000000: // B, BL
		return pc + uint64(signed(w, 26)<<2), 0x03ffffff
	case w&0xff000000 == 0x54000000, w&0x7e000000 == 0x34000000, w&0x3b000000 == 0x18000000: // B.cond, CBZ and CBNZ, LDR (literal)
		return pc + uint64(signed(w>>5, 19)<<2), 0x00ffffe0
	case w&0x7e000000 == 0x36000000: // TBZ, TBNZ
		return pc + uint64(signed(w>>5, 14)<<2), 0x0007ffe0
	case w&0x9f000000 == 0x10000000: // ADR
		return pc + uint64(signed(w>>5&0x7ffff<<2|w>>29&3, 21)), 0x60ffffe0
	}
	return 0, 0
}
