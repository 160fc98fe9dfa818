package report

import "github.com/bufbench/bufbench/bench"

// CacheJSON is a cache of the machine.
type CacheJSON struct {
	Name string      `json:"name"` // L1, L2 or LLC, the last level
	Size bench.Bytes `json:"size"`
}
