package main

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
)

// cacheSizes are the sizes of the caches that the program goes by.
func (p *program) cacheSizes() machine.CacheSizes {
	if p.caches != (machine.CacheSizes{}) {
		return p.caches
	}
	return machine.Caches("/")
}

// llc is the size of the last-level cache; 0 where it is not known.
func (p *program) llc() bench.Bytes { return bench.Bytes(p.cacheSizes().LLC) }

// cached notes the place of a launch's data, if that is not the cache.
func (s *session) cached(r *launch.Record) {
	wash := launch.Wash(s.plan.Cache)
	s.file.About(r.Scenario, r.Case, report.CacheState(r, wash))
	if short := report.CacheShort(r, wash, s.program.llc()); short != "" {
		s.progress.say("%s", short)
		s.file.Note("%s", short)
	}
}
