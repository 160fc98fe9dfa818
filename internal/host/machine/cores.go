package machine

import (
	"fmt"
	"slices"
	"strings"
)

// capacities are the CPUs by what they can do, 1024 for the fastest kind; none
// where the kernel does not say.
func (t tree) capacities() map[uint64][]int {
	kinds := map[uint64][]int{}
	for _, cpu := range t.online() {
		if n, ok := t.Number(cpuFolder(cpu) + "cpu_capacity"); ok {
			kinds[n] = append(kinds[n], cpu)
		}
	}
	return kinds
}

// fastCores are the CPUs of the fastest kind where there are several kinds. It
// is not known where neither a capacity nor a second kind is told.
func (t tree) fastCores() (fast []int, known bool) {
	if fast = cpuList(t.Text("sys/devices/cpu_core/cpus")); len(fast) > 0 { // Intel's hybrids
		return fast, true
	}
	var most uint64
	kinds := t.capacities()
	for n := range kinds {
		most = max(most, n)
	}
	return kinds[most], len(kinds) > 0
}

// cores is whether all CPUs are of one kind, as far as this process may use
// them.
func (e exam) cores() (Finding, bool) {
	online := e.online()
	fast, known := e.fastCores()
	if !known || len(online) == 0 {
		return Finding{}, false
	}
	slow := without(online, fast)
	if len(slow) == 0 {
		return Finding{Seen: "of one kind", Grade: OK}, true
	}
	mine := e.mine()
	usable := without(mine, slow)
	f := Finding{
		Seen: fmt.Sprintf("fast %s, slow %s", listOf(fast), listOf(slow)),
		Try:  "taskset -c " + listOf(fast) + " bufbench run",
	}
	f.Grade = unless(len(mine) > 0 && (len(usable) == 0 || len(usable) == len(mine)), Warn)
	return f, true
}

// smt is whether threads of this machine share cores.
func (e exam) smt() (Finding, bool) {
	siblings := e.siblings()
	control := e.Text(cpuDir + "smt/control")
	active, known := e.Number(cpuDir + "smt/active")
	switch {
	case !known && len(siblings) == 0:
		return Finding{}, false
	case !known && !strings.ContainsAny(siblings, ",-") || control == "notsupported" || control == "notimplemented":
		return Finding{Seen: "none", Grade: OK}, true
	case known && active == 0:
		return Finding{Seen: "off", Grade: OK}, true
	}
	f := Finding{Seen: "on", Grade: Warn}
	if strings.ContainsAny(siblings, ",-") {
		f.Seen = "on: CPUs " + siblings + " are one core"
	}
	if known {
		f.Try = write("off", cpuDir+"smt/control")
	}
	return f, true
}

// siblings are the CPUs of the core of the first one, or "".
func (t tree) siblings() string {
	return t.Text(cpuDir + "cpu0/topology/thread_siblings_list")
}

// cpus is how many CPUs this process may use, of how many it could: those that
// are isolated are for others, and beside fast ones nobody wants the slow ones.
func (e exam) cpus() (Finding, bool) {
	mine, online := e.mine(), e.online()
	if len(mine) == 0 {
		return Finding{}, false
	}
	could := without(online, cpuList(e.Text(cpuDir+"isolated")))
	if fast, known := e.fastCores(); known && len(without(mine, fast)) == 0 {
		could = without(could, without(online, fast))
	}
	f := Finding{Seen: count(len(mine)), Grade: OK}
	if len(online) > len(mine) {
		f.Seen = fmt.Sprintf("%d of %s (%s)", len(mine), count(len(online)), e.allowed())
	}
	if len(without(could, mine)) > 0 {
		f.Grade = Note
		if !slices.Equal(e.cpuset(), mine) { // which the kernel would not let it leave
			f.Try = "taskset -cp " + listOf(could) + " $$"
		}
	}
	if len(mine) == 1 {
		f.Grade, f.Why = Warn, "the collector and the work take turns"
	}
	return f, true
}

// cpuset are the CPUs that the nearest control group gives this process; none
// where no group says so.
func (t tree) cpuset() (cpus []int) {
	t.groups(func(controllers, group string) {
		if len(cpus) > 0 {
			return
		}
		switch {
		case controllers == "":
			cpus = cpuList(t.Text("sys/fs/cgroup" + group + "/cpuset.cpus.effective"))
		case slices.Contains(strings.Split(controllers, ","), "cpuset"):
			cpus = cpuList(t.Text("sys/fs/cgroup/cpuset" + group + "/cpuset.cpus"))
		}
	})
	return cpus
}

// isolated is whether this process runs on CPUs that the scheduler leaves
// alone. Threads stay there on the CPU where they began, so several of them
// share one while others idle.
func (e exam) isolated() (Finding, bool) {
	list, err := e.Read(cpuDir + "isolated")
	if err != nil {
		return Finding{}, false
	}
	alone, mine, online := cpuList(list), e.mine(), e.online()
	rest := without(online, alone)
	here := without(mine, rest)
	switch {
	case len(alone) == 0:
		return Finding{Seen: "none", Grade: OK}, true
	case len(here) == 0:
		return Finding{Seen: list + ", not used here", Grade: OK}, true
	}
	f := Finding{Seen: list + ", used here: " + listOf(here), Grade: unless(len(here) == 1, Warn)}
	if len(rest) > 0 {
		f.Try = "taskset -c " + listOf(rest) + " bufbench run"
	}
	return f, true
}
