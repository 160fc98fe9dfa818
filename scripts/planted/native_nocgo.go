//go:build linux && !cgo

package main

// nativeCosts are none: there is no C in this build.
func nativeCosts() []cost { return nil }
