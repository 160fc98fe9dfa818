package child

import (
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// address is where memory begins; 0 of nothing.
func address(p []byte) uintptr {
	return uintptr(unsafe.Pointer(unsafe.SliceData(p))) // looked at, never followed
}

// lineOf is how far from the beginning of a cache line an address is.
func lineOf(at uintptr) bench.Bytes { return bench.Bytes(at % launch.CacheLine) }

// placeOf is the place of memory at an address. Each block has a source of its own, which
// may begin elsewhere in a line, and what lies in the source moves with it.
func placeOf(at uintptr, source []byte) launch.Place {
	begin := address(source)
	if lineOf(begin) != 0 && at >= begin && at-begin < uintptr(len(source)) {
		return launch.Place{Line: lineOf(at - begin), Source: true}
	}
	return launch.Place{Line: lineOf(at)}
}

// placed is memory of a size that begins so far from the beginning of a cache line: the
// ground, if that does and is as long.
func placed(ground []byte, size, line bench.Bytes, more func(bench.Bytes) []byte) []byte {
	if lineOf(address(ground)) == line && bench.Bytes(len(ground)) >= size {
		return ground[:size]
	}
	room := more(size + launch.CacheLine)
	skip := (line + launch.CacheLine - lineOf(address(room))) % launch.CacheLine
	return room[skip : skip+size]
}
