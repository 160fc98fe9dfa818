//go:build !cgo

package planted

func native() []Work { return nil }
