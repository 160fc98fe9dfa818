package machine

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/procfs"
)

// cpuMounts are the folders in which a group may be found whose line in
// /proc/self/cgroup divides CPU time. There are none if the line divides something
// else.
func cpuMounts(controllers string) []string {
	if controllers == "" {
		return []string{"sys/fs/cgroup", "sys/fs/cgroup/unified"}
	}
	if slices.Contains(strings.Split(controllers, ","), "cpu") {
		return []string{"sys/fs/cgroup/" + controllers, "sys/fs/cgroup/cpu"}
	}
	return nil
}

// cpuGroups visits the folders of the control groups that divide CPU time
// among this process and others, each once.
func (t tree) cpuGroups(visit func(dir string)) {
	seen := map[string]bool{}
	t.groups(func(controllers, group string) {
		for _, mount := range cpuMounts(controllers) {
			// cpu and cpu,cpuacct are links to one folder.
			if key := controllers + ":" + group; t.Text(path.Join(mount, group, "cpu.stat")) != "" && !seen[key] {
				seen[key] = true
				visit(path.Join(mount, group))
			}
		}
	})
}

// throttled is how often and for how long a group of this process had used up its
// quota. Of several groups it is the one with the longest stop. It is negative if no
// group counts.
func (t tree) throttled() (times int64, took time.Duration) {
	times, took = -1, -1
	t.cpuGroups(func(dir string) {
		n, span := int64(-1), time.Duration(-1)
		for key, value := range procfs.Pairs(t.Text(path.Join(dir, "cpu.stat")), " ") {
			count, err := strconv.ParseInt(value, 10, 64)
			if err != nil {
				continue
			}
			switch key {
			case "nr_throttled":
				n = count
			case "throttled_usec": // version 2
				span = time.Duration(count) * time.Microsecond
			case "throttled_time": // version 1
				span = time.Duration(count)
			}
		}
		if n >= 0 && span > took {
			times, took = n, span
		}
	})
	return times, took
}

// portion is the CPU time that a control group may use.
type portion struct {
	cpus float64 // per second of wall time, in seconds
	file string  // that says so, relative to the tree
}

// portion is the smallest that a group of this process has. It is false where
// nothing limits it.
func (t tree) portion() (least portion, limited bool) {
	t.cpuGroups(func(dir string) {
		file := path.Join(dir, "cpu.cfs_quota_us") // version 1
		limit, period := t.Text(file), t.Text(path.Join(dir, "cpu.cfs_period_us"))
		if both := t.Text(path.Join(dir, "cpu.max")); both != "" {
			file = path.Join(dir, "cpu.max")
			limit, period, _ = strings.Cut(both, " ")
		}
		used, err1 := strconv.ParseInt(limit, 10, 64)
		of, err2 := strconv.ParseInt(period, 10, 64)
		if err1 != nil || err2 != nil || used <= 0 || of <= 0 {
			return // max, or -1
		}
		if cpus := float64(used) / float64(of); !limited || cpus < least.cpus {
			least, limited = portion{cpus, file}, true
		}
	})
	return least, limited
}

// quota is the smallest number of whole CPUs that a group of this process may
// keep busy, at least one. It is false where nothing limits them.
func (t tree) quota() (cpus int, limited bool) {
	p, limited := t.portion()
	if !limited {
		return 0, false
	}
	return int(max(min(p.cpus, 1<<20), 1)), true // bounded for files that hold nonsense
}
