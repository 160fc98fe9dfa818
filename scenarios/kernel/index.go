package kernel

import "encoding/binary"

// SumIndexed reads, passes times, the words of table that index names, in the
// order of index, and returns the sum, modulo 2⁶⁴ and over all passes, of these
// little-endian words. Word i is the eight bytes at table[8*i:]; it panics when
// there is none. Otherwise the contract is Sum's.
//
// Every arm that goes through an index consumes through this one function.
// Each index is checked: beside cache misses, the check costs nothing.
//
//go:noinline
func SumIndexed(table []byte, index []uint32, passes int) uint64 {
	from := cells(table)
	var a, b, c, d uint64
	for ; passes > 0; passes-- {
		i := 0
		for ; i <= len(index)-8; i += 8 {
			at := (*[8]uint32)(index[i : i+8])
			a += binary.LittleEndian.Uint64(from[at[0]][:])
			b += binary.LittleEndian.Uint64(from[at[1]][:])
			c += binary.LittleEndian.Uint64(from[at[2]][:])
			d += binary.LittleEndian.Uint64(from[at[3]][:])
			a += binary.LittleEndian.Uint64(from[at[4]][:])
			b += binary.LittleEndian.Uint64(from[at[5]][:])
			c += binary.LittleEndian.Uint64(from[at[6]][:])
			d += binary.LittleEndian.Uint64(from[at[7]][:])
		}
		for _, at := range index[i:] {
			a += binary.LittleEndian.Uint64(from[at][:])
		}
	}
	return a + b + c + d
}

// GatherIndexed copies the words that [SumIndexed] reads to dst, one behind the
// other, as many as dst has whole words for. dst and table must not overlap.
// Note: eight words a step were no faster than this loop.
//
//go:noinline
func GatherIndexed(dst, table []byte, index []uint32) {
	from, to := cells(table), cells(dst)
	n := min(len(to), len(index))
	index, to = index[:n], to[:n]
	for i, at := range index {
		to[i] = from[at]
	}
}
