package codediff

import "encoding/binary"

// instruction is one of a function. Key has its bytes without those of an address.
type instruction struct {
	key    [16]byte
	target uint64 // the address that it refers to; 0 if to none
}

// decoder calls yield for each instruction of a function until it returns false.
// The error names the first one that cannot be decoded.
type decoder func(m *Image, f symbol, yield func(instruction) bool) error

// decoders has the architectures whose instructions are decoded.
var decoders = map[string]decoder{"amd64": decodeAMD64, "arm64": decodeARM64}

// word is the 4 bytes of an instruction at an offset.
func word(code []byte, at int) uint32 { return binary.LittleEndian.Uint32(code[at:]) }

// signed is the two's complement value of the low bits of x.
func signed(x uint32, bits int) int64 {
	return int64(int32(x<<(32-bits))) >> (32 - bits)
}
