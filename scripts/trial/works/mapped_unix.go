//go:build unix

package works

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/scenarios/file"
	"github.com/bufbench/bufbench/scenarios/kernel"
	"golang.org/x/sys/unix"
)

// mapsFile maps a file, reads it and unmaps it: the arm view-percall of
// FileRead.
func mapsFile(b *bench.Block, parts int) (func() plant.Arm, error) {
	return borrowed(b, file.FileRead, "view-percall", nil, parts)
}

// mapsFresh maps fresh memory, copies into it and unmaps it: every page is a fault.
func mapsFresh(b *bench.Block, parts int) (func() plant.Arm, error) {
	src := b.Touched(b.Case.Size + b.Case.Size/bench.Bytes(parts))
	return plant.Longer(int(b.Case.Size), parts, func(n int) uint64 {
		fresh, err := unix.Mmap(-1, 0, n, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
		if err != nil {
			panic(fmt.Sprintf("map %d bytes: %v", n, err))
		}
		copy(fresh, src)
		sum := kernel.Sum(fresh[:64], 1)
		if err := unix.Munmap(fresh); err != nil {
			panic(fmt.Sprintf("unmap %d bytes: %v", n, err))
		}
		return sum
	}), nil
}
