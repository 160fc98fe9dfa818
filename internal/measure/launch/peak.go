package launch

import "github.com/bufbench/bufbench/bench"

// Peak is the maximum memory that operations of one arm take, in one process.
type Peak struct {
	Case   bench.Case  `json:"case"`
	Arm    string      `json:"arm"`
	Ops    int         `json:"lives"`  // number of operations, one at a time
	Grown  bench.Bytes `json:"grown"`  // maximum resident memory of the process, less its memory with the block open, less the growth of operations that do nothing
	Skip   *bench.Skip `json:"skip"`   // why Grown is unknown; nil if it is known
	Blocks *Blocks     `json:"blocks"` // of a runtime beside Go; nil where nobody counts them
}

// Blocks are the blocks of memory in use of a runtime beside Go, such as Python.
type Blocks struct {
	Held *float64 `json:"held"` // maximum while an operation reads, beyond those before it; nil if the block's Kernel is not called
	Left float64  `json:"left"` // per operation, after its end
}
