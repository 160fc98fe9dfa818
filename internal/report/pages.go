package report

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// HugePages is the memory in huge pages of some launches. Launches with smaller buffers
// than one huge page do not count. The zero value knows of none.
type HugePages struct {
	Asked   bench.Bytes // by the buffers of a block, at most
	Granted bench.Bytes // to a whole process, at most; 0 also where that is not known
	Large   bool        // a buffer was large enough
}

// With is h and what a record tells of them.
func (h HugePages) With(r *launch.Record) HugePages {
	if r.Case.Size < launch.HugeFrom || len(r.Blocks) == 0 {
		return h
	}
	h.Large = true
	for _, b := range r.Blocks {
		h.Asked, h.Granted = max(h.Asked, b.Asked), max(h.Granted, b.Granted)
	}
	return h
}

// Warning says that a scenario asked for huge pages and had none, and how to get them.
// It is empty if the scenario had some, or if no buffer is large enough for one.
func (h HugePages) Warning(scenario string) string {
	switch {
	case !h.Large || h.Granted > 0:
		return ""
	case h.Asked == 0:
		return fmt.Sprintf("%s was to have huge pages, and this system has none to ask for: its figures are those of base pages", scenario)
	}
	return fmt.Sprintf("%s asked for %s of huge pages and none is known to be granted: its figures are those of base pages "+
		"(try, as root: echo madvise > /sys/kernel/mm/transparent_hugepage/enabled)", scenario, short(h.Asked))
}

// Pages says how much memory in huge pages the buffers of a launch asked for,
// and how much of the process lay in such pages: what was granted may be less,
// and on some systems more. It is empty where no buffer is large enough for
// one.
func Pages(r *launch.Record) string {
	h := HugePages{}.With(r)
	if !h.Large {
		return ""
	}
	return fmt.Sprintf("huge pages: asked %s, granted %s", short(h.Asked), short(h.Granted))
}
