package kernel

// Copier is one way to copy memory. Copy copies min(len(dst), len(src)) bytes
// from src to dst, which must not overlap, and writes no other byte. Repeat
// does so passes times in one call: from C, one call costs as much as copying
// some KiB, and would hide what the loop can do.
type Copier struct {
	Name   string // "go", "c-memcpy", "c-avx2", "c-avx512"; "c-sse2" streams only
	Copy   func(dst, src []byte)
	Repeat func(dst, src []byte, passes int)
}

// copier makes a Copier of its Repeat.
func copier(name string, repeat func(dst, src []byte, passes int)) Copier {
	return Copier{name, func(dst, src []byte) { repeat(dst, src, 1) }, repeat}
}

// Copiers returns the copies of this build that this CPU can run: Go's copy,
// C's memcpy and C vector loops with ordinary stores, which leave the
// destination in cache. Go's copy and C's memcpy choose by size: on amd64 with
// AVX, Go streams past the caches from 1 MiB, and C libraries do so from some
// size of their own. They stand here nevertheless, since which it is cannot be
// asked for.
func Copiers() []Copier {
	return append([]Copier{copier("go", goCopy)}, cCopiers()...)
}

// Streamers returns the copies with non-temporal stores: the destination is not read
// before it is written, and does not stay in cache. Go cannot express such stores, so
// they are in C on amd64; elsewhere the slice is empty.
func Streamers() []Copier {
	return cStreamers()
}

// goCopy is Go's copy.
//
//go:noinline
func goCopy(dst, src []byte, passes int) {
	for range passes {
		copy(dst, src)
	}
}
