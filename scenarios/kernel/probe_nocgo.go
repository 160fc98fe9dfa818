//go:build !cgo

package kernel

import "github.com/bufbench/bufbench/internal/measure/reference"

// nativeProbes are none: all of them need C.
func nativeProbes() []reference.Candidate { return nil }
