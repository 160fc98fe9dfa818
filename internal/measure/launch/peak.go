package launch

import "github.com/bufbench/bufbench/bench"

// Peaked is what memory the lives of one arm have at most, in one process.
type Peaked struct {
	Case   bench.Case  `json:"case"`
	Arm    string      `json:"arm"`
	Lives  int         `json:"lives"`
	Grown  bench.Bytes `json:"grown"`  // resident memory of the process at most, beyond what it had with the block open, and what lives that do nothing add
	Skip   *bench.Skip `json:"skip"`   // why Grown is not known; nil if it is
	Blocks *Blocks     `json:"blocks"` // of a runtime beside Go; nil where nobody counts
}

// Blocks are those that a runtime beside Go, such as Python, has handed out.
type Blocks struct {
	Held *float64 `json:"held"` // while a life reads, at most, beyond those before; nil where lives cannot be asked
	Left float64  `json:"left"` // a life, when it is over
}
