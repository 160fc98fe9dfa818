//go:build !unix

package planted

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/planted"
)

func mapsFile(b *bench.Block, _ int) (func() planted.Arm, error) {
	return nil, b.Skip("this system maps no files in the way of Unix", "")
}

func mapsFresh(b *bench.Block, parts int) (func() planted.Arm, error) { return mapsFile(b, parts) }
