package machine

import (
	"errors"
	"fmt"
)

// Examination is all that was found.
type Examination struct {
	Findings []Finding // in a fixed order, each name once
	Unknown  []string  // names of what this system does not show, in the same order
}

// Examine looks for disturbances of measurements on the machine whose proc and sys
// stand in root. It changes nothing. Between two readings of the kernel's counts it
// calls pause, which should take about a second. If pause is nil, it reads once, and
// tells the counts since the machine or the group started.
//
// Anything that cannot be read is unknown. The error, beside the findings, says that
// there is no /proc at all.
func Examine(root string, pause func()) (Examination, error) {
	e := exam{tree: treeOf(root)}
	if e.Live() {
		e.process = thisProcess()
	}
	e.since = e.counts()
	if pause != nil {
		pause()
		e.paused, e.since = true, e.counts().since(e.since)
	}
	return e.examine(), e.blind()
}

// check looks for one thing. Where it finds none to look at it is not known.
type check struct {
	name string
	why  string // unless the finding has a better reason
	look func(exam) (f Finding, known bool)
}

// checks are all of them, in the order of the report: the processor's speed, who shares
// it, memory, visibility, and this process.
func checks() []check {
	return []check{
		{"governor", "the clock follows the load, and so do the times", exam.governor},
		{"boost", "the clock falls as the chip warms and more CPUs wake", exam.boost},
		{"frequency", "equal work takes unequal time on CPUs of unequal speed", exam.frequency},
		{"cores", "the scheduler moves threads between fast and slow CPUs", exam.cores},
		{"heat", "a hot chip slows down until it has cooled", exam.heat},
		{"battery", "on battery firmware lowers the clock: plug it in", exam.battery},
		{"profile", "firmware trades speed for silence and power", exam.profile},
		{"smt", "two threads of one core halve each other's speed", exam.smt},
		{"load", "others take the CPUs, the caches and the memory's bandwidth", exam.load},
		{"busy", "others take the CPUs, the caches and the memory's bandwidth", exam.busy},
		{"pressure", "tasks wait for what others hold", exam.pressures},
		{"virtual", "other guests share CPUs, caches and memory, and are not seen", exam.virtual},
		{"steal", "the host gave this machine's time to others; try another host", exam.steal},
		{"container", "not all of the host is seen; commands about /sys and sysctl belong there", exam.container},
		{"quota", "when it is used up, everything stands still until the next period", exam.quota},
		{"throttled", "everything stood still until the next period of the quota", exam.throttles},
		{"cpus", "threads beyond them wait for each other", exam.cpus},
		{"isolated", "the scheduler does not spread threads over isolated CPUs", exam.isolated},
		{"memory", "where memory ends, pages are taken away or the run is killed", exam.free},
		{"swap", "a page that comes back from disk takes milliseconds", exam.swap},
		{"thp", "huge pages come by luck, and move copies of MiB by factors", exam.thp},
		{"thp-defrag", "a page fault may stop to move other pages together", exam.defrag},
		{"aslr", "layout is the same in every launch, so no interval counts its effect", exam.aslr},
		{"clock", "reading the clock becomes a system call of a microsecond", exam.clock},
		{"perf", "counters say why an arm is slow", exam.perf},
		{"counters", "cycles, instructions and cache misses are not to be had", exam.pmu},
		{"gomaxprocs", "the collector needs CPUs of its own, and no more than there are", exam.procs},
		{"settings", "they change the collector, the allocator or the scheduler", exam.settings},
		{"build", "what is built without is left out, or slower", exam.build},
		{"compilers", "without one there is no cgo: no C and no Python", exam.compilers},
	}
}

// examine makes all checks.
func (e exam) examine() (x Examination) {
	for _, c := range checks() {
		f, known := c.look(e)
		if !known {
			x.Unknown = append(x.Unknown, c.name)
			continue
		}
		f.Name, f.Seen = c.name, oneLine(f.Seen)
		if f.Why == "" {
			f.Why = c.why
		}
		if f.Grade == OK {
			f.Try = ""
		}
		x.Findings = append(x.Findings, f)
	}
	return x
}

// blind is the error that there is no /proc.
func (e exam) blind() error {
	names, err := e.List("proc")
	switch {
	case err != nil:
		return fmt.Errorf("examine the machine: list /proc: %w", err)
	case len(names) == 0:
		return errors.New("examine the machine: /proc is empty (try: sudo mount -t proc proc /proc)")
	}
	return nil
}
