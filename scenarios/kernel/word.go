package kernel

import (
	"encoding/binary"
	"unsafe"
)

// A slice expression would check what the loops have checked, at a third of
// their speed; so word and block look at p through a pointer.

// word returns the little-endian word at p[i:i+8], which must lie within p.
func word(p []byte, i int) uint64 {
	// Unsafe: p owns the bytes and keeps them alive, the caller has shown
	// i+8 <= len(p), and an array of bytes needs no alignment.
	return binary.LittleEndian.Uint64((*[8]byte)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(p)), i))[:])
}

// block32 returns p[i:i+32], which must lie within p.
func block32(p []byte, i int) *[32]byte {
	// Unsafe: as in word, with i+32 <= len(p).
	return (*[32]byte)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(p)), i))
}

// block64 returns p[i:i+64], which must lie within p.
func block64(p []byte, i int) *[64]byte {
	// Unsafe: as in word, with i+64 <= len(p).
	return (*[64]byte)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(p)), i))
}

// block128 returns p[i:i+128], which must lie within p.
func block128(p []byte, i int) *[128]byte {
	// Unsafe: as in word, with i+128 <= len(p).
	return (*[128]byte)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(p)), i))
}

// cells is p as whole words: what is left over at its end belongs to none.
func cells(p []byte) [][8]byte {
	// Unsafe: the same owner and lifetime, no more bytes than p has, and an
	// array of bytes needs no alignment.
	return unsafe.Slice((*[8]byte)(unsafe.Pointer(unsafe.SliceData(p))), len(p)/8)
}

// lastWord returns the len(p)%8 bytes at the end of p as a little-endian word
// padded with zeros; p holds at least eight bytes. It loads the last eight and
// shifts out those that belong to the word before.
func lastWord(p []byte) uint64 {
	return word(p, len(p)-8) >> (64 - 8*(uint(len(p))&7))
}

// partWord returns 1 to 7 bytes as a little-endian word padded with zeros,
// from two loads that may overlap: bytes loaded twice land on themselves.
func partWord(q []byte) uint64 {
	n := len(q)
	switch {
	case n >= 4:
		lo := uint64(binary.LittleEndian.Uint32(q))
		hi := uint64(binary.LittleEndian.Uint32(q[n-4:]))
		return lo | hi<<(8*uint(n-4))
	case n >= 2:
		lo := uint64(binary.LittleEndian.Uint16(q))
		hi := uint64(binary.LittleEndian.Uint16(q[n-2:]))
		return lo | hi<<(8*uint(n-2))
	default:
		return uint64(q[0])
	}
}
