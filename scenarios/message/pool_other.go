//go:build !race

package message

// The allocations of an operation whose buffers come out of a pool.
const (
	pooledAllocs = 0
	leaseAllocs  = 0
)
