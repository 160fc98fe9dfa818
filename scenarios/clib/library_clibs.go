//go:build clibs && cgo

package clib

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
)

// library opens the function of the case for one arm. The consumer calls it once per
// pass, each time across the border. Its sums depend on every byte.
func library(b *bench.Block) (bench.Consumer, error) {
	once, err := openCall(b)
	if err != nil {
		return nil, err
	}
	return b.Through(func(p []byte, passes int) (sum uint64) {
		for range passes {
			sum += once(p)
		}
		return sum
	}), nil
}

// openCall opens the function that the case names; the block closes it.
func openCall(b *bench.Block) (func(p []byte) uint64, error) {
	switch name := b.Case.Get(call); name {
	case "crc32":
		return crc32, nil
	case "deflate":
		d, err := openDeflater(b)
		return d.checksum, err
	case "ddot":
		return openDot(b)
	default:
		return nil, fmt.Errorf("call the unknown function %q of a C library", name)
	}
}
