package codediff

import (
	"encoding/binary"
	"fmt"

	"golang.org/x/arch/x86/x86asm"
)

// decodeAMD64 masks the displacements of jumps, calls and memory operands relative to
// the instruction. It also masks absolute addresses of 32 bits, as assembly uses them
// with an index.
func decodeAMD64(m *Image, f symbol, yield func(instruction) bool) error {
	code := m.bytes(f.addr, f.size)
	for at := 0; at < len(code); {
		asm, err := x86asm.Decode(code[at:], 64)
		if err != nil || asm.Len == 0 || asm.Len > 16 || at+asm.Len > len(code) {
			return fmt.Errorf("%s+%#x: the instruction % x is not decoded", f.name, at, code[at:min(len(code), at+8)])
		}
		var in instruction
		raw := code[at : at+asm.Len]
		copy(in.key[:], raw)
		at += asm.Len
		if asm.PCRel > 0 {
			in.target = f.addr + uint64(at) + uint64(displacement(raw[asm.PCRelOff:], asm.PCRel))
			clear(in.key[asm.PCRelOff : asm.PCRelOff+asm.PCRel])
		} else if i, addr := absolute(m, asm, raw); i > 0 {
			in.target = addr
			clear(in.key[i : i+4])
		}
		if !yield(in) {
			return nil
		}
	}
	return nil
}

func displacement(b []byte, size int) int64 {
	switch size {
	case 1:
		return int64(int8(b[0]))
	case 2:
		return int64(int16(binary.LittleEndian.Uint16(b)))
	}
	return int64(int32(binary.LittleEndian.Uint32(b)))
}

// absolute finds an operand whose displacement is an address of this program. It
// returns the position of the address in the instruction, or 0 if there is none.
func absolute(m *Image, asm x86asm.Inst, raw []byte) (at int, addr uint64) {
	for _, arg := range asm.Args {
		mem, ok := arg.(x86asm.Mem)
		if !ok || mem.Disp < 1<<16 || m.section(uint64(mem.Disp)) == nil {
			continue
		}
		for i := len(raw) - 4; i > 0; i-- {
			if binary.LittleEndian.Uint32(raw[i:]) == uint32(mem.Disp) {
				return i, uint64(mem.Disp)
			}
		}
	}
	return 0, 0
}
