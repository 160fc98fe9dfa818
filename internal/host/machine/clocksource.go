package machine

import (
	"slices"
	"strings"
)

// clock is what the kernel reads the time from.
func (e exam) clock() (Finding, bool) {
	const dir = "sys/devices/system/clocksource/clocksource0/"
	now := e.Text(dir + "current_clocksource")
	others := strings.Fields(e.Text(dir + "available_clocksource"))
	f := Finding{Seen: now}
	if slices.Contains(others, "tsc") {
		f.Try = write("tsc", dir+"current_clocksource")
	}
	switch now {
	case "":
		return Finding{}, false
	case "tsc", "arch_sys_counter", "hyperv_clocksource_tsc_page", "timebase", "tod", "riscv_clocksource":
		f.Grade = OK
	case "hpet", "acpi_pm", "jiffies", "refined-jiffies", "pit", "hyperv_clocksource_msr":
		f.Grade = Warn
		if f.Try == "" {
			f.Why = "reading the clock is a system call of a microsecond; there is no steady tsc"
		}
	default: // kvm-clock, xen, those of boards
		f.Grade, f.Why = Note, "a reading may take longer than that of the processor's counter"
	}
	return f, true
}
