package launch

import "github.com/bufbench/bufbench/bench"

// Pages is what large buffers of a block ask the operating system for.
type Pages string

// The kinds of pages. A record says how much was asked for and how much was granted.
const (
	BasePages Pages = ""     // what a Go program gets by itself
	HugePages Pages = "huge" // transparent huge pages, for buffers of [HugeFrom] bytes and more
)

// HugeFrom is the size from which a buffer asks for huge pages: none fits into a
// smaller one.
const HugeFrom = 2 * bench.MiB
