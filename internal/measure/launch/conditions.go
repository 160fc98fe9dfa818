package launch

import "github.com/bufbench/bufbench/bench"

// Conditions hold for all cases of a launch, as far as a case does not name its own.
type Conditions struct {
	Ballast bench.Bytes `json:"ballast"` // live heap while the collector is on, unless a case says otherwise
	Cache   bench.Bytes `json:"cache"`   // size of the last-level cache; 0 if unknown
	Pages   Pages       `json:"pages"`   // that large buffers ask for
	Reader  Reader      `json:"reader"`  // of arms that consume through the block's Kernel
}

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

// Reader is the code that reads the bytes for arms. C, libraries and walks over
// distant elements read for themselves, whatever the reader is.
type Reader string

// The readers.
const (
	FastReader Reader = ""     // the scenario's own Kernel: kernel.Sum has vectors if the build has them
	GoReader   Reader = "go"   // plain Go in every build
	NoReader   Reader = "none" // nothing is read: all cases have 0 passes
)
