package machine

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/klauspost/cpuid/v2"
)

// CacheSizes are the data caches that the first processor reads through, in
// bytes. Zero means not known, or none. A cache that several processors share
// counts whole.
type CacheSizes struct {
	L1d uint64
	L2  uint64
	LLC uint64 // the last level, which may be L2
}

// Caches states the sizes of the caches of the host whose sys stands in root.
func Caches(root string) CacheSizes {
	t := treeOf(root)
	var level [5]uint64 // by level, from 1
	for i := range 10 { // index0 to index9: Linux has four on most processors
		dir := fmt.Sprintf("sys/devices/system/cpu/cpu0/cache/index%d/", i)
		n, ok := t.Number(dir + "level")
		size := cacheSize(t.Text(dir + "size"))
		if ok && n < uint64(len(level)) && size > 0 && t.Text(dir+"type") != "Instruction" {
			level[n] = size
		}
	}
	if t.Live() && level[1] == 0 && level[2] == 0 {
		c := cpuid.CPU.Cache // -1 where not detected
		level = [5]uint64{1: uint64(max(c.L1D, 0)), 2: uint64(max(c.L2, 0)), 3: uint64(max(c.L3, 0))}
	}
	sizes := CacheSizes{L1d: level[1], L2: level[2]}
	for _, size := range level {
		if size > 0 {
			sizes.LLC = size
		}
	}
	return sizes
}

// cacheSize is a size as sysfs writes it, such as 32K, in bytes, or 0.
func cacheSize(text string) uint64 {
	digits, shift := text, 0
	for i, unit := range []string{"K", "M", "G"} {
		if d, ok := strings.CutSuffix(text, unit); ok {
			digits, shift = d, 10*(i+1)
		}
	}
	n, err := strconv.ParseUint(digits, 10, 32)
	if err != nil {
		return 0
	}
	return n << shift
}

// Washable is the size of the last-level cache, or less if there is little free memory:
// to push out its content takes twice as much. A container may be told of a cache as large
// as its memory. The result is 0 only if the size of the cache is not known.
func (c CacheSizes) Washable(root string) uint64 {
	free, _, err := Free(root)
	if err != nil {
		return c.LLC
	}
	return min(c.LLC, max(free/8, 1))
}
