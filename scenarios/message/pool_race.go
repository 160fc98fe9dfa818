//go:build race

package message

import "github.com/bufbench/bufbench/bench"

// Under the race detector a sync.Pool drops one of four buffers, at random.
const (
	pooledAllocs = bench.Uncounted
	leaseAllocs  = bench.Uncounted
)
