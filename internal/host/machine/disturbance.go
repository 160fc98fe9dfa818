package machine

import (
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/procfs"
)

// Disturbance is what others took from this process: counts since the machine
// or a control group started, of which differences tell ([Disturbance.Since]).
// What is not known is negative, and 0 for CPUs.
type Disturbance struct {
	Stolen    time.Duration // CPU time that the hypervisor gave to other guests, of all CPUs
	Throttled time.Duration // time for which a control group had used up its quota of CPU
	Throttles int64         // how often that was
	Stalled   float64       // percent of the last 10 s in which some task of the machine waited for a CPU
	CPUs      int           // that this process may keep busy, by affinity and quota
}

// Disturbed is the disturbance so far of this process on the machine whose
// proc and sys stand in root.
func Disturbed(root string) Disturbance {
	t := treeOf(root)
	d := Disturbance{Stolen: t.stolen(), Stalled: t.stalled(), CPUs: t.affinity()}
	d.Throttles, d.Throttled = t.throttled()
	if quota, ok := t.quota(); ok && (d.CPUs == 0 || quota < d.CPUs) {
		d.CPUs = quota
	}
	return d
}

// Since is what came between before and d. What either did not know is not
// known; Stalled and CPUs are those of d.
func (d Disturbance) Since(before Disturbance) Disturbance {
	d.Stolen = grown(before.Stolen, d.Stolen)
	d.Throttled = grown(before.Throttled, d.Throttled)
	d.Throttles = grown(before.Throttles, d.Throttles)
	return d
}

// grown is how much a count grew. One that fell is not known: the process has
// moved to another group.
func grown[T ~int64](before, now T) T {
	if before < 0 || now < before {
		return -1
	}
	return now - before
}

// stolen is the eighth number of the first line of /proc/stat, in hundredths
// of a second on every architecture that Go knows.
func (t tree) stolen() time.Duration {
	first, _, _ := strings.Cut(t.Text("proc/stat"), "\n")
	field := strings.Fields(first)
	if len(field) < 9 || field[0] != "cpu" {
		return -1
	}
	ticks, err := strconv.ParseInt(field[8], 10, 64)
	if err != nil || ticks < 0 {
		return -1
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// stalled is the share of time in which some task waited for a CPU.
func (t tree) stalled() float64 { return t.pressure("cpu") }

// pressure is avg10 of the line some of /proc/pressure/<resource>: the percent
// of the last 10 s in which some task waited for it; negative if not known.
func (t tree) pressure(resource string) float64 {
	for line := range strings.Lines(t.Text("proc/pressure/" + resource)) {
		field := strings.Fields(line)
		if len(field) < 2 || field[0] != "some" {
			continue
		}
		if avg10, ok := strings.CutPrefix(field[1], "avg10="); ok {
			if percent, err := strconv.ParseFloat(avg10, 64); err == nil && percent >= 0 {
				return percent
			}
		}
	}
	return -1
}

// allowed is the list of CPUs that the scheduler may use for this process, such
// as 0-3,8, or "". It heeds taskset and cpusets.
func (t tree) allowed() string {
	for key, value := range procfs.Pairs(t.Text("proc/self/status"), ":") {
		if key == "Cpus_allowed_list" {
			return value
		}
	}
	return ""
}

// mine are the allowed CPUs that are online. A virtual machine may allow CPUs that it lacks.
func (t tree) mine() []int {
	all, online := cpuList(t.allowed()), t.online()
	if len(online) == 0 {
		return all
	}
	return without(all, without(all, online))
}

// affinity is how many CPUs that are; 0 is not known.
func (t tree) affinity() int { return len(t.mine()) }
