package native

import "testing"

var sink *int

func BenchmarkWork(b *testing.B) {
	for range b.N {
		for i := range Of(1) {
			sink = &i // an allocation
		}
	}
}
