//go:build !(goexperiment.simd && amd64)

package kernel

func sumBest(p []byte, passes int) uint64 { return sumGo(p, passes) }

// PlainSum returns [Sum] in plain Go: Sum itself in this build.
func PlainSum() func(p []byte, passes int) uint64 { return Sum }

func simdReaders() []Reader { return nil }
