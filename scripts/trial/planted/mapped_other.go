//go:build !unix

package planted

import "github.com/bufbench/bufbench/bench"

func mapsFile(b *bench.Block, _ int) (func() arm, error) {
	return nil, b.Skip("this system maps no files in the way of Unix", "")
}

func mapsFresh(b *bench.Block, parts int) (func() arm, error) { return mapsFile(b, parts) }
