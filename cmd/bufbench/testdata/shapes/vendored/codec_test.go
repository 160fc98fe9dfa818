package codec

import (
	"testing"

	"example.com/sum"
)

var sink int

func BenchmarkWork(b *testing.B) {
	for range b.N {
		sink = sum.Of(1)
	}
}
