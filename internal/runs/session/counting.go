package session

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Counting is what a run learns of how events are counted. The zero value has learned
// nothing.
type Counting struct {
	Lacks []events.Lack      // events that are not counted, with the reasons
	Alone bool               // without what the kernel does for the program
	Turns map[string]float64 // by event that was scaled up: the smallest share of the time in which it was counted

	said []string
}

// see takes in how a record was counted.
func (k *Counting) see(r *launch.Record) {
	if r.Counting == nil {
		return
	}
	for _, l := range r.Counting.Lacks {
		if !slices.Contains(k.Lacks, l) {
			k.Lacks = append(k.Lacks, l)
		}
	}
	k.Alone = k.Alone || r.Counting.Alone
	for _, rival := range r.Rivals {
		for _, c := range rival.Counts {
			if least, known := k.Turns[c.Event]; c.Share < 1 && (!known || c.Share < least) {
				if k.Turns == nil {
					k.Turns = map[string]float64{}
				}
				k.Turns[c.Event] = c.Share
			}
		}
	}
}

// news are the reasons, not said yet, why events are not counted.
func (k *Counting) news() []string {
	lines := events.Say(k.Lacks)
	if k.Alone {
		lines = append(lines, events.WithoutKernel)
	}
	lines = slices.DeleteFunc(lines, func(line string) bool { return slices.Contains(k.said, line) })
	k.said = append(k.said, lines...)
	return lines
}

// turned names the events that took turns; it is empty without any.
func (k *Counting) turned() string {
	if len(k.Turns) == 0 {
		return ""
	}
	var all []string
	for _, event := range slices.Sorted(maps.Keys(k.Turns)) {
		all = append(all, fmt.Sprintf("%s (%.0f %%)", event, 100*k.Turns[event]))
	}
	return "perf counters: the processor has too few, so that events took turns and are scaled up from this share of the time or more: " + strings.Join(all, ", ")
}
