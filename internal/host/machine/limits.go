package machine

import "fmt"

// quota compares the CPU time that control groups leave this process with its CPUs.
func (e exam) quota() (Finding, bool) {
	groups := 0
	e.cpuGroups(func(string) { groups++ })
	p, limited := e.portion()
	switch {
	case groups == 0:
		return Finding{}, false
	case !limited:
		return Finding{Seen: "none", Grade: OK}, true
	}
	mine := e.affinity()
	f := Finding{
		Seen:  count(p.cpus) + " (/" + p.file + ")",
		Grade: unless(mine > 0 && p.cpus >= float64(mine), Warn),
		Try:   e.unlimited(p),
	}
	if e.inside() != "" {
		f.Why = "when it is used up, everything stands still; mended outside the container"
	}
	return f, true
}

// throttles is how often a quota was used up.
func (e exam) throttles() (Finding, bool) {
	n := e.since.throttles
	if n < 0 {
		return Finding{}, false
	}
	f := Finding{Seen: "never", Grade: OK}
	if n > 0 {
		f = Finding{Seen: times(n) + " since the group began", Grade: Warn}
	}
	if e.paused {
		f = Finding{Seen: "not now", Grade: OK}
		if n > 0 {
			f = Finding{Seen: times(n) + " just now", Grade: Fail}
		}
	}
	if p, limited := e.portion(); limited {
		f.Try = e.unlimited(p)
	}
	return f, true
}

// free is how much memory may be used, and the name of the bound.
func (e exam) free() (Finding, bool) {
	const gib = 1 << 30
	room, why, err := Free(string(e.Tree))
	if err != nil {
		return Finding{}, false
	}
	f := Finding{Seen: binary(room) + " free (" + why + ")", Grade: OK}
	switch {
	case room < gib:
		f.Grade = Warn
	case room < 4*gib:
		f.Grade, f.Why = Note, "cases that need more are refused, such as several arrays of 64 MiB beside a heap"
	}
	return f, true
}

// binary prints bytes in the unit that suits them.
func binary(bytes uint64) string {
	x, units := float64(bytes), []string{"B", "KiB", "MiB", "GiB", "TiB"}
	i := 0
	for ; x >= 1024 && i < len(units)-1; i++ {
		x /= 1024
	}
	if i == 0 {
		return fmt.Sprintf("%.0f %s", x, units[i])
	}
	return fmt.Sprintf("%.1f %s", x, units[i])
}
