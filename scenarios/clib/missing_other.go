//go:build !clibs || !cgo

package clib

import "github.com/bufbench/bufbench/bench"

// source stands for the argument of a C library, in a build without one.
type source struct{}

func ready() error {
	return &bench.Skip{
		Reason: "built without zlib and OpenBLAS",
		Hint:   "install gcc, pkg-config, zlib1g-dev and libopenblas-dev, and build with CGO_ENABLED=1 and -tags clibs",
	}
}

func versions() []bench.Version { return nil }

func openSource(*bench.Block) (*source, error) { return nil, ready() }

// The arms are nil: the source skips before any of them is opened.
var copyFresh, copyKept, viewPointer func(*bench.Block, *source) (bench.Op, error)
