package machine

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

const policyDir = cpuDir + "cpufreq/"

// policies are the folders of CPUs that share a clock; none where the system
// sets no clock, as in most virtual machines.
func (t tree) policies() (dirs []string) {
	names, _ := t.List(policyDir)
	for _, name := range names {
		if strings.HasPrefix(name, "policy") {
			dirs = append(dirs, policyDir+name+"/")
		}
	}
	return dirs
}

// words are what the files of one name in all policies say, each word once.
func (t tree) words(file string) (words []string) {
	for _, dir := range t.policies() {
		if w := t.Text(dir + file); w != "" && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// hertz are the smallest and the largest number of kHz in the files of one name,
// in Hz.
func (t tree) hertz(file string) (least, most float64, known bool) {
	least = math.Inf(1)
	for _, dir := range t.policies() {
		if kHz, ok := t.Number(dir + file); ok && kHz > 0 {
			least, most, known = min(least, float64(kHz)*1e3), max(most, float64(kHz)*1e3), true
		}
	}
	return least, most, known
}

// governor is what chooses the clock. Only performance asks for the same one
// whatever the load; userspace has been set by somebody.
func (e exam) governor() (Finding, bool) {
	found := e.words("scaling_governor")
	if len(found) == 0 {
		return Finding{}, false
	}
	grade := OK
	for _, word := range found {
		switch word {
		case "performance":
		case "userspace":
			grade = worse(grade, Note)
		default:
			grade = Warn
		}
	}
	seen := strings.Join(found, ", ")
	if drivers := e.words("scaling_driver"); len(drivers) > 0 {
		seen += " (" + strings.Join(drivers, ", ") + ")"
	}
	try := write("performance", policyDir+"policy*/scaling_governor")
	choices := strings.Fields(strings.Join(e.words("scaling_available_governors"), " "))
	if len(choices) > 0 && !slices.Contains(choices, "performance") {
		try = "sudo modprobe cpufreq_performance" // a kernel may keep it in a module
	}
	return Finding{Seen: seen, Grade: grade, Try: try}, true
}

// boost is whether the clock may exceed what the chip can hold. Drivers say it
// in three places, and intel_pstate the other way round.
func (e exam) boost() (Finding, bool) {
	if off, ok := e.Number(cpuDir + "intel_pstate/no_turbo"); ok {
		return boosted(off == 0, write("1", cpuDir+"intel_pstate/no_turbo")), true
	}
	if on, ok := e.Number(policyDir + "boost"); ok {
		return boosted(on != 0, write("0", policyDir+"boost")), true
	}
	if found := e.words("boost"); len(found) > 0 {
		return boosted(slices.Contains(found, "1"), write("0", policyDir+"policy*/boost")), true
	}
	return Finding{}, false
}

func boosted(on bool, off string) Finding {
	if on {
		return Finding{Seen: "on", Grade: Warn, Try: off}
	}
	return Finding{Seen: "off", Grade: OK}
}

// frequency is how far the clocks of CPUs lie apart now. A CPU that sleeps may show its
// former clock, so it is no more than a note.
func (e exam) frequency() (Finding, bool) {
	least, most, known := e.hertz("scaling_cur_freq")
	if !known {
		return Finding{}, false
	}
	seen := gigahertz(least, most) + " now"
	lowest, _, ok1 := e.hertz("scaling_min_freq")
	_, highest, ok2 := e.hertz("scaling_max_freq")
	if ok1 && ok2 {
		seen += ", " + gigahertz(lowest, highest) + " allowed"
	}
	return Finding{Seen: seen, Grade: unless(most <= 1.05*least, Note)}, true
}

// gigahertz prints a range of Hz.
func gigahertz(least, most float64) string {
	lo, hi := fmt.Sprintf("%.2f", least/1e9), fmt.Sprintf("%.2f", most/1e9)
	if lo == hi {
		return lo + " GHz"
	}
	return lo + "-" + hi + " GHz"
}
