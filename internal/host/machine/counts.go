package machine

import (
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/host/procfs"
)

// counts are what the kernel counts, since the machine or a group started or
// over a while. What is not known is negative.
type counts struct {
	stolen    int64 // ticks that the host gave to others, of all CPUs
	ticks     int64 // of all CPUs, whoever had them
	cpus      int   // that share the ticks; 0 is not known
	throttles int64 // how often a group had used up its quota
	swapped   int64 // pages, in and out
	heated    int64 // how often the chip was slowed
	tasks     map[int]task
}

// task is a process, and the ticks of CPU that it has used.
type task struct {
	name string
	used int64
}

// counts are those so far.
func (t tree) counts() counts {
	c := counts{swapped: t.swapped(), heated: t.heated(), tasks: t.tasks()}
	c.throttles, _ = t.throttled()
	c.stolen, c.ticks, c.cpus = t.ticks()
	return c
}

// since is what came between before and c. Tasks that are new or gone are left
// out.
func (c counts) since(before counts) counts {
	c.stolen, c.ticks = grown(before.stolen, c.stolen), grown(before.ticks, c.ticks)
	c.throttles = grown(before.throttles, c.throttles)
	c.swapped, c.heated = grown(before.swapped, c.swapped), grown(before.heated, c.heated)
	tasks := map[int]task{}
	for pid, now := range c.tasks {
		if old, was := before.tasks[pid]; was && now.used >= old.used {
			tasks[pid] = task{now.name, now.used - old.used}
		}
	}
	c.tasks = tasks
	return c
}

// ticks are the first lines of /proc/stat: what was stolen, all of it, and the
// number of CPUs.
func (t tree) ticks() (stolen, all int64, cpus int) {
	stolen, all = -1, -1
	for line := range strings.Lines(t.Text("proc/stat")) {
		field := strings.Fields(line)
		if len(field) < 5 || !strings.HasPrefix(field[0], "cpu") {
			continue
		}
		if field[0] != "cpu" {
			cpus++
			continue
		}
		all = 0
		for i, text := range field[1:min(len(field), 9)] { // time of guests is among the first two
			n, err := strconv.ParseInt(text, 10, 64)
			if err != nil || n < 0 || n > 1<<56 {
				return -1, -1, 0
			}
			all += n
			if i == 7 {
				stolen = n
			}
		}
	}
	return stolen, all, cpus
}

// swapped is how many pages have gone to swap and come back, -1 where nothing
// counts them.
func (t tree) swapped() int64 {
	sum := int64(-1)
	for key, value := range procfs.Pairs(t.Text("proc/vmstat"), " ") {
		n, err := strconv.ParseInt(value, 10, 64)
		if (key == "pswpin" || key == "pswpout") && err == nil && n >= 0 && n < 1<<60 {
			sum = max(sum, 0) + n
		}
	}
	return sum
}

// heated is how often the hottest core and its chip have been slowed since the machine
// started. It is -1 if nothing counts it. Each CPU of a chip counts the chip, so the
// largest count stands for all.
func (t tree) heated() int64 {
	most := int64(-1)
	for _, cpu := range t.online() {
		for _, file := range []string{"core_throttle_count", "package_throttle_count"} {
			if n, ok := t.Number(cpuFolder(cpu) + "thermal_throttle/" + file); ok && n < 1<<62 {
				most = max(most, int64(n))
			}
		}
	}
	return most
}

// tasks are the processes that can be seen but for this one, by number.
func (t tree) tasks() map[int]task {
	names, _ := t.List("proc")
	self, _, _ := strings.Cut(t.Text("proc/self/stat"), " ")
	found := map[int]task{}
	for _, name := range names {
		pid, err := strconv.Atoi(name)
		if err != nil || name == self {
			continue
		}
		if one, ok := taskOf(t.Text("proc/" + name + "/stat")); ok {
			found[pid] = one
		}
	}
	return found
}

// taskOf takes apart a line such as "7 (a b) R 1 …". The name may hold blanks
// and parentheses; the 14th and 15th numbers are its time, in and below the
// kernel's surface.
func taskOf(line string) (task, bool) {
	open, end := strings.IndexByte(line, '('), strings.LastIndexByte(line, ')')
	if open < 0 || end < open {
		return task{}, false
	}
	field := strings.Fields(line[end+1:])
	if len(field) < 13 {
		return task{}, false
	}
	user, err1 := strconv.ParseInt(field[11], 10, 64)
	system, err2 := strconv.ParseInt(field[12], 10, 64)
	if err1 != nil || err2 != nil || user < 0 || system < 0 || user > 1<<60 || system > 1<<60 {
		return task{}, false
	}
	return task{line[open+1 : end], user + system}, true
}
