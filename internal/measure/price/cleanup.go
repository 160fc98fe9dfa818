package price

import (
	"runtime"

	"github.com/bufbench/bufbench/bench"
)

// Cleanup adds the cleanup run to an object and stops it, as code does that releases in time.
// So run is never called.
func Cleanup(run func()) bench.Op {
	object := new([word]byte)
	return bench.Op{Run: func(n int) uint64 {
		for range n {
			c := runtime.AddCleanup(object, func(run func()) { run() }, run)
			c.Stop()
		}
		runtime.KeepAlive(object)
		return 0
	}}
}
