package report

import (
	"fmt"
	"math"

	"github.com/bufbench/bufbench/internal/judge/drift"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// TrackBackground is what is known beside the series.
type TrackBackground struct {
	Chains    []trend.Chain
	Machines  []drift.Machine
	Cancelled bool // the series are divided by the factors of their machines
}

// driftNotes say when machines moved, a line per machine. Commit names commits.
func (t TrackBackground) driftNotes(commit func(at int) string) (notes []string) {
	for _, m := range t.Machines {
		notes = append(notes, t.driftNote(m, commit))
	}
	if t.Cancelled && len(notes) == 0 {
		notes = append(notes, "no drift is divided out: the record does not have the speed of a machine at four commits ("+tryPace+")")
	}
	return notes
}

func (t TrackBackground) driftNote(m drift.Machine, commit func(at int) string) string {
	name := "the machine"
	if len(t.Machines) > 1 {
		name = plain(m.Env)
	}
	moved, together := 0, 0
	var most drift.Move
	for _, move := range m.Moves {
		if !move.Moved {
			continue
		}
		moved++
		if move.Together {
			together++
		}
		if most.Works.N == 0 || away(move) > away(most) {
			most = move
		}
	}
	if moved == 0 {
		return fmt.Sprintf("%s kept its speed in %s", name, counted(len(m.Moves), "commit", "commits"))
	}
	text := fmt.Sprintf("%s moved in %d of %s, most at %s: its works took %s [%s, %s]", name, moved, counted(len(m.Moves), "commit", "commits"),
		commit(most.At), change(most.Works.Center), change(most.Works.Lo), change(most.Works.Hi))
	return text + "; " + t.driftWith(together)
}

// driftWith says how often all benchmarks moved with the machine, and what to do.
func (t TrackBackground) driftWith(together int) string {
	switch {
	case together == 0:
		return "the benchmarks did not move with it"
	case t.Cancelled:
		return fmt.Sprintf("all benchmarks with it in %d, and there it is divided out", together)
	}
	return fmt.Sprintf("all benchmarks with it in %d (%s)", together, tryCancelDrift)
}

// away is how far a machine moved, in either direction.
func away(m drift.Move) float64 { return math.Abs(math.Log(m.Works.Center)) }

// TrackMachine is how fast one machine and build was at every commit.
type TrackMachine struct {
	Env   string      `json:"env"`
	Works int         `json:"works"` // how many tell it
	Moves []TrackMove `json:"moves"`
}

// TrackMove is how much longer everything took at one commit than usual.
type TrackMove struct {
	Commit     int        `json:"commit"` // index
	Works      *TrackSpan `json:"works"`  // factor of the times of works
	Benchmarks *TrackSpan `json:"benchmarks"`
	Moved      bool       `json:"moved"`     // the interval of the works leaves out 1
	Together   bool       `json:"together"`  // the benchmarks moved with the machine
	Cancelled  bool       `json:"cancelled"` // the times of series are divided by the factor
}

// machines are the machines as JSON has them.
func (t TrackBackground) machines() []TrackMachine {
	all := []TrackMachine{}
	for _, m := range t.Machines {
		one := TrackMachine{Env: m.Env, Works: m.Works}
		for _, move := range m.Moves {
			to := TrackMove{Commit: move.At, Moved: move.Moved, Together: move.Together, Cancelled: move.Together && t.Cancelled}
			if move.Works.N > 0 {
				span := spanOf(move.Works)
				to.Works = &span
			}
			if move.Benchmarks.N > 0 {
				span := spanOf(move.Benchmarks)
				to.Benchmarks = &span
			}
			one.Moves = append(one.Moves, to)
		}
		all = append(all, one)
	}
	return all
}
