package launch

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// Message is one line of a child; one of its fields is set.
type Message struct {
	Scenarios []Description `json:"scenarios,omitempty"`
	Begin     *int          `json:"begin,omitempty"` // the index of the visit that the child turns to
	Trial     *Trial        `json:"trial,omitempty"`
	Record    *Record       `json:"record,omitempty"`
	Retention *Retention    `json:"retained,omitempty"`
	Peak      *Peak         `json:"peaked,omitempty"`
	Ledger    *Ledger       `json:"ledger,omitempty"`
	Fault     *Fault        `json:"fault,omitempty"`
	Done      bool          `json:"done,omitempty"` // the launch ended as it should
}

// Case is the case that m answers for; the zero case if m is no answer.
func (m Message) Case() bench.Case {
	switch {
	case m.Trial != nil:
		return m.Trial.Visit.Case
	case m.Record != nil:
		return m.Record.Case
	case m.Retention != nil:
		return m.Retention.Case
	case m.Peak != nil:
		return m.Peak.Case
	case m.Ledger != nil:
		return m.Ledger.Record.Case
	}
	return bench.Case{}
}

// Trial is the result of proof and calibration in one case.
type Trial struct {
	Visit    Visit            `json:"visit"`
	Evidence []proof.Evidence `json:"evidence"` // by arm
	Skip     *bench.Skip      `json:"skip"`     // why the case cannot run here; nil if it can
}

// Fault is a case, or one arm of it, that could not be measured.
type Fault struct {
	Scenario string     `json:"scenario"`
	Case     bench.Case `json:"case"`
	Arm      string     `json:"arm"` // empty: the whole case
	Reason   string     `json:"reason"`
}

// Name is the benchmark name of what failed: a scenario, a case or an arm.
func (f Fault) Name() string {
	switch {
	case f.Case.Size == 0:
		return f.Scenario
	case f.Arm == "":
		return f.Scenario + "/" + f.Case.String()
	}
	return f.Case.Name(f.Scenario, f.Arm)
}
