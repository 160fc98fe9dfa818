package session

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
)

// sightings are what launches show beside times.
type sightings struct {
	visits   map[string]launch.Visit     // by case, for profiles
	retained map[string]launch.Retention // by scenario
	peaks    map[string][]launch.Peak    // likewise
	huge     map[string]report.HugePages // likewise

	preempted, samples int
}

func newSightings() *sightings {
	return &sightings{
		visits: map[string]launch.Visit{}, retained: map[string]launch.Retention{},
		peaks: map[string][]launch.Peak{}, huge: map[string]report.HugePages{},
	}
}

func (s *sightings) launch(r *launch.Record) {
	s.huge[r.Scenario] = s.huge[r.Scenario].With(r)
	preempted, samples := verdict.Preempted(r)
	s.preempted, s.samples = s.preempted+preempted, s.samples+samples
}

func (s *sightings) peak(scenario string, p launch.Peak) {
	s.peaks[scenario] = append(s.peaks[scenario], p)
}

// peaksOf are the peaks of a scenario, its arms in their order.
func (s *sightings) peaksOf(scenario string, rivals []bench.Rival) []launch.Peak {
	order := func(p launch.Peak) int {
		return slices.IndexFunc(rivals, func(r bench.Rival) bool { return r.Name == p.Arm })
	}
	slices.SortStableFunc(s.peaks[scenario], func(a, b launch.Peak) int { return order(a) - order(b) })
	return s.peaks[scenario]
}
