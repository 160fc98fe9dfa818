package buffer

import (
	"encoding/binary"
	"runtime"
	"unsafe"
)

// The sizes and alignments of C types in native formats, as the C compilers of this
// platform have them. CPython asks its compiler; this package has none, and knows.

// word is the size of a pointer, and of n, N, P, O.
const word = int(unsafe.Sizeof(uintptr(0)))

// bigEndian says that this machine stores the high byte first.
var bigEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1<<8

// longSize is that of C's long: a word, but on Windows.
func longSize() int {
	if runtime.GOOS == "windows" {
		return 4
	}
	return word
}

// align8 is how C aligns long long and double: by themselves, but on i386
// outside Windows.
func align8() int {
	if runtime.GOARCH == "386" && runtime.GOOS != "windows" {
		return 4
	}
	return 8
}

// longDouble is size and alignment of C's long double: eight bytes where the
// platform makes it a double, the ten of x87 in 12 or 16, or sixteen.
func longDouble() (size, align int) {
	apple := runtime.GOOS == "darwin" || runtime.GOOS == "ios"
	switch {
	case runtime.GOOS == "windows", apple && runtime.GOARCH == "arm64":
		return 8, 8
	case runtime.GOARCH == "386" && !apple:
		return 12, 4
	case runtime.GOARCH == "s390x":
		return 16, 8
	case word == 8, runtime.GOARCH == "386":
		return 16, 16
	}
	return 8, 8
}
