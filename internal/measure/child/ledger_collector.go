package child

import (
	"runtime"
	"runtime/metrics"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/price"
)

// The price of collecting is seen over some cycles, or over a maximum of bytes if the
// live heap is so large that they would take too long.
const (
	collectedCycles = 3
	collectedMost   = 1 << 30
	collectedObject = 32 * bench.KiB
	collectedAtOnce = 32
)

// collectorTimes are Go's own figures of the collector, in CPU seconds.
type collectorTimes struct {
	own, others float64
	cycles      uint64
}

// readCollector reads them. The runtime adds to them at the end of a cycle.
func readCollector() collectorTimes {
	s := []metrics.Sample{
		{Name: "/cpu/classes/gc/mark/assist:cpu-seconds"},
		{Name: "/cpu/classes/gc/pause:cpu-seconds"},
		{Name: "/cpu/classes/gc/mark/dedicated:cpu-seconds"},
		{Name: "/cpu/classes/gc/mark/idle:cpu-seconds"},
		{Name: "/gc/cycles/total:gc-cycles"},
	}
	metrics.Read(s)
	procs := float64(runtime.GOMAXPROCS(0)) // a pause counts once per processor
	return collectorTimes{
		own:    s[0].Value.Float64() + s[1].Value.Float64()/procs,
		others: s[2].Value.Float64() + s[3].Value.Float64(),
		cycles: s[4].Value.Uint64(),
	}
}

// collected allocates until the collector has run some times, and returns its cost per
// byte. It is zero if the collector is off.
func (k bookkeeper) collected(v launch.Visit) launch.Collector {
	if !v.Collector {
		return launch.Collector{}
	}
	runtime.GC()
	before, bytes := readCollector(), 0
	op := price.Raw(collectedObject)
	for bytes < collectedMost {
		k.kept += op.Run(collectedAtOnce)
		bytes += collectedAtOnce * int(collectedObject)
		if readCollector().cycles >= before.cycles+collectedCycles {
			break
		}
	}
	after := readCollector()
	perByte := func(seconds float64) float64 { return max(seconds, 0) * 1e9 / float64(bytes) }
	return launch.Collector{
		Own: perByte(after.own - before.own), Others: perByte(after.others - before.others),
		Cycles: int(after.cycles - before.cycles),
	}
}
