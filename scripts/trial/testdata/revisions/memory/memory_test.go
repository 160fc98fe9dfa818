package memory

import (
	"encoding/binary"
	"testing"

	"example.com/revisions/parts"
)

var (
	sink uint64
	data = make([]byte, 16<<20)
)

func init() {
	for i := range data {
		data[i] = byte(i * 7)
	}
}

//go:noinline
func sum(b []byte) (s uint64) {
	var s1, s2, s3 uint64
	for len(b) >= 32 {
		s += binary.LittleEndian.Uint64(b)
		s1 += binary.LittleEndian.Uint64(b[8:])
		s2 += binary.LittleEndian.Uint64(b[16:])
		s3 += binary.LittleEndian.Uint64(b[24:])
		b = b[32:]
	}
	return s + s1 + s2 + s3
}

// BenchmarkStream reads 16 MiB in turn, 16 KiB a part: more than caches of one
// core hold.
func BenchmarkStream(b *testing.B) {
	at := 0
	for i := 0; i < b.N; i++ {
		for p := 0; p < parts.All+parts.Extra; p++ {
			sink += sum(data[at : at+16<<10])
			at = (at + 16<<10) % len(data)
		}
	}
}
