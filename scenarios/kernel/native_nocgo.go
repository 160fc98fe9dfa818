//go:build !cgo

package kernel

func cReaders() []Reader   { return nil }
func cCopiers() []Copier   { return nil }
func cStreamers() []Copier { return nil }
