package goheap

import (
	"testing"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// TestPartsLookAtTheSource: what is kept begins where the source does, holds
// what is needed, and cannot be appended to in place.
func TestPartsLookAtTheSource(t *testing.T) {
	for _, size := range []bench.Bytes{8, bench.PartSize, 4096} {
		b := bench.NewBlock(bench.Case{Size: size}, 1)
		src, err := b.Data()
		if err != nil {
			t.Fatal(err)
		}
		s, err := StringBytes.Source(b) // a source of its own, of the same bytes
		if err != nil {
			t.Fatal(err)
		}
		want := src[:min(size, bench.PartSize)]
		part := slicePart(b, src).([]byte)
		if &part[0] != &src[0] || len(part) != len(want) || cap(part) != len(want) {
			t.Errorf("part of %s: %d bytes with room for %d, at the source %t; want %d at it", size, len(part), cap(part), &part[0] == &src[0], len(want))
		}
		numbers := numbersPart(b, src).([]uint64)
		if got := asBytes(numbers); &got[0] != &src[0] || len(got) != len(want) || cap(numbers) != len(numbers) {
			t.Errorf("numbers of %s: %d bytes, at the source %t; want %d at it", size, len(got), &got[0] == &src[0], len(want))
		}
		text := StringBytes.Part(b, s).(string)
		if text != string(want) || unsafe.StringData(text) != unsafe.StringData(s) {
			t.Errorf("text of %s: %q, at the string %t; want %q at it", size, text, unsafe.StringData(text) == unsafe.StringData(s), want)
		}
		b.Close()
	}
}
