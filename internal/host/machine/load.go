package machine

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// load is how many tasks run or want to, against the CPUs that there are. It is
// an average over a minute, so what ran before lingers in it.
func (e exam) load() (Finding, bool) {
	minute, _, _ := strings.Cut(e.Text("proc/loadavg"), " ")
	tasks, err := strconv.ParseFloat(minute, 64)
	cpus := cmp.Or(len(e.online()), e.since.cpus, e.affinity())
	if err != nil || tasks < 0 || cpus == 0 {
		return Finding{}, false
	}
	return Finding{
		Seen:  fmt.Sprintf("%.2f over a minute, on %s", tasks, count(cpus)),
		Grade: graded(tasks/float64(cpus), 0.1, 0.5, 1),
		Try:   "top",
	}, true
}

// busy is who took the CPUs during the pause. Without one it is not known.
func (e exam) busy() (Finding, bool) {
	if !e.paused || e.since.ticks <= 0 || e.since.cpus == 0 || len(e.since.tasks) == 0 {
		return Finding{}, false
	}
	tasks := e.since.tasks
	all := int64(0)
	for _, one := range tasks {
		all += one.used
	}
	share := func(used int64) float64 { // of one CPU
		return float64(used) * float64(e.since.cpus) / float64(e.since.ticks)
	}
	if share(all) < 0.02 {
		return Finding{Seen: "no other process", Grade: OK}, true
	}
	most := slices.SortedFunc(maps.Keys(tasks), func(a, b int) int {
		return cmp.Or(cmp.Compare(tasks[b].used, tasks[a].used), cmp.Compare(a, b))
	})[0]
	return Finding{
		Seen: fmt.Sprintf("%.0f %% of a CPU, most of it %s (%d): %.0f %%",
			100*share(all), tasks[most].name, most, 100*share(tasks[most].used)),
		Grade: graded(share(all), 0.02, 0.1, float64(e.since.cpus)/2),
		Try:   fmt.Sprintf("top -p %d", most),
	}, true
}

// pressures are how long tasks have waited of late. A kernel that does not count
// is a note: runs then cannot tell either.
func (e exam) pressures() (Finding, bool) {
	bounds := []struct {
		resource         string
		note, warn, fail float64 // percent
	}{{"cpu", 1, 5, 25}, {"memory", 0.1, 1, 10}, {"io", 1, 10, 50}}
	f := Finding{Grade: OK, Try: "top"}
	var seen []string
	for _, b := range bounds {
		if percent := e.pressure(b.resource); percent >= 0 {
			seen = append(seen, fmt.Sprintf("%s %.4g %%", b.resource, percent))
			f.Grade = worse(f.Grade, graded(percent, b.note, b.warn, b.fail))
		}
	}
	switch {
	case len(seen) > 0:
		f.Seen = strings.Join(seen, ", ") + " of 10 s"
		return f, true
	case e.since.ticks < 0:
		return Finding{}, false // nothing of this machine is to be seen
	}
	return Finding{
		Seen: "not counted", Grade: Note,
		Why: "waiting is not seen; a kernel with CONFIG_PSI counts it, booted with psi=1",
	}, true
}

// steal is the share of time that the host gave to others.
func (e exam) steal() (Finding, bool) {
	c := e.since
	if c.stolen < 0 || c.ticks <= 0 {
		return Finding{}, false
	}
	percent := 100 * float64(c.stolen) / float64(c.ticks)
	when := "since start"
	if e.paused {
		when = "now"
	}
	return Finding{Seen: fmt.Sprintf("%.1f %% %s", percent, when), Grade: graded(percent, 0.1, 1, 5)}, true
}
