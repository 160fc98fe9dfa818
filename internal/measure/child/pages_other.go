//go:build !linux

package child

func adviseHuge([]byte) bench.Bytes { return 0 }
