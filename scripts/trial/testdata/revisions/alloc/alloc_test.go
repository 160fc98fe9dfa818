package alloc

import (
	"bytes"
	"testing"

	"example.com/revisions/parts"
)

var (
	kept []byte
	data = make([]byte, 64)
)

// BenchmarkClone allocates little each time: the time of larger copies is that of
// memory, and does not grow in proportion to their number.
func BenchmarkClone(b *testing.B) {
	for i := 0; i < b.N; i++ {
		for p := 0; p < parts.All+parts.Extra; p++ {
			kept = bytes.Clone(data)
		}
	}
}
