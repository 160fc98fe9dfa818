package launch

import (
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// Record is the raw measurement of one case in one launch. The journal keeps it.
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
	Counting  *Counting     `json:"counting,omitempty"` // nil where no events were asked for
}

// Rival is one arm or reference of a record.
type Rival struct {
	Name      string      `json:"name"`
	Moved     bench.Bytes `json:"moved"`     // bytes copied per operation, as declared and proven
	Allocs    float64     `json:"allocs"`    // Go heap allocations per operation, counted in this launch
	Allocated bench.Bytes `json:"allocated"` // Go heap bytes per operation, counted in this launch
	Counts    []Count     `json:"counts,omitempty"`
}

// Counting is how events were counted.
type Counting struct {
	Lacks []events.Lack `json:"lacks"` // events that were not counted
	Alone bool          `json:"alone"` // events inside the kernel are left out: the process may not watch the kernel
}

// Count is how often an event happens per operation, as counted in this launch.
type Count struct {
	Event string  `json:"event"`
	PerOp float64 `json:"life"`
	Share float64 `json:"share"` // of the time during which it was counted; below 1, PerOp is scaled up
}

// Block is the measurement of one fresh source.
type Block struct {
	Seed    uint64          `json:"seed"`
	Setup   time.Duration   `json:"setup_ns"`
	At      *int            `json:"at"`      // the byte of its page at which the source begins; nil where it has no address
	Sources int             `json:"sources"` // more than one in a ring, and where several goroutines do operations
	Asked   bench.Bytes     `json:"asked"`   // of huge pages, by the block's buffers
	Granted bench.Bytes     `json:"granted"` // of huge pages, to the whole process; 0 also where that is unknown
	Rounds  [][]loop.Sample `json:"rounds"`  // each in the order of the rivals
}
