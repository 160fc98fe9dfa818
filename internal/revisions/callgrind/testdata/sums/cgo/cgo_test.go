package cgo

import "testing"

var total int

func BenchmarkC(b *testing.B) {
	for i := 0; i < b.N; i++ {
		total += Sum(1000)
	}
}
