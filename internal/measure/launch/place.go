package launch

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
)

// CacheLine is the length of a line in the caches of all processors that Go's SIMD knows.
const CacheLine = 64

// Place is where memory that is read begins in its line of the caches. Wide reads from the
// midst of a line take two lines each, and up to twice as long.
type Place struct {
	Line   bench.Bytes `json:"line,omitempty"`   // bytes from the beginning of a line
	Source bool        `json:"source,omitempty"` // or from where the block's source begins, as no line does
}

// In is how far from the beginning of a line the memory begins, in a block whose source
// begins so far from one.
func (p Place) In(source bench.Bytes) bench.Bytes {
	if p.Source {
		return (p.Line + source) % CacheLine
	}
	return p.Line
}

// String is the place in the name of a price; empty for the beginning of a line.
func (p Place) String() string {
	switch {
	case p.Source:
		return fmt.Sprintf("source+%d", p.Line)
	case p.Line > 0:
		return fmt.Sprintf("line+%d", p.Line)
	}
	return ""
}
