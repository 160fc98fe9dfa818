package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/judge/interval"
)

// EventJSON is how often a perf event happens in an operation.
type EventJSON struct {
	Event string        `json:"event"` // IPC is the instructions per cycle
	PerOp *EstimateJSON `json:"per_op"`
	Share float64       `json:"share"` // of the time during which it was counted; below 1, it is scaled up
}

func eventsJSON(events []budget.Event) []EventJSON {
	all := []EventJSON{}
	for _, e := range events {
		all = append(all, EventJSON{e.Name, bounded(e.PerOp), e.Share})
	}
	return all
}

// rareEvent is the smallest count per operation that is worth a row: the runtime and the
// kernel cause some beside an operation.
const rareEvent = 0.005

// eventGrid has one row per event that happens in some of the arms, and one column per arm.
func eventGrid(some []budget.Budget) grid {
	g := grid{header: []string{"events per op"}, left: 1}
	var names []string
	for _, one := range some {
		g.header = append(g.header, one.Arm)
		for _, e := range one.Events {
			if e.PerOp.Center >= rareEvent && !slices.Contains(names, e.Name) && e.Name != "minor-faults" { // these are the faults that are no major ones
				names = append(names, e.Name)
			}
		}
	}
	for _, name := range names {
		row := []string{name}
		for _, one := range some {
			row = append(row, eventCell(one.Events, name))
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// eventCell is the count of one event with half its interval.
func eventCell(events []budget.Event, name string) string {
	for _, e := range events {
		if e.Name == name {
			return countWithin(e.PerOp)
		}
	}
	return "-"
}

func countWithin(e interval.Estimate) string {
	if !isKnown(e) {
		return thousands(e.Center)
	}
	return thousands(e.Center) + " ±" + thousands((e.Hi-e.Lo)/2)
}

// turns names the events that were counted only at times.
func (b Budgets) turns() []string {
	shares := map[string]float64{}
	var names []string
	for _, one := range b.Book.Budgets {
		for _, e := range one.Events {
			if least, known := shares[e.Name]; e.Share < 1 && (!known || e.Share < least) {
				shares[e.Name] = e.Share
				if !known {
					names = append(names, e.Name)
				}
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	for i, name := range names {
		names[i] = fmt.Sprintf("%s (%.0f %%)", name, 100*shares[name])
	}
	return []string{"The processor has too few counters: some events took turns, and are scaled up from this share of the time or more: " + strings.Join(names, ", ") + "."}
}
