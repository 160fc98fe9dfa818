package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
)

// counting is what a session learns of how events are counted. The zero value
// has learned nothing.
type counting struct {
	lacks []events.Lack
	alone bool
	turns map[string]float64 // the least share of the time in which an event was counted, of those that were scaled up
	said  []string
}

// see takes in how a record was counted.
func (k *counting) see(r *launch.Record) {
	if r.Counting == nil {
		return
	}
	for _, l := range r.Counting.Lacks {
		if !slices.Contains(k.lacks, l) {
			k.lacks = append(k.lacks, l)
		}
	}
	k.alone = k.alone || r.Counting.Alone
	for _, rival := range r.Rivals {
		for _, c := range rival.Counts {
			if least, known := k.turns[c.Event]; c.Share < 1 && (!known || c.Share < least) {
				if k.turns == nil {
					k.turns = map[string]float64{}
				}
				k.turns[c.Event] = c.Share
			}
		}
	}
}

// news is what has not been said yet of what is not counted.
func (k *counting) news() []string {
	lines := events.Say(k.lacks)
	if k.alone {
		lines = append(lines, events.WithoutKernel)
	}
	lines = slices.DeleteFunc(lines, func(line string) bool { return slices.Contains(k.said, line) })
	k.said = append(k.said, lines...)
	return lines
}

// turned names the events that took turns; it is empty without any.
func (k *counting) turned() string {
	if len(k.turns) == 0 {
		return ""
	}
	var all []string
	for _, event := range slices.Sorted(maps.Keys(k.turns)) {
		all = append(all, fmt.Sprintf("%s (%.0f %%)", event, 100*k.turns[event]))
	}
	return "perf counters: the processor has too few, so that events took turns and are scaled up from this share of the time or more: " + strings.Join(all, ", ")
}

// json is nil unless events were asked for.
func (k *counting) json(asked bool) *report.CountersJSON {
	if !asked {
		return nil
	}
	out := &report.CountersJSON{Lacks: []events.Lack{}, Alone: k.alone, Turns: map[string]float64{}}
	out.Lacks = append(out.Lacks, k.lacks...)
	maps.Copy(out.Turns, k.turns)
	return out
}
