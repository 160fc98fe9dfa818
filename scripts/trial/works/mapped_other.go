//go:build !unix

package works

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/plant"
)

func mapsFile(b *bench.Block, _ int) (func() plant.Arm, error) {
	return nil, b.Skip("this system maps no files in the way of Unix", "")
}

func mapsFresh(b *bench.Block, parts int) (func() plant.Arm, error) { return mapsFile(b, parts) }
