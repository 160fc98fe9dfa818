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

// washable is as much of a last-level cache as there is memory to push its content
// out with. A container may be told of a cache as large as its memory.
func washable(cache bench.Bytes) bench.Bytes {
	free, _, err := machine.Free("/")
	if err != nil {
		return cache
	}
	return min(cache, max(bench.Bytes(free)/8, 1)) // twice of it is read; 0 means not known
}

// cached notes where the lives of a launch found their data, if not in the cache.
func (s *session) cached(r *launch.Record) {
	wash := launch.Wash(s.plan.Cache)
	s.file.About(r.Scenario, r.Case, report.CacheState(r, wash))
	if short := report.CacheShort(r, wash, s.program.llc()); short != "" {
		s.progress.say("%s", short)
		s.file.Note("%s", short)
	}
}
