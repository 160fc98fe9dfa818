package machine

import (
	"fmt"
	"slices"
	"strings"
)

// heat is whether the processor has been slowed for its heat.
func (e exam) heat() (Finding, bool) {
	n := e.since.heated
	switch {
	case n < 0:
		return Finding{}, false
	case n == 0 && e.paused:
		return Finding{Seen: "no throttling now", Grade: OK}, true
	case n == 0:
		return Finding{Seen: "never throttled", Grade: OK}, true
	case e.paused:
		return Finding{Seen: "throttled " + times(n) + " just now", Grade: Fail}, true
	}
	return Finding{Seen: "throttled " + times(n) + " since start", Grade: Note}, true
}

// battery is whether the machine runs on one. Batteries of mice and headsets,
// whose scope is Device, do not count.
func (e exam) battery() (Finding, bool) {
	const dir = "sys/class/power_supply/"
	names, err := e.List(dir)
	if err != nil {
		return Finding{}, false
	}
	var states []string
	for _, name := range names {
		if e.Text(dir+name+"/type") == "Battery" && e.Text(dir+name+"/scope") != "Device" {
			state := strings.ToLower(e.Text(dir + name + "/status"))
			if charge, ok := e.Number(dir + name + "/capacity"); ok {
				state += fmt.Sprintf(", %d %%", charge)
			}
			states = append(states, state)
		}
	}
	if len(states) == 0 {
		return Finding{Seen: "none", Grade: OK}, true
	}
	drained := slices.ContainsFunc(states, func(s string) bool { return strings.HasPrefix(s, "discharging") })
	return Finding{Seen: strings.Join(states, "; "), Grade: unless(!drained, Warn)}, true
}

// profile is the setting of the firmware, on machines that have one.
func (e exam) profile() (Finding, bool) {
	const file = "sys/firmware/acpi/platform_profile"
	now := e.Text(file)
	if now == "" {
		return Finding{}, false
	}
	f := Finding{Seen: now, Grade: OK}
	switch now {
	case "low-power", "cool", "quiet":
		f.Grade = Warn
	case "balanced", "balanced-performance", "custom":
		f.Grade = Note
	}
	if slices.Contains(strings.Fields(e.Text(file+"_choices")), "performance") {
		f.Try = write("performance", file)
	}
	return f, true
}
