package launch

import (
	"time"

	"github.com/bufbench/bufbench/bench"
)

// Record is the raw measurement of one case in one launch: what the journal
// keeps.
type Record struct {
	Scenario  string        `json:"scenario"`
	Case      bench.Case    `json:"case"`
	Launch    int           `json:"launch"` // from 1
	Seed      uint64        `json:"seed"`   // draws the same order, padding and data again
	Procs     int           `json:"procs"`
	Clock     Clock         `json:"clock"`     // the clock that counts
	Collector bool          `json:"collector"` // it was on, over the ballast
	Took      time.Duration `json:"took_ns"`   // making sources and measuring
	Rivals    []Rival       `json:"rivals"`    // arms, then references
	Blocks    []Block       `json:"blocks"`
}

// Rival is one arm or reference of a record.
type Rival struct {
	Name      string      `json:"name"`
	Moved     bench.Bytes `json:"moved"`     // bytes copied a life, as declared and proven
	Allocs    float64     `json:"allocs"`    // Go heap allocations a life, counted in this launch
	Allocated bench.Bytes `json:"allocated"` // Go heap bytes a life, counted in this launch
}

// Block is what one fresh source gave.
type Block struct {
	Seed    uint64           `json:"seed"`
	Setup   time.Duration    `json:"setup_ns"`
	At      *int             `json:"at"`      // the byte of its page at which the source begins; nil where it has no address
	Sources int              `json:"sources"` // more than one in a ring
	Asked   bench.Bytes      `json:"asked"`   // of huge pages, by the block's buffers
	Granted bench.Bytes      `json:"granted"` // of huge pages, to the whole process; 0 also where that is not known
	Rounds  [][]bench.Sample `json:"rounds"`  // each in the order of the rivals
}
