//go:build !linux

package bench

func adviseHuge([]byte) Bytes { return 0 }
