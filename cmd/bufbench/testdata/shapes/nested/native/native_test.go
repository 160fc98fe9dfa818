package native

import "testing"

var sink int

func BenchmarkWork(b *testing.B) {
	for range b.N {
		sink = Of(1)
	}
}
