package alloc

import (
	"bytes"
	"testing"

	"example.com/revisions/parts"
)

var (
	kept []byte
	data = make([]byte, 1<<10)
)

// BenchmarkClone allocates.
func BenchmarkClone(b *testing.B) {
	for i := 0; i < b.N; i++ {
		for p := 0; p < parts.All+parts.Extra; p++ {
			kept = bytes.Clone(data)
		}
	}
}
