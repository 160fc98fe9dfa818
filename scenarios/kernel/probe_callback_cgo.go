//go:build cgo

package kernel

// #include "c_kernel.h"
import "C"

// callBack crosses into C n times, which calls Go once each time.
func callBack(n int) uint64 {
	var answers C.uint64_t
	for range n {
		answers = C.bb_call_back(answers)
	}
	return uint64(answers)
}

// bbAnswer is what C calls: it counts.
//
//export bbAnswer
func bbAnswer(before C.uint64_t) C.uint64_t { return before + 1 }
