//go:build cgo

package kernel

/*
#cgo CFLAGS: -O3 -std=c11 -Wall
#cgo noescape bb_sum
#cgo nocallback bb_sum
#cgo noescape bb_copy
#cgo nocallback bb_copy
#include "c_kernel.h"
*/
import "C"

import "unsafe"

// widths lists the C versions from portable to widest.
var widths = []struct {
	name  string
	width C.int
}{
	{"c", C.BB_PLAIN}, {"c-sse2", C.BB_SSE2}, {"c-avx2", C.BB_AVX2}, {"c-avx512", C.BB_AVX512},
}

func cReaders() []Reader {
	var list []Reader
	for _, w := range widths {
		// Without SSE2: it is the baseline of amd64, so "c" has it.
		if w.width != C.BB_SSE2 && C.bb_has(w.width) != 0 {
			list = append(list, Reader{w.name, func(p []byte, passes int) uint64 { return cSum(w.width, p, passes) }})
		}
	}
	if C.bb_has(C.BB_AVX2) != 0 {
		list = append(list, Reader{"c-avx2-halves", func(p []byte, passes int) uint64 { return cSum(C.BB_AVX2|C.BB_HALVES, p, passes) }})
	}
	return list
}

func cCopiers() []Copier {
	list := []Copier{copier("c-memcpy", func(dst, src []byte, passes int) { cCopy(C.BB_PLAIN, dst, src, passes) })}
	for _, w := range widths {
		if w.width > C.BB_SSE2 && C.bb_has(w.width) != 0 {
			list = append(list, copier(w.name, func(dst, src []byte, passes int) { cCopy(w.width, dst, src, passes) }))
		}
	}
	return list
}

func cStreamers() []Copier {
	var list []Copier
	for _, w := range widths {
		if w.width != C.BB_PLAIN && C.bb_has(w.width) != 0 {
			list = append(list, copier(w.name, func(dst, src []byte, passes int) { cCopy(w.width|C.BB_STREAM, dst, src, passes) }))
		}
	}
	return list
}

func cSum(width C.int, p []byte, passes int) uint64 {
	if len(p) == 0 || passes <= 0 {
		return 0
	}
	// Unsafe: p keeps its bytes alive until C returns, C reads len(p) of them
	// as unaligned bytes and keeps no pointer.
	return uint64(C.bb_sum(width, (*C.uchar)(unsafe.Pointer(unsafe.SliceData(p))), C.size_t(len(p)), C.size_t(passes)))
}

func cCopy(how C.int, dst, src []byte, passes int) {
	n := min(len(dst), len(src))
	if n == 0 || passes <= 0 {
		return
	}
	// Unsafe: dst keeps its bytes alive until C returns, C writes n <= len(dst)
	// of them, as unaligned bytes, and keeps no pointer.
	d := (*C.uchar)(unsafe.Pointer(unsafe.SliceData(dst)))
	// Unsafe: as above; C reads n <= len(src) bytes.
	s := (*C.uchar)(unsafe.Pointer(unsafe.SliceData(src)))
	C.bb_copy(how, d, s, C.size_t(n), C.size_t(passes))
}
