//go:build !linux

package bench

func threadClocks() Clocks { return Clocks{} }
