package codec

import (
	"testing"

	"example.com/sum"
)

var sink *int

func BenchmarkWork(b *testing.B) {
	for range b.N {
		for i := range sum.Of(1) {
			sink = &i // an allocation
		}
	}
}
