//go:build !(goexperiment.simd && amd64)

package kernel

func sumBest(p []byte, passes int) uint64 { return sumGo(p, passes) }

func simdReaders() []Reader { return nil }
