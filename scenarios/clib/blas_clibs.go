//go:build clibs && cgo

package clib

/*
#cgo pkg-config: openblas
#cgo linux LDFLAGS: -Wl,--as-needed -ldl
#cgo noescape bb_ddot
#cgo nocallback bb_ddot
#include <stdlib.h>
#include "c_blas.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// ready loads OpenBLAS, or says why it cannot be had here.
func ready() error {
	if err := loadBLAS(); err != nil {
		return &bench.Skip{Reason: err.Error(), Hint: "apt-get install libopenblas-dev"}
	}
	return nil
}

// loadBLAS loads OpenBLAS for good, with one thread. It is not linked: its
// constructor takes tens of milliseconds and starts a thread for each further
// processor, which every scenario of the program would have beside it.
var loadBLAS = sync.OnceValue(func() error {
	failure := C.bb_blas_load()
	if failure == nil {
		return nil
	}
	defer C.free(unsafe.Pointer(failure))
	return errors.New("load OpenBLAS: " + C.GoString(failure))
})

// blasVersion is that of the loaded OpenBLAS, such as 0.3.21; empty if it does
// not say.
func blasVersion() string {
	// OpenBLAS owns the text: OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH SkylakeX.
	words := strings.Fields(C.GoString(C.bb_blas_config()))
	if len(words) < 2 {
		return ""
	}
	return words[1]
}

// openDot returns the function dot, OpenBLAS loaded.
func openDot(b *bench.Block) (func(p []byte) uint64, error) {
	if b.Case.Size/8 > math.MaxInt32 {
		return nil, fmt.Errorf("ddot of %s: OpenBLAS counts in 32 bits (stay below 16GiB)", b.Case.Size)
	}
	return dot, loadBLAS()
}

// dot is OpenBLAS's dot product of the doubles at p with themselves, as the bits
// of a double.
func dot(p []byte) uint64 {
	// Unsafe: p keeps its bytes alive until OpenBLAS returns, which reads
	// len(p)/8 doubles and keeps no pointer; they begin at a multiple of eight,
	// as Grid.Element, malloc and Python's allocator have it.
	return uint64(C.bb_ddot((*C.uchar)(unsafe.Pointer(unsafe.SliceData(p))), C.size_t(len(p)/8)))
}
