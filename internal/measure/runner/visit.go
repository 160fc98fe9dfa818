package runner

import (
	"context"
	"errors"
	"fmt"

	"github.com/bufbench/bufbench/internal/measure/launch"
)

// replacements is how many children may crash or hang in a case before the case is
// given up. One crash may be the machine's fault, three are not.
const replacements = 2

// visit runs a job. It runs the job again without the failed visit until each visit
// has answered or failed. take reports whether a message answers a visit.
func (r *run) visit(ctx context.Context, state *task, mode launch.Mode, visits []launch.Visit, take func(launch.Message) bool) error {
	for len(visits) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		heard := r.once(ctx, state, launch.Job{
			Mode: mode, Scenario: state.info.Name, Visits: visits, Seed: r.rng.Uint64(),
			Conditions: r.plan.Conditions, Extent: r.plan.Extent, Counters: r.plan.Counters,
		})
		answered := map[string]bool{}
		for _, m := range heard.answers {
			if take(m) {
				answered[m.Case().String()] = true
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if errors.Is(heard.ended, ErrStart) {
			return fmt.Errorf("launch %s: %w", state.info.Name, heard.ended)
		}
		again := r.failures(state, visits, heard, answered)
		left := unanswered(visits, answered)
		if len(left) == len(visits) && !again {
			return fmt.Errorf("launch %s: the child said nothing about %s", state.info.Name, left[0].Case)
		}
		visits = left
	}
	return nil
}

// heard is the messages of a child, and its end.
type heard struct {
	at      int // the last visit that it turned to; -1 before its first message
	answers []launch.Message
	faults  []launch.Fault
	ended   error
}

// once runs a child and returns its messages. After an answer that does not fit the
// scenario, no answer counts.
func (r *run) once(ctx context.Context, state *task, job launch.Job) heard {
	h := heard{at: -1}
	var wrong error
	h.ended = r.start(ctx, job, func(m launch.Message) {
		switch {
		case m.Begin != nil:
			h.at = *m.Begin
		case m.Fault != nil:
			h.faults = append(h.faults, *m.Fault)
		case wrong != nil:
		case m.Trial != nil && m.Trial.Visit.CheckArms(len(state.rivals)) != nil:
			wrong = m.Trial.Visit.CheckArms(len(state.rivals))
		default:
			h.answers = append(h.answers, m)
		}
	})
	if wrong != nil && h.ended == nil {
		h.ended = fmt.Errorf("it answered what no child answers: %w", wrong)
	}
	return h
}

// failures gives up the failed cases. It reports whether to replace a child that
// crashed or hung: then its cases remain unanswered.
func (r *run) failures(state *task, visits []launch.Visit, h heard, answered map[string]bool) (again bool) {
	if h.ended != nil && len(h.faults) == 0 {
		at := min(max(h.at, 0), len(visits)-1) // it died before its first message
		fault := launch.Fault{Scenario: state.info.Name, Case: visits[at].Case, Reason: h.ended.Error()}
		p := state.at(fault.Case)
		if p.crashes++; p.crashes <= replacements {
			if r.observe.Replaced != nil {
				r.observe.Replaced(fault)
			}
			return true
		}
		fault.Reason += fmt.Sprintf(", as did %d children before it", replacements)
		h.faults = []launch.Fault{fault}
	}
	for _, fault := range h.faults {
		answered[fault.Case.String()] = true
		if p := state.at(fault.Case); p != nil {
			p.proven = false
		}
		r.fault(fault)
	}
	return false
}

func unanswered(visits []launch.Visit, answered map[string]bool) []launch.Visit {
	var left []launch.Visit
	for _, v := range visits {
		if !answered[v.Case.String()] {
			left = append(left, v)
		}
	}
	return left
}
