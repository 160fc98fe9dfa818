package launch

import "github.com/bufbench/bufbench/bench"

// Washed is how much memory a ring and what cold lives follow have at least:
// more than the last-level cache of any processor that we know, because a
// virtual machine may not tell of it.
const Washed = 64 * bench.MiB

// Wash is how many bytes push everything else out of a last-level cache of that size.
func Wash(cache bench.Bytes) bench.Bytes { return max(2*cache, Washed) }
