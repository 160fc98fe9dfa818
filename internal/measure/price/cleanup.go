package price

import (
	"runtime"

	"github.com/bufbench/bufbench/bench"
)

// Cleanup adds a cleanup to an object and stops it, as code does that releases in time.
func Cleanup() bench.Op {
	object := new([word]byte)
	return bench.Op{Run: func(n int) uint64 {
		for range n {
			c := runtime.AddCleanup(object, func([]byte) {}, nil)
			c.Stop()
		}
		runtime.KeepAlive(object)
		return 0
	}}
}
