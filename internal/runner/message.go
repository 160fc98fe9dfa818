package runner

import (
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
)

// Mode is what a launch is for.
type Mode string

// The modes of a launch.
const (
	Prove   Mode = "prove"   // proof and calibration; nothing of it is reported
	Measure Mode = "measure" // records
	Profile Mode = "profile" // pprof files, an arm a launch
)

// Job is what a child is to do: one launch.
type Job struct {
	Mode     Mode         `json:"mode"`
	Scenario string       `json:"scenario"`
	Visits   []Visit      `json:"visits"` // in this order
	Seed     uint64       `json:"seed"`
	Ballast  bench.Bytes  `json:"ballast"` // live heap while the collector is on
	Extent   bench.Extent `json:"extent"`  // of a block
	Spawned  time.Time    `json:"spawned"`
	Files    ProfileFiles `json:"files"`
}

// Visit is one case of a launch, with what calibration found.
type Visit struct {
	Case       bench.Case     `json:"case"`
	Arms       []int          `json:"arms"`       // which arms to time; those that failed their proof are left out
	References []bench.Chosen `json:"references"` // which implementation of each role
	Lives      []int          `json:"lives"`      // a sample, by arm and then by reference
	Collector  bool           `json:"collector"`  // an arm allocates, so the collector is part of the price
}

// ProfileFiles says where profiles go; an empty name writes none.
type ProfileFiles struct {
	CPU    string        `json:"cpu"`
	Memory string        `json:"memory"`
	Span   time.Duration `json:"span"` // of CPU profile, for each case
}

// Message is what a child says; one of its fields is set.
type Message struct {
	Begin  *int           `json:"begin,omitempty"` // it turns to this visit
	Trial  *Trial         `json:"trial,omitempty"`
	Record *result.Record `json:"record,omitempty"`
	Fault  *Fault         `json:"fault,omitempty"`
	Done   bool           `json:"done,omitempty"` // the launch ended as it should
}

// Trial is what proof and calibration found of one case.
type Trial struct {
	Visit    Visit            `json:"visit"`
	Evidence []bench.Evidence `json:"evidence"` // by arm
	Skip     *bench.Skip      `json:"skip"`     // why it cannot run here; nil if it can
}

// Fault is a case, or one arm of it, that could not be measured.
type Fault struct {
	Scenario string     `json:"scenario"`
	Case     bench.Case `json:"case"`
	Arm      string     `json:"arm"` // empty: the whole case
	Reason   string     `json:"reason"`
}

// Name is what failed, as a benchmark name: a scenario, a case or an arm.
func (f Fault) Name() string {
	switch {
	case f.Case.Size == 0:
		return f.Scenario
	case f.Arm == "":
		return f.Scenario + "/" + f.Case.String()
	}
	return f.Case.Name(f.Scenario, f.Arm)
}

// Only is the visit of a single arm, without references; false if the arm is
// not timed.
func (v Visit) Only(arm int) (Visit, bool) {
	for i, a := range v.Arms {
		if a == arm {
			return Visit{Case: v.Case, Arms: []int{arm}, Lives: v.Lives[i : i+1], Collector: v.Collector}, true
		}
	}
	return Visit{}, false
}
