package launch

import (
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// Version is that of what parent and child say to each other. It changes with
// every change of what is said, since a program of scenarios may be built with
// another version of this module than the command that starts it.
const Version = 4

// ChildCommand is the hidden first argument by which a program becomes a child.
const ChildCommand = "launch-child"

// IsChild reports whether these are the arguments of a child, the program's
// name left out.
func IsChild(args []string) bool { return len(args) == 1 && args[0] == ChildCommand }

// BlocksMin is how many blocks a launch measures of each case at least.
const BlocksMin = 2

// Mode is what a launch is for.
type Mode string

// The modes of a launch.
const (
	Describe  Mode = "describe"  // what there is to measure; it has no scenario and no visits
	Prove     Mode = "prove"     // proof and calibration; nothing of it is reported
	Calibrate Mode = "calibrate" // calibration alone, for what is proven elsewhere
	Measure   Mode = "measure"   // records
	Profile   Mode = "profile"   // pprof files, an arm a launch
	Retain    Mode = "retain"    // what views of small parts keep alive, of one case
	Peak      Mode = "peak"      // what memory lives have at most, of one arm in one case
)

// Job is what a child is to do: one launch.
type Job struct {
	Version  int          `json:"version"`
	Mode     Mode         `json:"mode"`
	Wish     Wish         `json:"wish"` // of a description
	Scenario string       `json:"scenario"`
	Visits   []Visit      `json:"visits"` // in this order
	Seed     uint64       `json:"seed"`
	Ballast  bench.Bytes  `json:"ballast"` // live heap while the collector is on, unless a case says otherwise
	Cache    bench.Bytes  `json:"cache"`   // size of the last-level cache; 0 if it is not known
	Extent   loop.Extent  `json:"extent"`  // of a block
	Pages    Pages        `json:"pages"`   // that large buffers ask for
	Spawned  time.Time    `json:"spawned"`
	Files    ProfileFiles `json:"files"`
	Counters bool         `json:"counters"` // whether a measurement also counts events, when all is timed
}

// Visit is one case of a launch, with what calibration found.
type Visit struct {
	Case       bench.Case     `json:"case"`
	Arms       []int          `json:"arms"`       // which arms to time; those that failed their proof are left out
	References []reference.ID `json:"references"` // which implementation of each role
	Lives      []int          `json:"lives"`      // a sample, by arm and then by reference
	Long       []bool         `json:"long"`       // lives that are long, likewise (see [loop.LongOps])
	Collector  bool           `json:"collector"`  // an arm allocates, so the collector is part of the price
	Clock      Clock          `json:"clock"`      // the clock that counts, for all arms
}

// Clock names the clock that counts in a case by the unit of its figures.
type Clock string

// The clocks that can count.
const (
	Wall   Clock = "ns/op"
	Thread Clock = "cpu-ns/op" // CPU time of the thread that lives
)

// ProfileFiles says where profiles go; an empty name writes none.
type ProfileFiles struct {
	CPU    string        `json:"cpu"`
	Memory string        `json:"memory"`
	Span   time.Duration `json:"span"` // of CPU profile, for each case
}

// Message is what a child says; one of its fields is set.
type Message struct {
	Scenarios []Description `json:"scenarios,omitempty"`
	Begin     *int          `json:"begin,omitempty"` // it turns to this visit
	Trial     *Trial        `json:"trial,omitempty"`
	Record    *Record       `json:"record,omitempty"`
	Retained  *Retained     `json:"retained,omitempty"`
	Peaked    *Peaked       `json:"peaked,omitempty"`
	Fault     *Fault        `json:"fault,omitempty"`
	Done      bool          `json:"done,omitempty"` // the launch ended as it should
}

// Case is the case that m answers for; the zero case if it is no answer.
func (m Message) Case() bench.Case {
	switch {
	case m.Trial != nil:
		return m.Trial.Visit.Case
	case m.Record != nil:
		return m.Record.Case
	case m.Retained != nil:
		return m.Retained.Case
	case m.Peaked != nil:
		return m.Peaked.Case
	}
	return bench.Case{}
}

// Trial is what proof and calibration found of one case.
type Trial struct {
	Visit    Visit            `json:"visit"`
	Evidence []proof.Evidence `json:"evidence"` // by arm
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
			one := Visit{Case: v.Case, Arms: []int{arm}, Lives: v.Lives[i : i+1], Collector: v.Collector}
			if i < len(v.Long) {
				one.Long = v.Long[i : i+1]
			}
			return one, true
		}
	}
	return Visit{}, false
}
