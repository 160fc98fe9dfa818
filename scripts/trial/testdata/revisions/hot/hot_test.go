package hot

import (
	"testing"

	"example.com/revisions/parts"
)

var (
	sink uint64
	data = make([]byte, 16<<10)
)

//go:noinline
func sum(b []byte) (s uint64) {
	for _, x := range b {
		s += uint64(x)
	}
	return s
}

// BenchmarkSum reads what the first cache holds.
func BenchmarkSum(b *testing.B) {
	for i := 0; i < b.N; i++ {
		for p := 0; p < parts.All+parts.Extra; p++ {
			at := p % 16 << 10
			sink += sum(data[at : at+1<<10])
		}
	}
}

type adder interface{ add(uint64) uint64 }

type one struct{ by uint64 }

//go:noinline
func (o *one) add(x uint64) uint64 { return x + o.by }

var through adder = &one{1}

// BenchmarkCall calls.
func BenchmarkCall(b *testing.B) {
	x := uint64(0)
	for i := 0; i < b.N; i++ {
		for p := 0; p < parts.All+parts.Extra; p++ {
			for c := 0; c < 10; c++ {
				x = through.add(x)
			}
		}
	}
	sink += x
}
