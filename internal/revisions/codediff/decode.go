package codediff

import "encoding/binary"

// instruction is an instruction of a function. Key has its bytes, with zeros in place of
// an address.
type instruction struct {
	key    [16]byte
	target uint64 // its address; 0 without one
}

// word returns the 4 bytes of an instruction at an offset.
func word(code []byte, at int) uint32 { return binary.LittleEndian.Uint32(code[at:]) }

// signed returns the two's complement value of the low bits of x.
func signed(x uint32, bits int) int64 {
	return int64(int32(x<<(32-bits))) >> (32 - bits)
}
